import type { Note } from '../note.js';
import type { Problem } from '../problems.js';
import type { Origin, Path } from '../read/origin.js';
import { isPlain, listOf, type Plain, plain } from '../read/plain.js';
import {
  type InputIndicator,
  type InputObjective,
  type InputTier,
  openWindow,
  type ReadObjectives,
  type TierName,
} from './model.js';
import { textsOf } from './sloth.js';

/** An object of OpenSLO. */
export interface OpenSloObject {
  readonly origin: Origin;
  readonly object: Plain;
}

/** The long windows of our burn rate alerts. */
const tiersByWindow: Readonly<Record<string, TierName>> = {
  '1h': 'pageFast',
  '6h': 'pageSlow',
  '24h': 'ticketFast',
  '1d': 'ticketFast',
  '72h': 'ticketSlow',
  '3d': 'ticketSlow',
};

interface Context {
  readonly origin: Origin;
  readonly find: (kind: string, name: unknown) => Plain | undefined;
  readonly problems: Problem[];
  readonly notes: Note[];
  readonly lost: Note[];
}

/** Reads the objectives among objects of OpenSLO v1, with what they refer to. */
export function readOpenSlo(objects: readonly OpenSloObject[]): {
  readonly read: ReadObjectives;
  readonly problems: Problem[];
} {
  const problems: Problem[] = [];
  const notes: Note[] = [];
  const lost: Note[] = [];
  const named = new Map<string, Plain>();
  for (const { object, origin } of objects) {
    const key = `${String(object.kind)} ${String(plain(object.metadata).name)}`;
    if (named.has(key)) problems.push(origin.problem(['metadata', 'name'], `the ${key} is there twice`));
    named.set(key, object);
  }
  const find = (kind: string, name: unknown) => named.get(`${kind} ${String(name)}`);
  const objectives = objects
    .filter(({ object }) => object.kind === 'SLO')
    .flatMap(({ origin, object }) => objectivesOf(object, { origin, find, problems, notes, lost }));
  return { read: { objectives, notes, lost }, problems };
}

function objectivesOf(object: Plain, context: Context): InputObjective[] {
  const { origin, problems, lost, find } = context;
  const refuse = (path: Path, message: string) => problems.push(origin.problem(path, message));
  const lose = (path: Path, message: string) =>
    lost.push({ file: origin.file, at: origin.place(path), message });
  const metadata = plain(object.metadata);
  const spec = plain(object.spec);
  const service = typeof spec.service === 'string' ? spec.service : '';
  const objectName = typeof metadata.name === 'string' ? metadata.name : '';
  if (objectName === '') refuse(['metadata', 'name'], 'is missing');
  if (service === '') refuse(['spec', 'service'], 'is missing');
  const list = listOf(spec.objectives);
  if (list.length === 0) refuse(['spec', 'objectives'], 'has no objectives');
  const period = periodOf(spec, context);
  if (objectName === '' || service === '' || period === undefined) return [];
  const tiers = tiersOf(spec, context);
  const annotations = plain(metadata.annotations);
  const name = objectName.startsWith(`${service}-`) ? objectName.slice(service.length + 1) : objectName;
  const labels = plain(metadata.labels);
  const texts = Object.fromEntries(
    Object.entries(labels)
      .filter(([key]) => /^[A-Za-z_]\w*$/.test(key))
      .map(([key, value]) => [key, Array.isArray(value) ? value.map(String).join(',') : String(value)]),
  );
  for (const key of Object.keys(labels))
    if (!Object.hasOwn(texts, key)) lose(['metadata', 'labels', key], 'is no label of Prometheus');
  return list.flatMap((given, index): InputObjective[] => {
    const path: Path = ['spec', 'objectives', index];
    const one = plain(given);
    if (one.indicator !== undefined || one.indicatorRef !== undefined || one.compositeWeight !== undefined) {
      lose(path, 'is a part of a composite objective: an objective here has one indicator');
      return [];
    }
    const objective = percentOf(one);
    if (objective === undefined || !(objective > 0 && objective < 100)) {
      refuse(path, 'expected target between 0 and 1, or targetPercent between 0 and 100');
      return [];
    }
    const ref = spec.indicatorRef;
    const found = ref === undefined ? undefined : find('SLI', ref);
    if (ref !== undefined && !found) {
      refuse(['spec', 'indicatorRef'], `there is no SLI ${String(ref)} among the files of this import`);
      return [];
    }
    const indicator = indicatorOf(
      plain(found ? found.spec : plain(spec.indicator).spec),
      one,
      path,
      spec,
      context,
    );
    if (!indicator) return [];
    const suffix = list.length > 1 ? `-${index + 1}` : '';
    const title = [metadata.displayName, list.length > 1 ? one.displayName : undefined]
      .filter(Boolean)
      .join(': ');
    return [
      {
        origin,
        path: ['spec'],
        service,
        name: `${typeof annotations['dashwright.dev/name'] === 'string' ? annotations['dashwright.dev/name'] : name}${suffix}`,
        title: title === '' ? undefined : title,
        description: typeof spec.description === 'string' ? spec.description : undefined,
        objective,
        period,
        labels: texts,
        indicator,
        tiers,
      },
    ];
  });
}

