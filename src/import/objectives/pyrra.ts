import type { Note } from '../note.js';
import type { Problem } from '../problems.js';
import type { Origin, Path } from '../read/origin.js';
import { type Plain, plain } from '../read/plain.js';
import type { InputObjective, InputTier, ReadObjectives, TierName } from './model.js';
import { pyrraIndicator } from './pyrra-indicator.js';
import { textsOf } from './sloth.js';

/** The alerts of Pyrra for an objective over 28 days, `Windows` in its sources: factor, waiting time and severity. */
const tiers: Readonly<
  Record<TierName, { readonly factor: number; readonly for: string; readonly severity: string }>
> = {
  pageFast: { factor: 14, for: '2m', severity: 'critical' },
  pageSlow: { factor: 7, for: '15m', severity: 'critical' },
  ticketFast: { factor: 2, for: '1h', severity: 'warning' },
  ticketSlow: { factor: 1, for: '3h', severity: 'warning' },
};

const specKeys = ['target', 'window', 'description', 'indicator', 'alerting', 'performanceOverAccuracy'];

/** Labels and annotations of an objective with this prefix become those of its alerts, without it. */
const alertPrefix = 'pyrra.dev/';

/**
 * Reads a ServiceLevelObjective of Pyrra. Its alerts have Pyrra's factors, waiting times and severities for 28 days, over
 * the windows of this bundle's alerts.
 */
export function readPyrra(
  object: Plain,
  origin: Origin,
): { readonly read: ReadObjectives; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const lost: Note[] = [];
  const notes: Note[] = [];
  const refuse = (path: Path, message: string) => problems.push(origin.problem(path, message));
  const lose = (path: Path, message: string) =>
    lost.push({ file: origin.fileAndLine(path), at: origin.place(path), message });
  const metadata = plain(object.metadata);
  const spec = plain(object.spec);
  for (const key of Object.keys(spec))
    if (!specKeys.includes(key)) lose(['spec', key], `${key} is no field of an objective that is known`);
  const name = typeof metadata.name === 'string' ? metadata.name : '';
  if (name === '') refuse(['metadata', 'name'], 'is missing');
  const target = Number(spec.target);
  if (!(target > 0 && target < 100))
    refuse(['spec', 'target'], 'expected a percentage between 0 and 100, such as "99.9"');
  const period = typeof spec.window === 'string' ? spec.window : '';
  if (period === '') refuse(['spec', 'window'], 'is missing: expected a duration such as 4w');
  const indicator = pyrraIndicator(plain(spec.indicator), ['spec', 'indicator'], { refuse, lose });
  if (!indicator || problems.length > 0) return { read: { objectives: [], notes, lost }, problems };
  const alerting = plain(spec.alerting);
  const labels = forAlerts(metadata.labels);
  const annotations = forAlerts(metadata.annotations);
  if (typeof alerting.name === 'string' && alerting.name !== '')
    lose(
      ['spec', 'alerting', 'name'],
      `names the alerts ${alerting.name}: those of the bundle are named after the objective`,
    );
  if (alerting.absent !== false && alerting.disabled !== true)
    notes.push({
      file: origin.file,
      at: origin.place(['spec', 'alerting']),
      message: `Pyrra also alerts when the metric of ${name} is absent: add an alert with absent(…)`,
    });
  if (alerting.burnRateType === 'dynamic')
    lose(
      ['spec', 'alerting', 'burnRateType'],
      'thresholds of burn rates that follow the traffic are static in the bundle',
    );
  if (alerting.severities !== undefined)
    lose(['spec', 'alerting', 'severities'], 'severities of its own: the bundle has those of Pyrra');
  const off = alerting.disabled === true || alerting.burnrates === false;
  const objective: InputObjective = {
    origin,
    path: ['spec'],
    service: labels.service ?? textOf(metadata.namespace) ?? name,
    name,
    description: typeof spec.description === 'string' ? spec.description : undefined,
    objective: target,
    period,
    labels,
    indicator,
    tiers: off ? {} : tiersOf(annotations),
  };
  notes.push({
    file: origin.file,
    at: origin.place(['spec']),
    message: `the alerts of ${name} look back over 1h, 6h, 1d and 3d: Pyrra's windows grow with the period of the objective`,
  });
  return { read: { objectives: [objective], notes, lost }, problems };
}

function tiersOf(annotations: Readonly<Record<string, string>>): InputObjective['tiers'] {
  const found: Partial<Record<TierName, InputTier>> = {};
  for (const [name, tier] of Object.entries(tiers))
    found[name as TierName] = { ...tier, labels: {}, annotations };
  return found;
}

function textOf(given: unknown): string | undefined {
  return typeof given === 'string' && given !== '' ? given : undefined;
}

function forAlerts(given: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(textsOf(given))
      .filter(([key]) => key.startsWith(alertPrefix))
      .map(([key, text]) => [key.slice(alertPrefix.length), text]),
  );
}
