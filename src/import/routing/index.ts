import { nullReceiver } from '../../define/routing/null-receiver.js';
import type { Note } from '../note.js';
import type { Problem } from '../problems.js';
import type { Definitions } from '../write/definition.js';
import type { SourceFile } from '../write/files.js';
import type { AlertConstants } from './match.js';
import type { InputRouting, ReadReceiver, ReadRoute, ReadRouting } from './model.js';
import { operated, readObject } from './objects.js';
import { readRouting } from './read.js';
import { Secrets } from './secrets.js';
import { writeRouting } from './write.js';

/** The routing of an import: what it means, and the constant that says it. */
export interface MadeRouting {
  readonly name: string;
  readonly read: ReadRouting;
  readonly secrets: Secrets;
  readonly routes: number;
  readonly problems: readonly Problem[];
  /** Notification templates that become files of the bundle. */
  readonly templates: readonly SourceFile[];
  /** What a reader of the report has to know. */
  readonly notes: readonly Note[];
  /** The namespace that distinguishes the alerts of the bundle from others, if its routes match it. */
  readonly namespace: string | undefined;
}

/**
 * Makes the routing of a bundle: of a configuration, of objects of the operator, or of both, as the operator puts them
 * together: the objects in the order of their names, before the routes of the configuration.
 *
 * @param alerting Whether the bundle has alerts, whose labels an identity would change.
 * @returns undefined where the input has no routes; with problems where they cannot be imported
 */