/** Without the noise of binary fractions: 0.999 is 99.9. */
function percentOf({ target, targetPercent }: Plain): number | undefined {
  if (typeof targetPercent === 'number') return targetPercent;
  return typeof target === 'number' ? Number((target * 100).toPrecision(12)) : undefined;
}

function periodOf(
  { timeWindow, timeWindows }: Plain,
  { origin, problems, lost }: Context,
): string | undefined {
  const [window] = listOf(timeWindow ?? timeWindows).map(plain);
  const key = timeWindow === undefined && timeWindows !== undefined ? 'timeWindows' : 'timeWindow';
  const path: Path = ['spec', key, 0];
  if (!window) return '30d';
  const { duration, isRolling, calendar, count, unit } = window;
  const text = duration ?? (unit === 'Day' || unit === 'day' ? `${String(count)}d` : undefined);
  const [, number, letter] = /^(\d+)([mhdwMQY])$/.exec(String(text)) ?? [];
  if (number === undefined || letter === undefined) {
    problems.push(
      origin.problem(path, `expected a duration such as 30d or 4w, and found ${JSON.stringify(duration)}`),
    );
    return undefined;
  }
  const days = { m: '', h: '', d: '', w: '', M: 30, Q: 90, Y: 365 }[letter];
  const period = typeof days === 'number' ? `${Number(number) * days}d` : `${number}${letter}`;
  if (calendar !== undefined || isRolling === false || typeof days === 'number')
    lost.push({
      file: origin.file,
      at: origin.place(path),
      message: `is a window of the calendar: the objective here is over the last ${period}`,
    });
  return period;
}

function queryOf(source: unknown): string | undefined {
  const { metricSource, query: direct } = plain(source);
  const { query } = plain(plain(metricSource).spec);
  const text = query ?? direct;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function indicatorOf(
  sli: Plain,
  objective: Plain,
  path: Path,
  spec: Plain,
  context: Context,
): InputIndicator | undefined {
  const { origin, problems, lost } = context;
  const refuse = (message: string) => {
    problems.push(origin.problem(path, message));
    return undefined;
  };
  const { ratioMetric, thresholdMetric } = sli;
  const method = String(spec.budgetingMethod ?? 'Occurrences');
  if (isPlain(ratioMetric) || isPlain(objective.ratioMetrics)) {
    const ratio = plain(ratioMetric ?? objective.ratioMetrics);
    const indicator = ratioOf(ratio);
    if (!indicator)
      return refuse(
        'its indicator has no queries: expected good or bad and total, or raw, each with a query',
      );
    return sliced(indicator, method, objective, path, context);
  }
  if (isPlain(thresholdMetric)) {
    const query = queryOf(thresholdMetric);
    const op = { lte: '<=', gte: '>=', lt: '<', gt: '>' }[String(objective.op)];
    const { value } = objective;
    if (query === undefined || op === undefined || typeof value !== 'number')
      return refuse('a threshold needs a query of the indicator, and op and value of the objective');
    if (method !== 'Occurrences') {
      lost.push({
        file: origin.file,
        at: origin.place(path),
        message: `has the method ${method} on a threshold, which is not imported`,
      });
      return undefined;
    }
    // Every minute is a point in time that is good or bad.
    return {
      kind: 'ratio',
      ratio: `1 - avg_over_time((${withWindow(query)} ${op} bool ${value})[${openWindow}:1m])`,
    };
  }
  return refuse('has no indicator: expected ratioMetric or thresholdMetric');
}

function ratioOf({ counter, good, bad, total, raw, rawType }: Plain): InputIndicator | undefined {
  const [goods, bads, all, whole] = [good, bad, total, raw].map(queryOf);
  if (whole !== undefined)
    return { kind: 'ratio', ratio: rawType === 'failure' ? withWindow(whole) : `1 - (${withWindow(whole)})` };
  if (all === undefined) return undefined;
  const events = (query: string) => (counter === true ? counted(query) : withWindow(query));
  if (bads !== undefined) return { kind: 'events', errors: events(bads), total: events(all) };
  return goods === undefined
    ? undefined
    : { kind: 'events', errors: `(${events(all)}) - (${events(goods)})`, total: events(all) };
}

/** A query of counters as events per second: `sum(requests_total)`. */
function counted(query: string): string {
  if (query.includes('{{') || query.includes('[')) return withWindow(query);
  const [, aggregation, inner] =
    /^(sum(?:\s+(?:by|without)\s*\([^)]*\))?)\s*\(([^()]*(?:\{.*\})?)\)$/s.exec(query) ?? [];
  if (aggregation !== undefined && inner !== undefined)
    return `${aggregation}(rate(${inner.trim()}[${openWindow}]))`;
  if (/^[A-Za-z_:][\w:]*\s*(\{.*\})?$/s.test(query)) return `sum(rate(${query}[${openWindow}]))`;
  return `sum(rate((${query})[${openWindow}:1m]))`;
}

