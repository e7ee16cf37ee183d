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
            about: `Environment of the matchers in rules: ${environments.join(', ')}. Rules for all environments if empty.`,
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
        'Whether to fail with an explanation if the cluster lacks those CRDs. Set it to false if they are installed in the same sync.',
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
      about: 'Name of the PrometheusRule; made from the release if empty. A prefix if there are several.',
      schema: schema.nameOverride,
      value: '',
    },
    {
      name: 'labels',
      about: 'Labels that the ruleSelector of Prometheus requires (see README).',
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
      about: 'Annotations to add to every alert; its own take precedence.',
      schema: schema.prometheusLabels,
      value: {},
      example: 'owner: team-observability',
    },
    {
      name: 'keepFiringFor',
      about:
        'How long alerts keep firing after their condition has ended; alerts with their own value keep it.',
      schema: schema.optionalDuration,
      value: '',
      example: '10m',
    },
    {
      name: 'runbookUrl',
      about: `URL of your runbooks, with {slug} for the name. If empty: ${bundle.urls.runbooks ?? 'none'}`,
      schema: schema.url,
      value: '',
    },
    {
      name: 'grafanaUrl',
      about: `URL of your Grafana, for links from alerts to panels. If empty: ${bundle.urls.grafana ?? 'none'}`,
      schema: schema.grafanaUrl,
      value: '',
    },
    {
      name: 'rules',
      about: 'Rule groups to disable: false by name. Alerts may use series of recording groups.',
      schema: schema.switches(names),
      value: {},
      example: `As shipped:\n${toYaml(Object.fromEntries(names.map((name) => [name, true]))).trimEnd()}`,
    },
    {
      name: 'groups',
      about: 'Rule groups to use instead of those of this chart. None if empty.',
      schema: schema.ruleGroups,
      value: [],
    },
    { name: 'extraGroups', about: 'Rule groups to add.', schema: schema.ruleGroups, value: [] },
  ];
}
