/** The engine, in a thread of its own: a query never blocks the page. */
import { Engine } from '../../../../engine/engine.js';
import type { QueryResult } from '../../../../engine/query.js';
import { start } from '../../../../engine/start.js';
import { queryLimits } from '../../../simulated/limits.js';
import { type LazyDataset, lazyDataset } from '../../../simulated/parts.js';
import {
  type Answer,
  type AnsweredSeries,
  type FromWorker,
  mostSeries,
  type Question,
  type ToWorker,
} from './messages.js';

let starting: Promise<Engine> | undefined;
type Load = Extract<ToWorker, { readonly type: 'load' }>;

/** Datasets by key, the latest last. */
const datasets = new Map<string, LazyDataset>();
const mostDatasets = 3;
/** How datasets are made, also those that are not loaded any more: a page may show more of them than fit. */
const recipes = new Map<string, Load>();
const mostRecipes = 100;

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
      starting = compiled(message.engineUrl)
        .then(start)
        .then((program) => new Engine(program));
      await starting;
      return { type: 'done' };
    case 'load':
      recipes.delete(message.dataset);
      recipes.set(message.dataset, message);
      for (const key of [...recipes.keys()].slice(0, Math.max(0, recipes.size - mostRecipes)))
        recipes.delete(key);
      return { type: 'done' };
    case 'ask': {
      if (!starting) throw new Error('the engine has not been started');
      return { type: 'answer', answer: answer(await starting, message.dataset, message.question) };
    }
  }
}

/** A dataset by its key, loaded again where others have taken its place. */
function datasetOf(engine: Engine, key: string): LazyDataset | undefined {
  const loaded = datasets.get(key);
  const recipe = recipes.get(key);
  if (loaded || !recipe) return loaded;
  for (const old of [...datasets.keys()].slice(0, Math.max(0, datasets.size - mostDatasets + 1))) {
    datasets.get(old)?.dispose();
    datasets.delete(old);
  }
  const { source, expressions, range } = recipe;
  const made = lazyDataset(engine, source, expressions, range);
  datasets.set(key, made);
  return made;
}

/**
 * The engine is packed with gzip, which every browser can unpack whatever the server says of it; it is compiled while it
 * comes.
 */
async function compiled(url: string): Promise<Parameters<typeof start>[0]> {
  const response = await fetch(url);
  if (!response.ok || !response.body)
    throw new Error(`the engine cannot be loaded: ${response.status} ${url}`);
  const unpacked = new Response(response.body.pipeThrough(new DecompressionStream('gzip')), {
    headers: { 'content-type': 'application/wasm' },
  });
  // The engine names the parts of WebAssembly that it uses itself, as it also runs where no browser is.
  return (await WebAssembly.compileStreaming(unpacked)) as unknown as Parameters<typeof start>[0];
}

function answer(engine: Engine, dataset: string, question: Question): Answer {
  const { expr, start: from, end, stepMs, instant } = question;
  try {
    const found = datasetOf(engine, dataset)?.forQuery(question);
    if (!found)
      return { ok: false, message: 'the data of this query are no longer available; reload the page' };
    const { loaded, lookbackMs } = found;
    const limits = { ...queryLimits, lookbackMs };
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
