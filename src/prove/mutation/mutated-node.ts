import { autoWindow, type Node } from '../../query/index.js';
import { durationText, secondsOf } from '../scenario/time.js';
import { parts, rewrite } from './tree.js';

export type MutationKind =
  | 'threshold'
  | 'operator'
  | 'window'
  | 'for'
  | 'matcher'
  | 'grouping'
  | 'quantile'
  | 'branch'
  | 'routing';

/** An expression with one change. */
export interface MutatedNode {
  readonly kind: MutationKind;
  /** `> 0.05 becomes > 0.055` */
  readonly change: string;
  readonly node: Node;
  /** What a scenario needs to detect the change. */
  readonly killedBy: string;
}

/** Equal windows change together, and with them an offset of the same length. */
export function windows(node: Node): MutatedNode[] {
  const lengths = new Set<string>();
  for (const part of parts(node)) {
    if ((part.type === 'range' || part.type === 'subquery') && part.window !== autoWindow)
      lengths.add(part.window);
  }
  return [...lengths].flatMap((window) =>
    nearbyDurations(window).map((other) => ({
      kind: 'window' as const,
      change: `[${window}] becomes [${other}]`,
      killedBy: windowAdvice,
      node: rewrite(node, (part) => {
        if ((part.type === 'range' || part.type === 'subquery') && part.window === window) {
          return { ...part, window: other };
        }
        return part.type === 'selector' && part.offset === window ? { ...part, offset: other } : part;
      }),
    })),
  );
}
export const windowAdvice =
  'firesWithin or sampleAt at the time at which exactly this window shows a change, or resolvedAt soon after one window';

/** Half and double of a duration. */
export function nearbyDurations(duration: string): string[] {
  const seconds = secondsOf(duration);
  return [seconds / 2, seconds * 2].map(durationText);
}

/** A matcher that is repeated on the same selector changes in all places. */
export function matchers(node: Node): MutatedNode[] {
  const found = new Map<string, MutatedNode>();
  for (const part of parts(node)) {
    if (part.type !== 'selector') continue;
    for (const matcher of part.matchers) {
      const values = part.metric?.labels[matcher.label];
      if (values && 'oneOf' in values && values.oneOf.length < 2) continue;
      const text = `${matcher.label}${matcher.operator}"${matcher.value}"`;
      const key = `${part.name} ${JSON.stringify(part.matchers)} ${text}`;
      if (found.has(key)) continue;
      const same = (other: Node): boolean =>
        other.type === 'selector' &&
        other.name === part.name &&
        JSON.stringify(other.matchers) === JSON.stringify(part.matchers);
      found.set(key, {
        kind: 'matcher',
        change: `${part.name} without ${text}`,
        killedBy: `another series of ${part.name} whose ${matcher.label} does not match, and which would make a difference`,
        node: rewrite(node, (other) =>
          same(other) && other.type === 'selector'
            ? { ...other, matchers: other.matchers.filter((one) => !isSame(one, matcher)) }
            : other,
        ),
      });
    }
  }
  return [...found.values()];
}

function isSame(
  a: { readonly label: string; readonly operator: string; readonly value: string },
  b: { readonly label: string; readonly operator: string; readonly value: string },
): boolean {
  return a.label === b.label && a.operator === b.operator && a.value === b.value;
}
