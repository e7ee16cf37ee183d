import type { Change } from './change.js';
import type { BundleDifference } from './compare.js';

/** The differences as text for a terminal. */
export function differenceText(differences: readonly BundleDifference[]): string {
  return differences
    .map((each) => [heading(each), ...each.changes.map((change) => `  ${changeLine(change)}`)].join('\n'))
    .join('\n');
}

/** `breaking  alert DiffDurationHigh removed`, `patch  alert X: threshold 200 → 250`. */
function changeLine(change: Change): string {
  return `${change.level.padEnd('breaking'.length)}  ${sentence(change)}`;
}

export function sentence({ kind, name, action, details }: Change): string {
  const text =
    action === 'changed' ? `${kind} ${name}: ` : `${kind} ${name} ${action}${details.length > 0 ? ', ' : ''}`;
  return `${text}${details.join(', ')}`;
}

function heading(difference: BundleDifference): string {
  const { bundle, state, before, after } = difference;
  if (state === 'added') return `${bundle} ${after ?? ''}: new`;
  if (state === 'removed') return `${bundle} ${before ?? ''}: removed`;
  if (state === 'same') return `${bundle} ${after ?? ''}: no change`;
  return `${bundle} ${versionsText(difference)}`;
}

/** `1.0.0 → 1.1.0 (minor)`, with the required version if it is higher. */
export function versionsText({ level, before, after, required, sufficient }: BundleDifference): string {
  const versions = before === after ? `${after}` : `${before} → ${after}`;
  const verdict = sufficient ? `${level}` : `${level}: the version must be ${required} or higher`;
  return `${versions} (${verdict})`;
}
