import { DefinitionError, type Place } from '../../catalog/index.js';
import { didYouMean } from '../../catalog/similar.js';
import type { AnyAlert } from '../../define/index.js';
import type { TextMatch, TextMatches } from './expectation.js';

/** Labels without those that are undefined. */
export function given(labels: { readonly [Label in string]?: TextMatch }): TextMatches {
  const matches: Record<string, TextMatch> = {};
  for (const [label, match] of Object.entries(labels)) if (match !== undefined) matches[label] = match;
  return matches;
}

/**
 * The alerts with a severity.
 *
 * @throws DefinitionError if none matches
 */
export function ofSeverity(
  alerts: readonly AnyAlert[],
  severity: string | undefined,
  { text, place }: { readonly text: string; readonly place: Place },
): readonly AnyAlert[] {
  if (severity === undefined) return alerts;
  const found = alerts.filter((alert) => alert.severity === severity);
  if (found.length > 0) return found;
  const known = [...new Set(alerts.flatMap((alert) => alert.severity ?? []))];
  throw new DefinitionError(
    `${text}: no alert of the scenario has the severity ${JSON.stringify(severity)}`,
    place,
    {
      expected: known.length === 0 ? 'no severity' : `one of ${known.join(', ')}`,
      suggestion: didYouMean(severity, known),
    },
  );
}
