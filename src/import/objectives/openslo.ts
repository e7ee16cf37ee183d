import { objectName } from '../../emit/openslo/index.js';
import type { Note } from '../note.js';
import type { Problem } from '../problems.js';
import type { Origin, Path } from '../read/origin.js';
import { listOf, type Plain, plain, textOf } from '../read/plain.js';
import type { InputObjective, ReadObjectives } from './model.js';
import { tiersOf } from './openslo-alerts.js';
import type { OpenSloContext } from './openslo-context.js';
import { indicatorOf } from './openslo-indicator.js';

/** An object of OpenSLO. */
export interface OpenSloObject {
  readonly origin: Origin;
  readonly object: Plain;
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
    if (named.has(key)) problems.push(origin.problem(['metadata', 'name'], `the ${key} is defined twice`));
    named.set(key, object);
  }
  const find = (kind: string, name: unknown) => named.get(`${kind} ${String(name)}`);
  const services = objects.filter(({ object }) => object.kind === 'Service');
  for (const { object, origin } of services) {
    const name = String(plain(object.metadata).name);
    const shown = textOf(plain(object.metadata).displayName);
    if (shown === '' || shown === name || serviceOf(name, find) === shown) continue;
    const message = `is not in the bundle: the service ${name} of objectives has its name only`;
    notes.push({ file: origin.file, at: origin.place(['metadata', 'displayName']), message });
  }
  const objectives = objects
    .filter(({ object }) => object.kind === 'SLO')
    .flatMap(({ origin, object }) => objectivesOf(object, { origin, find, problems, notes, lost }));
  return { read: { objectives, notes, lost }, problems };
}

/** What a service is called here: as it is shown, if its object is named after that. */
function serviceOf(name: string, find: OpenSloContext['find']): string {
  const shown = textOf(plain(find('Service', name)?.metadata).displayName);
  return /^[A-Za-z][\w-]*$/.test(shown) && objectName(shown) === name ? shown : name;
}

function objectivesOf(object: Plain, context: OpenSloContext): InputObjective[] {
  const { origin, problems, lost, find } = context;
  const refuse = (path: Path, message: string) => problems.push(origin.problem(path, message));
  const lose = (path: Path, message: string) =>
    lost.push({ file: origin.file, at: origin.place(path), message });
  const metadata = plain(object.metadata);
  const spec = plain(object.spec);
  const service = typeof spec.service === 'string' ? spec.service : '';
  const ownName = typeof metadata.name === 'string' ? metadata.name : '';
  if (ownName === '') refuse(['metadata', 'name'], 'is missing');
  if (service === '') refuse(['spec', 'service'], 'is missing');
  const list = listOf(spec.objectives);
  if (list.length === 0) refuse(['spec', 'objectives'], 'has no objectives');
  const period = periodOf(spec, context);
  if (ownName === '' || service === '' || period === undefined) return [];
  const tiers = tiersOf(spec, context);
  const annotations = plain(metadata.annotations);
  const name = ownName.startsWith(`${service}-`) ? ownName.slice(service.length + 1) : ownName;
  const labels = plain(metadata.labels);
  const texts = Object.fromEntries(
    Object.entries(labels)
      .filter(([key]) => /^[A-Za-z_]\w*$/.test(key))
      .map(([key, value]) => [key, Array.isArray(value) ? value.map(String).join(',') : String(value)]),
  );
  for (const key of Object.keys(labels))
    if (!Object.hasOwn(texts, key)) lose(['metadata', 'labels', key], 'is not a valid Prometheus label');
  return list.flatMap((given, index): InputObjective[] => {
    const path: Path = ['spec', 'objectives', index];
    const one = plain(given);
    if (one.indicator !== undefined || one.indicatorRef !== undefined || one.compositeWeight !== undefined) {
      lose(path, 'is part of a composite objective: here an objective has one indicator');
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
        service: serviceOf(service, find),
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
  { origin, problems, lost }: OpenSloContext,
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
      message: `is a calendar window: the imported objective covers the last ${period}`,
    });
  return period;
}
