import { DefinitionError, type Place, placeOf, toMatchers } from '../../catalog/index.js';
import { validate } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { checkName } from '../deployment/kubernetes-name.js';
import { refuseSecrets } from '../secret.js';
import { eventRecorderFields, globalFields, tracingFields } from './global.js';
import { refuseHttp } from './http-rules.js';
import { refuseJson } from './json.js';
import { refuseMissing } from './missing-settings.js';
import { refuseOpenSecrets } from './open-secrets.js';
import {
  allRoutes,
  matchesOf,
  type RouteMatch,
  type Routing,
  type RoutingOptions,
  receiversOf,
  timeIntervalsOf,
} from './route.js';
import { refuseInhibitionJson, refuseRouteJson } from './route-json.js';
import { routingShape } from './routing-shape.js';

const settings = { global: globalFields, tracing: tracingFields, eventRecorder: eventRecorderFields };

/**
 * Routes and receivers of a bundle's alerts: `bundle({ routing })`.
 *
 * @throws DefinitionError for a literal secret, a regular expression that RE2 does not support, two receivers or time
 *   intervals with the same name, or e-mail without a server
 * @example routing({ receiver: team, routes: [{ match: { severity: 'critical' }, receiver: onCall }] })
 */
export function routing(options: RoutingOptions): Routing {
  const place = placeOf(routing);
  // Secrets are rejected first, by a message that does not repeat them.
  if (!isRecord(options)) validate(routingShape, options, 'routing', place);
  const { mail, secrets, kubernetesSecret, global, tracing, eventRecorder, ...tree } = options;
  const { json } = options;
  refuseSecrets({ mail, secrets, global, tracing, eventRecorder, json }, 'routing', place);
  validate(routingShape, options, 'routing', place);
  if (kubernetesSecret !== undefined) checkName('kubernetesSecret', kubernetesSecret, place);
  for (const [key, fields] of Object.entries(settings)) {
    const given = options[key as keyof typeof settings];
    if (given) refuseOpenSecrets(fields, given, `routing.${key}`, place);
  }
  refuseHttp(global?.httpConfig, 'routing.global', place);
  if (global) refuseJson(globalFields, global, global.json, 'routing.global', place);
  refuseRouteJson(options.json, 'routing', place);
  for (const route of allRoutes(tree.routes)) {
    refuseRouteJson(route.json, 'route', place);
    refuseSecrets(route.json, 'routing.json', place);
    if (isEmpty(route.match)) {
      throw new DefinitionError(
        'a route without a condition in match: set receiver of routing({ … }) for all other alerts',
        place,
        { expected: "what it matches, or match: 'all' for every alert that reaches it" },
      );
    }
    refuseSecrets(route.match, 'routing.match', place);
  }
  // Used only later; validated here, where a mistake has a place.
  for (const { labels } of matchesOf(options)) if (labels) toMatchers(labels, place);
  for (const { json: own } of options.inhibitRules ?? []) refuseInhibitionJson(own, place);
  const receivers = receiversOf(options);
  refuseTwins('receivers', receivers, place);
  refuseTwins('time intervals', timeIntervalsOf(options), place);
  refuseMissing(receivers, options, place);
  return { type: 'routing', options, place };
}

function isEmpty(match: RouteMatch): boolean {
  if (match === 'all') return false;
  const { severity, alerts, labels = {}, matchers = [] } = match;
  return (
    severity === undefined &&
    alerts === undefined &&
    Object.keys(labels).length === 0 &&
    matchers.length === 0
  );
}

function refuseTwins(what: string, named: readonly { readonly name: string }[], place: Place): void {
  const names = named.map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) throw new DefinitionError(`two ${what} are named ${twin}`, place);
}
