import type { Place } from '../../catalog/index.js';
import type { Finding, Level } from '../finding.js';

/** Where a definition stands in the user's source; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
export type Locate = (place: Place | undefined) => Position | undefined;

export interface ReportOptions {
  /** Maps the place of a definition to its source. Without it findings name the path of the definition alone. */
  readonly locate?: Locate | undefined;
  /** Colours for a terminal. @default false */
  readonly color?: boolean | undefined;
  /** Version of Dashwright, for formats that name their producer. */
  readonly version?: string | undefined;
}

export interface Located {
  readonly finding: Finding;
  readonly position: Position | undefined;
  /** The other places of the same cause. */
  readonly elsewhere: readonly LocatedElsewhere[];
}

export interface LocatedElsewhere {
  readonly path: string;
  readonly position: Position | undefined;
}

export function located(findings: readonly Finding[], { locate }: ReportOptions): Located[] {
  return findings.map((finding) => ({
    finding,
    position: locate?.(finding.place),
    elsewhere: (finding.elsewhere ?? []).map(({ path, place }) => ({ path, position: locate?.(place) })),
  }));
}

/** How many findings there are of each level. */
export function countLevels(findings: readonly Finding[]): Readonly<Record<Level, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { level } of findings) counts[level] += 1;
  return counts;
}

/** Message, expectation, suggestion and other places, one line each. */
export function sentences({ finding: { message, expected, suggestion }, elsewhere }: Located): string[] {
  const lines = [message];
  if (expected !== undefined) lines.push(`expected: ${expected}`);
  if (suggestion !== undefined) lines.push(suggestion);
  if (elsewhere.length > 0) lines.push(otherPlaces(elsewhere));
  return lines;
}

/** Places named in a line of text at most; the JSON report has all. */
const namedPlaces = 3;

/** `in 227 places, also in shop/dashboards/a/panels/B (definitions/shop/signals.ts:12), … and 224 others`. */
export function otherPlaces(elsewhere: readonly LocatedElsewhere[]): string {
  const named = elsewhere
    .slice(0, namedPlaces)
    .map(({ path, position }) => (position ? `${path} (${position.file}:${position.line})` : path));
  const rest = elsewhere.length - named.length;
  return `in ${elsewhere.length + 1} places, also in ${named.join(', ')}${rest > 0 ? ` and ${rest} others` : ''}`;
}