export function makeRouting(
  inputs: readonly InputRouting[],
  definitions: Definitions,
  alerts: AlertConstants,
  { alerting }: { readonly alerting: boolean },
): MadeRouting | undefined {
  if (inputs.length === 0) return undefined;
  const secrets = new Secrets();
  const problems: Problem[] = [];
  const read = (one: InputRouting) => {
    const reader = one.object && !one.fileNames ? readObject : readRouting;
    const { read: own, problems: found } = reader(one, secrets);
    problems.push(...found);
    return own;
  };
  const [base, second] = inputs.filter(({ object }) => !object);
  if (base && second)
    problems.push(
      second.origin.problem(
        [],
        `is a second configuration of Alertmanager, beside ${base.origin.file}: import one of them`,
      ),
    );
  const configuration = base && read(base);
  const objects = [...inputs]
    .flatMap((one) =>
      one.object ? [{ key: keyOf(one.object), namespace: one.object.namespace, own: read(one) }] : [],
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const [first, ...others] = objects;
  // A bundle's own route has no matchers but those of its identity.
  const isAlone = first && others.length === 0 && !configuration && first.own.route.matchers.length === 0;
  const isIdentity = isAlone && (first.namespace === undefined || !alerting);
  const whole = isAlone && first.namespace === undefined ? first.own : combined(configuration, objects);
  const made = {
    read: whole,
    secrets,
    routes: countRoutes(whole.route),
    templates: inputs.flatMap(({ templates = {} }) =>
      Object.entries(templates).map(([file, text]): SourceFile => ({ path: `templates/${file}`, text })),
    ),
    notes: notesOf(inputs, whole, secrets),
  };
  const namespace = isIdentity ? first.namespace : undefined;
  if (problems.length > 0) return { ...made, name: '', problems, namespace };
  const written = isIdentity ? first.own : whole;
  return { ...made, ...writeRouting(written, { definitions, secrets, alerts }), namespace };
}

function keyOf({ name, namespace }: NonNullable<InputRouting['object']>): string {
  return `${namespace ?? ''}/${name}`;
}

interface OwnedRouting {
  readonly key: string;
  readonly namespace: string | undefined;
  readonly own: ReadRouting;
}

/** All of them in one tree; names that two of them have become those that the operator gives. */
function combined(configuration: ReadRouting | undefined, objects: readonly OwnedRouting[]): ReadRouting {
  const [first] = objects;
  if (!first) return configuration as ReadRouting;
  const base = configuration ?? nobodys(first.own);
  const names = [base, ...objects.map(({ own }) => own)].flatMap(({ receivers, timeIntervals }) => [
    ...receivers.map(({ name }) => `receiver ${name}`),
    ...timeIntervals.map(({ name }) => `times ${name}`),
  ]);
  const isTwice = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
  const parts = objects.map(({ key, namespace, own }) =>
    operated(
      renamed(own, (kind, name) => (isTwice(`${kind} ${name}`) ? `${key.replace(/^\//, '')}/${name}` : name)),
      namespace,
    ),
  );
  return {
    ...base,
    receivers: [...base.receivers, ...parts.flatMap(({ receivers }) => receivers)],
    timeIntervals: [...base.timeIntervals, ...parts.flatMap(({ timeIntervals }) => timeIntervals)],
    inhibitRules: [...base.inhibitRules, ...parts.flatMap(({ inhibitRules }) => inhibitRules)],
    route: { ...base.route, routes: [...parts.map(({ route }) => route), ...base.route.routes] },
  };
}

/** A route to the null receiver, the parent of the routes of objects. */
function nobodys({ origin, route }: ReadRouting): ReadRouting {
  const place = { origin, path: route.path };
  const receiver: ReadReceiver = { ...place, name: nullReceiver, labels: {}, integrations: [] };
  const root: ReadRoute = {
    ...place,
    receiver: nullReceiver,
    matchers: [],
    continue: false,
    muteTimeIntervals: [],
    activeTimeIntervals: [],
    labels: {},
    routes: [],
  };
  return {
    origin,
    route: root,
    receivers: [receiver],
    inhibitRules: [],
    timeIntervals: [],
    templates: [],
    settings: { global: undefined, tracing: undefined, eventRecorder: undefined },
  };
}

type Rename = (kind: 'receiver' | 'times', name: string) => string;

function renamed(read: ReadRouting, rename: Rename): ReadRouting {
  const times = (names: readonly string[]) => names.map((name) => rename('times', name));
  const route = (one: ReadRoute): ReadRoute => ({
    ...one,
    receiver: one.receiver === undefined ? undefined : rename('receiver', one.receiver),
    muteTimeIntervals: times(one.muteTimeIntervals),
    activeTimeIntervals: times(one.activeTimeIntervals),
    routes: one.routes.map(route),
  });
  return {
    ...read,
    receivers: read.receivers.map((one) => ({ ...one, name: rename('receiver', one.name) })),
    timeIntervals: read.timeIntervals.map((one) => ({ ...one, name: rename('times', one.name) })),
    route: route(read.route),
  };
}

function notesOf(
  inputs: readonly InputRouting[],
  { origin, templates }: ReadRouting,
  secrets: Secrets,
): Note[] {
  const notes: Note[] = [];
  const { selectedNames: names } = secrets;
  if (names.length > 0) {
    const which = names.length === 1 ? `the Secret ${names[0]}` : `the Secrets ${names.join(', ')}`;
    notes.push({
      file: origin.file,
      at: origin.at,
      message: `reads secrets from ${which}: list ${names.length === 1 ? 'it' : 'them'} in spec.secrets of the Alertmanager, which mounts each as a folder`,
    });
  }
  for (const { object, origin: own } of inputs)
    if (object && object.namespace === undefined)
      notes.push({
        file: own.file,
        at: own.at,
        message:
          'names no namespace: its routes match alerts of all namespaces, until the operator adds its own',
      });
  if (templates.length > 0)
    notes.push({
      file: origin.file,
      at: origin.place(['templates']),
      message: `notification templates are referenced, not copied: ${templates.join(', ')} must be next to the generated configuration, as before`,
    });
  return notes;
}

/** Routes below a route, itself included. */
function countRoutes({ routes }: ReadRoute): number {
  return routes.reduce((sum, route) => sum + countRoutes(route), 1);
}
