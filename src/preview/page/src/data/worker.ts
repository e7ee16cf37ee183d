/** The engine, in a thread of its own: a query never blocks the page. */
import { Engine } from '../../../../engine/engine.js';
import type { QueryResult } from '../../../../engine/query.js';
import { start } from '../../../../engine/start.js';
import { type Dataset, loadDataset } from '../../../simulated/dataset.js';
import {
  type Answer,
  type AnsweredSeries,
  type FromWorker,
  mostSeries,
  type Question,
  type ToWorker,
} from './messages.js';

let engine: Engine | undefined;
/** Datasets by key, the latest last. */
const datasets = new Map<string, Dataset>();
const mostDatasets = 3;

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  handle(data).then(
    (message) => self.postMessage({ id: data.id, ...message }),
    (error: unknown) => self.postMessage({ id: data.id, type: 'failed', message: messageOf(error) }),
  );
};

type Reply = FromWorker extends infer Message
  ? Message extends unknown
    ? Omit<Message, 'id'>
    : never
  : never;

async function handle(message: ToWorker): Promise<Reply> {
  switch (message.type) {
    case 'start':
      engine = new Engine(await start(await compiled(message.engineUrl)));
      return { type: 'done' };
    case 'load': {
      if (!engine) throw new Error('the engine has not started');
      if (datasets.has(message.dataset)) return { type: 'done' };
      for (const key of [...datasets.keys()].slice(0, Math.max(0, datasets.size - mostDatasets + 1))) {
        datasets.get(key)?.loaded.dispose();
        datasets.delete(key);
      }
      datasets.set(message.dataset, loadDataset(engine, message.source, message.expressions, message.range));
      return { type: 'done' };
    }
    case 'ask':
      return { type: 'answer', answer: answer(message.dataset, message.question) };
  }
}

/** The engine is packed with gzip, which every browser can unpack whatever the server says of it. */
async function compiled(url: string): Promise<Parameters<typeof start>[0]> {
  const response = await fetch(url);
  if (!response.ok || !response.body)
    throw new Error(`the engine cannot be loaded: ${response.status} ${url}`);
  const bytes = await new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  // The engine names the parts of WebAssembly that it uses itself, as it also runs where no browser is.
  return (await WebAssembly.compile(bytes)) as unknown as Parameters<typeof start>[0];
}

function answer(dataset: string, { expr, start: from, end, stepMs, instant }: Question): Answer {
  const found = datasets.get(dataset);
  if (!found) return { ok: false, message: 'the data of this query are gone; reload the page' };
  try {
    const { loaded, lookbackMs } = found;
    const limits = { timeoutMs: 20_000, maxSamples: 50_000_000, lookbackMs };
    const result = instant
      ? loaded.instantQuery({ expr, at: end, ...limits })
      : loaded.rangeQuery({ expr, start: from, end, stepMs, ...limits });
    const series = seriesOf(result, end);
    return { ok: true, series: series.slice(0, mostSeries), more: Math.max(0, series.length - mostSeries) };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

function seriesOf(result: QueryResult, at: number): AnsweredSeries[] {
  switch (result.type) {
    case 'matrix':
      return result.series.map(({ labels, times, values }) => ({ labels, times, values }));
    case 'vector':
      return result.samples.map(({ labels, value }) => ({
        labels,
        times: Float64Array.of(at),
        values: Float64Array.of(value),
      }));
    case 'scalar':
      return [{ labels: {}, times: Float64Array.of(at), values: Float64Array.of(result.value) }];
    case 'string':
      return [];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
