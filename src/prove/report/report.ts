import type { Place } from '../../catalog/index.js';
import type { Proof } from '../run/runner.js';
import type { DrawnFailure } from '../run/scenario-result.js';

/** Finds the position in the source code of a place. */
export type LocatePlace = (
  place: Place | undefined,
) => { readonly file: string; readonly line: number; readonly column: number } | undefined;

/** A failure as text: the message, the position in the scenario, and the picture. */
export function failureText(failure: DrawnFailure, locate?: LocatePlace): string {
  const position = locate?.(failure.place);
  const where = [position && `${position.file}:${position.line}`, failure.expectation?.text].filter(Boolean);
  const lines = [
    failure.message,
    ...(where.length > 0 ? [`  ${where.join('  ')}`] : []),
    '',
    failure.picture,
  ];
  return lines.join('\n');
}

/** The result of a bundle's scenarios as text: failures with their pictures, and a summary. Findings are for the caller. */
export function proofText({ bundle, results, findings }: Proof, locate?: LocatePlace): string {
  const lines: string[] = [];
  for (const { scenario, failures } of results) {
    if (failures.length === 0) continue;
    lines.push(`✗ ${bundle.name}: ${scenario.name}`);
    for (const failure of failures) lines.push(indented(failureText(failure, locate)), '');
  }
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const counted = `${results.length} ${results.length === 1 ? 'scenario' : 'scenarios'}`;
  const errors = findings.filter(({ level }) => level === 'error').length;
  // The expectations of a scenario with an error were not checked: it is unknown whether they are met.
  const outcome = [
    ...(failed > 0 ? [`${failed} ${failed === 1 ? 'does' : 'do'} not hold`] : []),
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'}`] : []),
  ];
  const said = outcome.length === 0 ? 'all hold' : outcome.join(', ');
  lines.push(`${bundle.name}: ${results.length === 0 ? 'no scenarios' : `${counted}, ${said}`}`);
  return `${lines.join('\n')}\n`;
}

/** The result of a bundle's scenarios as JSON data. */
export function proofJson({ bundle, results, findings, ok }: Proof, locate?: LocatePlace): unknown {
  return {
    bundle: bundle.name,
    ok,
    scenarios: results.map(({ scenario, failures }) => ({
      name: scenario.name,
      ...positionOf(scenario.place, locate),
      failures: failures.map((failure) => ({
        message: failure.message,
        alert: failure.alert ?? null,
        expectation: failure.expectation?.text ?? null,
        ...positionOf(failure.place, locate),
      })),
    })),
    findings: findings.map(({ place, ...finding }) => ({ ...finding, ...positionOf(place, locate) })),
  };
}

function positionOf(place: Place | undefined, locate: LocatePlace | undefined): object {
  return locate?.(place) ?? {};
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
}
