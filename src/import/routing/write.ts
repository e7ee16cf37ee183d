import { DefinitionError } from '../../catalog/index.js';
import { isSecretFile } from '../../define/secret.js';
import { array, type Code, call, data, literal, name, object } from '../code/code.js';
import { identifier } from '../code/names.js';
import type { Problem } from '../problems.js';
import { isPlain, type Plain, plain } from '../read/plain.js';
import type { Definitions } from '../write/definition.js';
import { type AlertConstants, matchCode } from './match.js';
import type { Placed, ReadInhibition, ReadReceiver, ReadRoute, ReadRouting } from './model.js';
import { oneUnit } from './reading.js';
import type { Secrets } from './secrets.js';

/** The constant of the routing. */
export interface WrittenRouting {
  readonly name: string;
  readonly problems: readonly Problem[];
}

/** More routes than this are split: a file with all of them would be hard to read. */
const mostRoutes = 12;

interface Writing {
  readonly definitions: Definitions;
  readonly secrets: Secrets;
  readonly alerts: AlertConstants;
}

type Definition = Parameters<Definitions['add']>[0];

/** Writes the definitions of a routing: its receivers, its times, its routes. */
export function writeRouting(read: ReadRouting, writing: Writing): WrittenRouting {
  const { definitions, secrets, alerts } = writing;
  const problems: Problem[] = [];
  const add = (placed: Placed, made: Definition): void => {
    try {
      definitions.add(made);
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error;
      const { message, expected } = error;
      // Some of what receivers need may be global: the routing says that it is missing.
      const named = read.receivers.find(({ name: title }) => message.startsWith(`receiver ${title}.`));
      const { origin, path } = named ?? placed;
      problems.push(origin.problem(path, `${message}${expected ? `; expected ${expected}` : ''}`));
    }
  };
  const receivers = new Map<string, Code>();
  for (const receiver of read.receivers) {
    const constant = definitions.unique(identifier(receiver.name, 'team'));
    receivers.set(receiver.name, name(constant));
    const code = receiverCode(receiver, secrets);
    add(receiver, { name: constant, file: 'receivers', code, comment: commentOf(receiver) });
  }
  const times = new Map<string, Code>();
  for (const interval of read.timeIntervals) {
    const constant = definitions.unique(identifier(interval.name, 'times'));
    times.set(interval.name, name(constant));
    const code = call('timeInterval', literal(interval.name), ...interval.intervals.map(data));
    add(interval, { name: constant, file: 'time-intervals', code, comment: commentOf(interval) });
  }
  const constant = definitions.unique('routes');
  if (problems.length === 0) {
    const code = routingCode(read, { receivers, times, alerts, definitions }, secrets);
    add(read.route, { name: constant, file: 'routing', code });
  }
  return { name: constant, problems };
}

function receiverCode({ name: title, labels, integrations }: ReadReceiver, secrets: Secrets): Code {
  const byIntegration = new Map<string, Code[]>();
  for (const { integration, options } of integrations)
    byIntegration.set(integration, [
      ...(byIntegration.get(integration) ?? []),
      valueCode(shortened[integration]?.(options) ?? options, secrets),
    ]);
  const entries: [string, Code][] = [...byIntegration].map(([integration, list]) => {
    const [first, ...others] = list;
    return [integration, first && others.length === 0 ? first : array(list)];
  });
  if (Object.keys(labels).length > 0) entries.push(['labels', data(labels)]);
  const options: Code[] = entries.length > 0 ? [{ kind: 'object', entries }] : [];
  return call('receiver', literal(title), ...options);
}

function routingCode(read: ReadRouting, context: Context, secrets: Secrets): Code {
  const { global, tracing, eventRecorder } = read.settings;
  const { receiver, groupBy, groupWait, groupInterval, repeatInterval, labels, routes } = routeParts(
    read.route,
    context,
    0,
  );
  const used = usedIn(read.route);
  const unused = (all: ReadonlyMap<string, Code>) => {
    const found = [...all].filter(([title]) => !used.has(title)).map(([, one]) => one);
    return found.length > 0 ? array(found) : undefined;
  };
  const settings = (value: Plain | undefined) =>
    value && Object.keys(value).length > 0 ? valueCode(value, secrets) : undefined;
  const inhibitRules = read.inhibitRules.map((rule) => inhibitionCode(rule, context));
  return call(
    'routing',
    object(
      {
        defaults: literal('alertmanager'),
        receiver,
        groupBy,
        groupWait,
        groupInterval,
        repeatInterval,
        labels,
        routes,
        inhibitRules: inhibitRules.length > 0 ? array(inhibitRules) : undefined,
        receivers: unused(context.receivers),
        timeIntervals: unused(context.times),
        global: settings(global),
        tracing: settings(tracing),
        eventRecorder: settings(eventRecorder),
        templates: read.templates.length > 0 ? data(read.templates) : undefined,
        secrets: secrets.folder === undefined ? undefined : literal(secrets.folder),
        kubernetesSecret: secrets.only === undefined ? undefined : literal(secrets.only),
      },
      { tall: true },
    ),
  );
}

