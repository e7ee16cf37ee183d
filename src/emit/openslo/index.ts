import { defined } from '../../catalog/defined.js';
import { durationUnits, parseDuration } from '../../catalog/duration.js';
import type { SelectorData } from '../../catalog/index.js';
import type { Slo } from '../../define/index.js';
import type { BurnRateAlert } from '../../define/slo/burn-rate-alerts.js';
import { sliRates } from '../../define/slo/rates.js';
import { aggregate, type PrintContext, print } from '../../query/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { ruleMatchers } from '../../resolve/narrowing.js';
import type { Artifact } from '../artifact.js';
import { generatedFrom } from '../packaging/header.js';
import { yamlFile } from '../packaging/yaml-file.js';

const apiVersion = 'openslo/v1';
/** Longest text of a description. */
const longest = 1050;

/**
 * `openslo/<bundle>/`: an SLO of OpenSLO v1 for each objective, with its indicator and its alert policies in it, and the
 * services that they are of. Nothing for a bundle without objectives.
 *
 * Indicators of counters have the sums of these as queries. For others the window is a part of the query: `{{.window}}`
 * stands for it, as in specifications of Sloth.
 */
export function emitOpenSlo(bundle: ResolvedBundle): Artifact[] {
  const { slos = [], selectors } = bundle.source.options;
  const context: PrintContext = { window: '{{.window}}', inject: ruleMatchers(bundle.source, selectors) };
  const file = (name: string, content: object): Artifact => ({
    path: `openslo/${bundle.name}/${name}.yml`,
    content: yamlFile(generatedFrom(bundle), content),
  });
  const services = [...new Set(slos.map(({ service }) => service))];
  return [
    ...services.map((service) =>
      file(`service-${objectName(service)}`, {
        apiVersion,
        kind: 'Service',
        metadata: {
          name: objectName(service),
          ...(service !== objectName(service) && { displayName: service }),
        },
        spec: { description: `Service of the bundle ${bundle.title}.`.slice(0, longest) },
      }),
    ),
    ...slos.map((slo) => file(`slo-${objectName(slo.id)}`, sloObject(slo, context))),
  ];
}

function sloObject(slo: Slo, context: PrintContext): object {
  const { id, service, name, title, description, objective, period, labels, burnRateAlerts } = slo;
  return {
    apiVersion,
    kind: 'SLO',
    metadata: {
      name: objectName(id),
      displayName: title,
      ...(Object.keys(labels).length > 0 && { labels }),
      annotations: { 'dashwright.dev/name': name },
    },
    spec: {
      ...defined({ description: description?.slice(0, longest) }),
      service: objectName(service),
      indicator: {
        metadata: { name: objectName(`${id}-indicator`) },
        spec: { ratioMetric: ratioMetric(slo, context) },
      },
      timeWindow: [{ duration: shorthand(period), isRolling: true }],
      budgetingMethod: 'Occurrences',
      objectives: [{ displayName: title, target: objective }],
      ...(burnRateAlerts.length > 0 && {
        alertPolicies: burnRateAlerts.map((tier) => alertPolicy(slo, tier)),
      }),
    },
  };
}

function ratioMetric({ sli, groupBy }: Slo, context: PrintContext): object {
  const source = (query: string) => ({ metricSource: { type: 'Prometheus', spec: { query } } });
  const counted = (series: SelectorData) =>
    source(print(aggregate('sum', { node: series }, { by: groupBy }).node, context));
  const { type, part, total, expressions } = sli;
  if (type === 'events') return { counter: true, bad: counted(part), total: counted(total) };
  if (type === 'latency') return { counter: true, good: counted(part), total: counted(total) };
  if (expressions?.errors) {
    const [bad, all] = [expressions.errors, expressions.total].map(({ node }) =>
      source(print(node, context)),
    );
    return { counter: false, bad, total: all };
  }
  const { node } = expressions?.total ?? sliRates(sli, groupBy).ratio;
  return { rawType: 'failure', raw: source(print(node, context)) };
}

function alertPolicy({ id, title }: Slo, tier: BurnRateAlert): object {
  const name = objectName(`${id}-${tier.name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  const texts = defined({ ...tier.annotations, summary: tier.summary, description: tier.description });
  return {
    kind: 'AlertPolicy',
    metadata: { name, displayName: `${title}: ${tier.title}` },
    spec: {
      description: `The burn rate of the error budget is above ${tier.factor} over both ${tier.long} and ${tier.short}.`,
      alertWhenBreaching: true,
      alertWhenResolved: false,
      alertWhenNoData: false,
      conditions: [
        {
          kind: 'AlertCondition',
          metadata: {
            name: `${name}-condition`.slice(0, 63),
            ...(Object.keys(tier.labels).length > 0 && { labels: tier.labels }),
            annotations: { 'dashwright.dev/short-window': tier.short, ...texts },
          },
          spec: {
            severity: tier.severity,
            condition: {
              kind: 'burnrate',
              op: 'gt',
              threshold: tier.factor,
              lookbackWindow: tier.long,
              alertAfter: minutes(tier.for),
            },
          },
        },
      ],
      notificationTargets: [
        {
          kind: 'AlertNotificationTarget',
          metadata: { name: 'alertmanager' },
          spec: { target: 'alertmanager' },
        },
      ],
    },
  };
}

/** A name that RFC 1123 allows. */
export function objectName(text: string): string {
  const name = text.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-');
  return name.slice(0, 63).replaceAll(/^-+|-+$/g, '');
}

/** OpenSLO has one number and one unit, of which minutes are the smallest. */
function shorthand(duration: string): string {
  if (/^\d+[mhdw]$/.test(duration)) return duration;
  const milliseconds = parseDuration(duration) ?? 0;
  for (const unit of ['d', 'h', 'm'] as const) {
    const size = durationUnits[unit] ?? 1;
    if (milliseconds > 0 && milliseconds % size === 0) return `${milliseconds / size}${unit}`;
  }
  return `${Math.ceil(milliseconds / 60_000)}m`;
}

function minutes(duration: string): string {
  return parseDuration(duration) === 0 ? '0m' : shorthand(duration);
}
