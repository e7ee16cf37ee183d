import type { DataSource } from '../../../simulated/dataset.js';
import type { Answer, FromWorker, Question, ToWorker } from './messages.js';

/** The engine as the page uses it: everything is asked of a worker. */
export interface PageEngine {
  load(dataset: string, source: DataSource, expressions: readonly string[], range: Range): Promise<void>;
  ask(dataset: string, question: Question): Promise<Answer>;
}
type Range = { readonly start: number; readonly end: number };
type Unnumbered = ToWorker extends infer Message
  ? Message extends unknown
    ? Omit<Message, 'id'>
    : never
  : never;

/** Starts the worker; questions wait for the engine by themselves. */
export function startEngine(engineUrl: string): PageEngine {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<
    number,
    { resolve: (message: FromWorker) => void; reject: (error: Error) => void }
  >();
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.type === 'failed') asked?.reject(new Error(data.message));
    else asked?.resolve(data);
  };
  worker.onerror = ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message || 'the engine cannot be started'));
    waiting.clear();
  };
  const send = (message: Unnumbered): Promise<FromWorker> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, ...message });
    });
  const started = send({ type: 'start', engineUrl });
  started.catch(() => undefined);
  return {
    async load(dataset, source, expressions, range) {
      await started;
      await send({ type: 'load', dataset, source, expressions, range });
    },
    async ask(dataset, question) {
      await started;
      const reply = await send({ type: 'ask', dataset, question });
      return reply.type === 'answer' ? reply.answer : { ok: false, message: 'no answer' };
    },
  };
}
