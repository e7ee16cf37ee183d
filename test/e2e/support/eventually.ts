import { setTimeout as pause } from 'node:timers/promises';

/** How long something may take on the busiest machine, in milliseconds: below the limit of a test. */
export const patience = 240_000;

/**
 * Asks until there is an answer.
 *
 * @throws Error after four minutes, that says what was waited for, and `state` then
 */
export async function eventually<Value>(
  what: string,
  ask: () => Value | undefined | Promise<Value | undefined>,
  state: () => string | Promise<string> = () => '',
): Promise<Value> {
  const deadline = performance.now() + patience;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline) {
      throw new Error(`${what}: not within ${patience} ms\n${await state()}`);
    }
    await pause(250);
  }
}

/**
 * Tries what depends on real time: on a busy machine, which is late, again at half and at a quarter of the pace. A fault is
 * one at any pace.
 *
 * @param attempt takes the length of what is a second at full pace, in seconds
 */
export async function atAnyPace(attempt: (second: number) => Promise<void>): Promise<void> {
  for (const second of [1, 2]) {
    try {
      return await attempt(second);
    } catch {
      // More slowly.
    }
  }
  return attempt(4);
}
