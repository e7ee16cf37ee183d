import { didYouMean } from '../../catalog/similar.js';
import type { Note } from '../note.js';
import type { Problem } from '../problems.js';
import type { Origin, Path } from '../read/origin.js';
import { isPlain, listOf, type Plain, plain } from '../read/plain.js';
import type { InputIndicator, InputObjective, InputTier, ReadObjectives, TierName } from './model.js';

/** Names of fields: in files with `_`, in objects of Kubernetes without. */
const names = {
  file: {
    errors: 'error_query',
    total: 'total_query',
    ratio: 'error_ratio_query',
    page: 'page_alert',
    ticket: 'ticket_alert',
    plugins: 'slo_plugins',
  },
  object: {
    errors: 'errorQuery',
    total: 'totalQuery',
    ratio: 'errorRatioQuery',
    page: 'pageAlert',
    ticket: 'ticketAlert',
    plugins: 'sloPlugins',
  },
} as const;

/** The period of Sloth, which its specification does not name: that of `--default-slo-period`. */
const usualPeriod = '30d';

/** Reads a specification of Sloth, `prometheus/v1` or the spec of a PrometheusServiceLevel. */
export function readSloth(
  spec: Plain,
  origin: Origin,
  form: 'file' | 'object',
): { readonly read: ReadObjectives; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const lost: Note[] = [];
  const own = names[form];
  const refuse = (path: Path, message: string) => problems.push(origin.problem(path, message));
  const known = (data: Plain, allowed: readonly string[], path: Path) => {
    for (const key of Object.keys(data))
      if (!allowed.includes(key)) {
        const meant = didYouMean(key, allowed);
        refuse([...path, key], `field ${key} not found${meant ? `; ${meant}` : ''}`);
      }
  };
  const plugin = (path: Path) =>
    lost.push({
      file: origin.file,
      at: origin.place(path),
      message: 'is a plugin of Sloth, which runs Go: its effect on the objective is not imported',
    });
  known(spec, ['version', 'service', 'labels', 'slos', own.plugins], []);
  if (spec[own.plugins]) plugin([own.plugins]);
  const service = typeof spec.service === 'string' ? spec.service : '';
  if (service === '') refuse(['service'], 'is missing: expected the name of the service');
  if (!Array.isArray(spec.slos) || spec.slos.length === 0) refuse(['slos'], 'has no objectives');
  const objectives = listOf(spec.slos).flatMap((given, index): InputObjective[] => {
    const path: Path = ['slos', index];
    if (!isPlain(given)) {
      refuse(path, 'is not an objective: expected name, objective and sli');
      return [];
    }
    known(given, ['name', 'description', 'objective', 'plugins', 'labels', 'sli', 'alerting'], path);
    if (given.plugins) plugin([...path, 'plugins']);
    const { name, objective } = given;
    if (typeof name !== 'string' || name === '') refuse([...path, 'name'], 'is missing');
    if (typeof objective !== 'number' || !(objective > 0 && objective < 100))
      refuse([...path, 'objective'], 'expected a percentage between 0 and 100, such as 99.9');
    const indicator = indicatorOf(plain(given.sli), [...path, 'sli']);
    if (!indicator || typeof name !== 'string' || typeof objective !== 'number') return [];
    const alerting = plain(given.alerting);
    return [
      {
        origin,
        path,
        service,
        name,
        description: typeof given.description === 'string' ? given.description : undefined,
        objective,
        period: usualPeriod,
        labels: { ...textsOf(spec.labels), ...textsOf(given.labels) },
        indicator,
        tiers: tiersOf(alerting, own),
      },
    ];
  });
  return { read: { objectives, notes: [], lost }, problems };

  function indicatorOf(sli: Plain, path: Path): InputIndicator | undefined {
    const { events, raw, plugin: made } = sli;
    known(sli, ['events', 'raw', 'plugin'], path);
    if (made) {
      plugin([...path, 'plugin']);
      return undefined;
    }
    if (isPlain(events)) {
      known(events, [own.errors, own.total], [...path, 'events']);
      const errors = query(events[own.errors], [...path, 'events', own.errors]);
      const total = query(events[own.total], [...path, 'events', own.total]);
      return errors && total ? { kind: 'events', errors, total } : undefined;
    }
    if (isPlain(raw)) {
      known(raw, [own.ratio], [...path, 'raw']);
      const ratio = query(raw[own.ratio], [...path, 'raw', own.ratio]);
      return ratio ? { kind: 'ratio', ratio } : undefined;
    }
    refuse(path, 'has no indicator: expected events, raw or plugin');
    return undefined;
  }

  function query(value: unknown, path: Path): string | undefined {
    if (typeof value === 'string' && /\{\{-?\s*\.window\s*-?\}\}/.test(value)) return value;
    refuse(path, 'expected a query with {{.window}}, the window of each rule');
    return undefined;
  }
}

/** Both kinds of alerts of Sloth have a fast and a slow burn rate, and fire without waiting. */
function tiersOf(alerting: Plain, own: (typeof names)['file' | 'object']): InputObjective['tiers'] {
  const found: Partial<Record<TierName, InputTier>> = {};
  for (const [key, tiers] of [
    [own.page, ['pageFast', 'pageSlow']],
    [own.ticket, ['ticketFast', 'ticketSlow']],
  ] as const) {
    const alert = plain(alerting[key]);
    if (alert.disable === true) continue;
    const { severity, ...labels } = { ...textsOf(alerting.labels), ...textsOf(alert.labels) };
    const annotations = { ...textsOf(alerting.annotations), ...textsOf(alert.annotations) };
    for (const tier of tiers) found[tier] = { for: '0s', severity, labels, annotations };
  }
  return found;
}

export function textsOf(value: unknown): Record<string, string> {
  const entries = Object.entries(plain(value)).filter(([, text]) => text !== null);
  return Object.fromEntries(entries.map(([key, text]) => [key, String(text)]));
}
