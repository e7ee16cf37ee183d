import { toYaml } from '../../output/serialise.js';
import { ruleGroups } from '../../resolve/index.js';
import { packedEnvironments } from '../packaging/environments.js';
import type { ChartContent } from './chart-content.js';
import type { ValueField } from './field.js';
import * as schema from './schema-parts.js';

/** The values under `prometheusRule`. */
export function ruleFields({ bundle, parts }: ChartContent): ValueField[] {
  const environments = packedEnvironments(bundle);
  const names = ruleGroups(bundle).map(({ name }) => name);
  const environment: ValueField[] =
    environments.length > 0
      ? [
          {
            name: 'environment',
            about: `Environment whose matchers the rules have: ${environments.join(', ')}. The rules that hold everywhere if empty.`,
            schema: schema.oneOf(['', ...environments]),
            value: '',
          },
        ]
      : [];
  return [
    {
      name: 'enabled',
      about: 'Whether to install rules. Needs the CRDs of the Prometheus Operator.',
      schema: schema.boolean,
      value: parts.groups.length > 0,
    },
    {
      name: 'requireCRDs',
      about:
        'Whether to stop with an explanation when the cluster lacks those CRDs. False where another part of the same sync brings them.',
      schema: schema.boolean,
      value: true,
    },
    {
      name: 'namespace',
      about: "Namespace of the PrometheusRule; the release's if empty.",
      schema: schema.namespace,
      value: '',
    },
    {
      name: 'name',
      about:
        'Name of the PrometheusRule; made from the release if empty. Where there are several, it is the beginning.',
      schema: schema.nameOverride,
      value: '',
    },
    {
      name: 'labels',
      about: 'Labels that the ruleSelector of Prometheus asks for (see README).',
      schema: schema.kubernetesLabels,
      value: {},
      example: 'release: kube-prometheus-stack',
    },
    {
      name: 'annotations',
      about: 'Annotations of the PrometheusRule.',
      schema: schema.kubernetesAnnotations,
      value: {},
    },
    ...environment,
    {
      name: 'alertLabels',
      about: 'Labels to add to every alert of this chart, for routing.',
      schema: schema.prometheusLabels,
      value: {},
      example: 'cluster: prod-eu-1',
    },
    {
      name: 'alertAnnotations',
      about: 'Annotations to add to every alert; its own stay.',
      schema: schema.prometheusLabels,
      value: {},
      example: 'owner: team-observability',
    },
    {
      name: 'keepFiringFor',
      about:
        'How long alerts go on firing after their condition has ended; those that say so themselves do as they say.',
      schema: schema.optionalDuration,
      value: '',
      example: '10m',
    },
    {
      name: 'runbookUrl',
      about: `Where your runbooks are, with {slug} for the name of one. If empty: ${bundle.urls.runbooks}`,
      schema: schema.url,
      value: '',
    },
    {
      name: 'grafanaUrl',
      about: `Where your Grafana is, for links from alerts to panels. If empty: ${bundle.urls.grafana}`,
      schema: schema.url,
      value: '',
    },
    {
      name: 'rules',
      about: 'Groups of rules to leave out: false by name. Alerts may read what recording groups record.',
      schema: schema.switches(names),
      value: {},
      example: `As shipped:\n${toYaml(Object.fromEntries(names.map((name) => [name, true]))).trimEnd()}`,
    },
    {
      name: 'groups',
      about: 'Rule groups in place of those of this chart, which are installed if this is empty.',
      schema: schema.ruleGroups,
      value: [],
    },
    { name: 'extraGroups', about: 'Rule groups to add.', schema: schema.ruleGroups, value: [] },
  ];
}
