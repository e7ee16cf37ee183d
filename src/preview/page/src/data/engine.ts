import type { DataSource } from '../../../simulated/dataset.js';
import type { Answer, FromWorker, Question, ToWorker } from './messages.js';

/** The engine as the page uses it: everything is asked of a worker. */
export interface PageEngine {
  /** Says what a dataset is made of; it is made when it is first asked. */
  load(dataset: string, source: DataSource, expressions: readonly string[], range: Range): void;
  /** What is aborted before its turn is not evaluated, and never answered. */
  ask(dataset: string, question: Question, signal?: AbortSignal): Promise<Answer>;
}
type Range = { readonly start: number; readonly end: number };
type Unnumbered = ToWorker extends infer Message
  ? Message extends unknown
    ? Omit<Message, 'id'>
    : never
  : never;

/** Questions that the worker has at a time: the one that it works at, and the next. */
const mostPosted = 2;
/** Answers that are kept, for panels that ask the same, and the same again when they change their size. */
const mostKept = 300;

/** Starts the worker; questions wait for the engine by themselves. */
export function startEngine(engineUrl: string): PageEngine {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const posted = new Map<
    number,
    { resolve: (message: FromWorker) => void; reject: (error: Error) => void }
  >();
  let failure: Error | undefined;
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    const asked = posted.get(data.id);
    posted.delete(data.id);
    if (data.type === 'failed') asked?.reject(new Error(data.message));
    else asked?.resolve(data);
  };
  worker.onerror = ({ message }) => {
    failure = new Error(message || 'the engine cannot be started');
    for (const { reject } of posted.values()) reject(failure);
    posted.clear();
  };
  const send = (message: Unnumbered): Promise<FromWorker> =>
    new Promise((resolve, reject) => {
      if (failure) return reject(failure);
      last += 1;
      posted.set(last, { resolve, reject });
      worker.postMessage({ id: last, ...message });
    });
  // Whoever asks is told why it has not started.
  send({ type: 'start', engineUrl }).catch(() => undefined);

  let busy = 0;
  const queue: (() => void)[] = [];
  const next = (): void => {
    while (busy < mostPosted && queue.length > 0) queue.shift()?.();
  };
  const kept = new Map<string, Promise<Answer>>();
  return {
    load(dataset, source, expressions, range) {
      send({ type: 'load', dataset, source, expressions, range }).catch(() => undefined);
    },
    ask(dataset, question, signal) {
      const key = JSON.stringify([dataset, question]);
      const before = kept.get(key);
      if (before) return before;
      return new Promise((resolve, reject) => {
        queue.push(() => {
          if (signal?.aborted) return;
          const same = kept.get(key);
          if (same) return resolve(same);
          busy += 1;
          const answer = send({ type: 'ask', dataset, question }).then(
            (reply): Answer => (reply.type === 'answer' ? reply.answer : { ok: false, message: 'no answer' }),
          );
          kept.set(key, answer);
          for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(old);
          answer
            .catch(() => kept.delete(key))
            .finally(() => {
              busy -= 1;
              next();
            });
          answer.then(resolve, reject);
        });
        next();
      });
    },
  };
}