/** A query that names its window keeps it. */
function withWindow(query: string): string {
  return query.replaceAll(/\{\{-?\s*\.window\s*-?\}\}|\$__rate_interval|\$__interval|\$window/g, openWindow);
}

/** Slices of time, each of which is good or bad, or an average of their ratios. */
function sliced(
  indicator: InputIndicator,
  method: string,
  { timeSliceTarget, timeSliceWindow }: Plain,
  path: Path,
  { origin, problems }: Context,
): InputIndicator | undefined {
  if (method === 'Occurrences') return indicator;
  const slice = typeof timeSliceWindow === 'string' ? timeSliceWindow : undefined;
  if (!/^(Timeslices|RatioTimeslices)$/i.test(method)) {
    problems.push(
      origin.problem(
        ['spec', 'budgetingMethod'],
        `${method}: expected Occurrences, Timeslices or RatioTimeslices`,
      ),
    );
    return undefined;
  }
  if (slice === undefined || !/^\d+[mhd]$/.test(slice)) {
    problems.push(origin.problem(path, `${method} needs timeSliceWindow, such as 1m`));
    return undefined;
  }
  const { kind } = indicator;
  const errors = kind === 'events' ? `(${indicator.errors}) / (${indicator.total})` : `(${indicator.ratio})`;
  const ofSlice = errors.replaceAll(openWindow, slice);
  if (/^RatioTimeslices$/i.test(method))
    return { kind: 'ratio', ratio: `avg_over_time((${ofSlice})[${openWindow}:${slice}])` };
  if (typeof timeSliceTarget !== 'number') {
    problems.push(origin.problem(path, 'Timeslices needs timeSliceTarget between 0 and 1'));
    return undefined;
  }
  const budget = Number((1 - timeSliceTarget).toPrecision(12));
  return { kind: 'ratio', ratio: `avg_over_time((${ofSlice} > bool ${budget})[${openWindow}:${slice}])` };
}

function tiersOf(spec: Plain, { origin, find, problems, lost, notes }: Context): InputObjective['tiers'] {
  const found: Partial<Record<TierName, InputTier>> = {};
  listOf(spec.alertPolicies).forEach((given, index) => {
    const path: Path = ['spec', 'alertPolicies', index];
    const ref = typeof given === 'string' ? given : plain(given).alertPolicyRef;
    const policy = ref === undefined ? plain(given) : find('AlertPolicy', ref);
    if (!policy) {
      problems.push(
        origin.problem(path, `there is no AlertPolicy ${String(ref)} among the files of this import`),
      );
      return;
    }
    const lose = (message: string) => lost.push({ file: origin.file, at: origin.place(path), message });
    const { conditions, notificationTargets, alertWhenNoData, alertWhenBreaching } = plain(policy.spec);
    if (alertWhenNoData === true) lose('alerts without data, which is not imported: see alerts.absent');
    if (alertWhenBreaching === false) return;
    for (const each of listOf(conditions)) {
      const name = plain(each).conditionRef;
      const condition = name === undefined ? plain(each) : find('AlertCondition', name);
      if (!condition) {
        problems.push(
          origin.problem(path, `there is no AlertCondition ${String(name)} among the files of this import`),
        );
        continue;
      }
      const { severity, condition: what } = plain(condition.spec);
      const { kind = 'burnrate', op, threshold, lookbackWindow, alertAfter = '0m' } = plain(what);
      const tier = tiersByWindow[String(lookbackWindow)];
      if (
        kind !== 'burnrate' ||
        typeof threshold !== 'number' ||
        tier === undefined ||
        !/^gte?$/.test(String(op)) ||
        found[tier]
      ) {
        lose(
          `has the condition ${JSON.stringify(what)}: burn rates here are above a bound over 1h, 6h, 1d or 3d, each once`,
        );
        continue;
      }
      const labels = textsOf(plain(plain(condition.metadata).labels));
      const annotations = textsOf(plain(plain(condition.metadata).annotations));
      found[tier] = {
        factor: threshold,
        for: String(alertAfter) === '0m' ? '0s' : String(alertAfter),
        severity: severity === undefined ? undefined : String(severity),
        labels,
        annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.includes('/'))),
      };
    }
    for (const target of listOf(notificationTargets)) {
      // That is where all alerts go anyway.
      if (plain(plain(target).spec).target === 'alertmanager') continue;
      const name = String(plain(target).targetRef ?? plain(plain(target).metadata).name ?? '');
      notes.push({
        file: origin.file,
        at: origin.place(path),
        message: `notifies ${name}: who is notified is said by routes, which an import of OpenSLO does not make`,
      });
    }
  });
  return found;
}
