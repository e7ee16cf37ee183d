/** Numbers that look random and are always the same: simulated data have no seed but their names. */

/** 32 bits of a text (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value ^= text.charCodeAt(index);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}

/** A number from 0 to 1 for two integers. */
export function unit(seed: number, index: number): number {
  let value = Math.imul(seed ^ (index + 0x9e3779b9), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return ((value ^ (value >>> 16)) >>> 0) / 0xffffffff;
}

/** Noise that changes smoothly over time, from 0 to 1; `period` is how long it stays similar. */
export function noise(seed: number, time: number, period: number): number {
  const at = time / period;
  const index = Math.floor(at);
  const part = at - index;
  const smooth = part * part * (3 - 2 * part);
  return unit(seed, index) * (1 - smooth) + unit(seed, index + 1) * smooth;
}

const day = 86_400_000;

/** Load of a system that people use by day: 0.35 at night to 1 in the afternoon, UTC. */
export function daily(time: number): number {
  const hour = ((time % day) / day) * 24;
  return 0.675 + 0.325 * Math.cos(((hour - 15) / 12) * Math.PI);
}
