/** A quantity over time, as plain data. All times are seconds since the start of the scenario. */
export type Level =
  | { readonly type: 'constant'; readonly value: number }
  | { readonly type: 'ramp'; readonly from: number; readonly to: number; readonly over: number }
  | { readonly type: 'wave'; readonly low: number; readonly high: number; readonly period: number }
  /** `level` from `from` (time 0 of the level) until `until`, `outside` before and after. */
  | {
      readonly type: 'window';
      readonly level: Level;
      readonly from: number;
      readonly until: number;
      readonly outside: number;
    }
  | { readonly type: 'switch'; readonly before: Level; readonly at: number; readonly after: Level }
  | {
      readonly type: 'noise';
      readonly level: Level;
      readonly amplitude: number;
      readonly every: number;
      readonly seed: number;
    }
  /** Unix time `age` seconds ago: for gauges with the time of the last success. */
  | { readonly type: 'timestamp'; readonly age: Level };

export function constantLevel(value: number): Level {
  return { type: 'constant', value };
}

/**
 * The value of a level.
 *
 * @param at seconds since time 0 of the level
 * @param epoch time 0 of the level in unix seconds
 */
export function levelAt(level: Level, at: number, epoch: number): number {
  switch (level.type) {
    case 'constant':
      return level.value;
    case 'ramp':
      return level.from + (level.to - level.from) * Math.min(1, Math.max(0, at / level.over));
    case 'wave':
      return level.low + ((level.high - level.low) * (1 - Math.cos((2 * Math.PI * at) / level.period))) / 2;
    case 'window':
      return at < level.from || at >= level.until
        ? level.outside
        : levelAt(level.level, at - level.from, epoch + level.from);
    case 'switch':
      return at < level.at
        ? levelAt(level.before, at, epoch)
        : levelAt(level.after, at - level.at, epoch + level.at);
    case 'noise':
      return (
        levelAt(level.level, at, epoch) + level.amplitude * randomAt(level.seed, Math.floor(at / level.every))
      );
    case 'timestamp':
      return epoch + at - levelAt(level.age, at, epoch);
  }
}

/** Pseudo-random number from -1 to 1 for a seed and an index (the finalizer of MurmurHash3). */
function randomAt(seed: number, index: number): number {
  let hash = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) / 0xffffffff) * 2 - 1;
}
