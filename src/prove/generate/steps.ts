import { constantLevel, type Level } from '../scenario/level.js';

/** A value over time that changes at once: from each time, in seconds, the value after it. The first is at 0. */
export type Steps = readonly (readonly [at: number, value: number])[];

export function mapSteps(steps: Steps, change: (value: number) => number): Steps {
  return steps.map(([at, value]) => [at, change(value)] as const);
}

export function levelOf(steps: Steps): Level {
  const [first, ...rest] = steps;
  let level: Level = constantLevel(first?.[1] ?? 0);
  for (const [at, value] of rest) level = { type: 'switch', before: level, at, after: constantLevel(value) };
  return level;
}
