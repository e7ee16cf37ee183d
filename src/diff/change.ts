/** How much a change asks of those who use the packages. */
export type Level = 'breaking' | 'minor' | 'patch';

/** One difference between two outputs of a bundle, in words. */
export interface Change {
  readonly level: Level;
  readonly action: 'added' | 'removed' | 'renamed' | 'changed';
  /** What it is about: `alert`, `dashboard`, `panel`. */
  readonly kind: string;
  readonly name: string;
  /** What is different, for a change: `threshold 200 → 250`. */
  readonly details: readonly string[];
}

export function added(kind: string, name: string, level: Level, ...details: string[]): Change {
  return { level, action: 'added', kind, name, details };
}
export function removed(kind: string, name: string, level: Level): Change {
  return { level, action: 'removed', kind, name, details: [] };
}
/** A change, unless nothing has changed. */
export function changed(kind: string, name: string, details: readonly string[]): Change[] {
  return details.length === 0 ? [] : [{ level: 'patch', action: 'changed', kind, name, details }];
}

const order: readonly Level[] = ['patch', 'minor', 'breaking'];

export function highest(changes: readonly Change[]): Level | undefined {
  const found = changes.map(({ level }) => order.indexOf(level));
  return order[Math.max(-1, ...found)];
}