interface Context {
  readonly receivers: ReadonlyMap<string, Code>;
  readonly times: ReadonlyMap<string, Code>;
  readonly alerts: AlertConstants;
  readonly definitions: Definitions;
}

function usedIn({ receiver, muteTimeIntervals, activeTimeIntervals, routes }: ReadRoute): Set<string> {
  const found = new Set([...(receiver ? [receiver] : []), ...muteTimeIntervals, ...activeTimeIntervals]);
  for (const route of routes) for (const one of usedIn(route)) found.add(one);
  return found;
}

function routeParts(
  route: ReadRoute,
  context: Context,
  depth: number,
): Readonly<Record<string, Code | undefined>> {
  const { receivers, times, alerts, definitions } = context;
  const intervals = (names: readonly string[]) =>
    names.length > 0 ? array(names.map((one) => times.get(one) ?? literal(one))) : undefined;
  const wait = (text: string | undefined) => (text === undefined ? undefined : literal(oneUnit(text)));
  return {
    match: matchCode(route.matchers, alerts, definitions.scope),
    receiver: route.receiver === undefined ? undefined : receivers.get(route.receiver),
    continue: route.continue ? literal(true) : undefined,
    groupBy: route.groupBy && data(route.groupBy),
    groupWait: wait(route.groupWait),
    groupInterval: wait(route.groupInterval),
    repeatInterval: wait(route.repeatInterval),
    muteTimeIntervals: intervals(route.muteTimeIntervals),
    activeTimeIntervals: intervals(route.activeTimeIntervals),
    labels: Object.keys(route.labels).length > 0 ? data(route.labels) : undefined,
    routes: routesCode(route, context, depth),
  };
}

/** The routes within a route; of a long list, those with routes of their own become constants. */
function routesCode({ routes }: ReadRoute, context: Context, depth: number): Code | undefined {
  if (routes.length === 0) return undefined;
  const isLong = depth === 0 && countOf(routes) > mostRoutes;
  return array(
    routes.map((route) => {
      const comment = commentOf(route, 'routes');
      const code = object(routeParts(route, context, depth + 1), { comment });
      if (!isLong || countOf(route.routes) < 3) return code;
      const title = `${route.receiver ?? route.matchers.map(({ value }) => value).join(' ')} routes`;
      const constant = context.definitions.unique(identifier(title, 'routes'));
      context.definitions.add({
        name: constant,
        file: 'routes',
        code: { kind: 'cast', of: code, to: 'const' },
        comment,
      });
      return name(constant);
    }),
  );
}

function countOf(routes: readonly ReadRoute[]): number {
  return routes.reduce((sum, route) => sum + 1 + countOf(route.routes), 0);
}

function inhibitionCode(inhibition: ReadInhibition, context: Context): Code {
  const { name: title, source, target, equal } = inhibition;
  const { alerts, definitions } = context;
  return object(
    {
      name: title === undefined ? undefined : literal(title),
      source: matchCode(source, alerts, definitions.scope),
      target: matchCode(target, alerts, definitions.scope),
      equal: equal.length > 0 ? data(equal) : undefined,
    },
    { comment: commentOf(inhibition) },
  );
}

/** What comments of the file say of a part. */
function commentOf({ origin, path }: Placed, except?: string): string | undefined {
  return origin.comment(path, except);
}

/** Shorter forms of integrations. */
const shortened: Readonly<Record<string, (options: Plain) => Plain>> = {
  webhook: shortBearer,
  email: ownSubject,
};

/** The subject of a message, which is one of its headers, has an option of its own. */
function ownSubject({ headers, ...options }: Plain): Plain {
  const all = Object.entries(plain(headers));
  const [subject, ...more] = all.filter(([name]) => name.toLowerCase() === 'subject');
  if (!subject || more.length > 0) return { ...options, ...(headers !== undefined && { headers }) };
  const others = all.filter((one) => one !== subject);
  return {
    ...options,
    subject: subject[1],
    ...(others.length > 0 && { headers: Object.fromEntries(others) }),
  };
}

/** The short form of a webhook whose requests have a token and nothing else of their own. */
function shortBearer(options: Plain): Plain {
  const { httpConfig, ...rest } = options;
  const { authorization, ...others } = plain(httpConfig);
  const { type = 'Bearer', credentials } = plain(authorization);
  if (type !== 'Bearer' || !isSecretFile(credentials) || Object.keys(others).length > 0) return options;
  return { ...rest, bearer: credentials };
}

/** Options as code; what stands for a secret is its file. */
function valueCode(value: unknown, secrets: Secrets): Code {
  if (isSecretFile(value)) return call('secretFile', literal(secrets.pathOf(value)));
  if (Array.isArray(value)) return array(value.map((one) => valueCode(one, secrets)));
  if (!isPlain(value)) return data(value);
  const entries = Object.entries(value).map(([key, one]) => [key, valueCode(one, secrets)] as const);
  return { kind: 'object', entries };
}
