import { toYaml } from '../../output/serialise.js';
import { ruleGroups } from '../../resolve/index.js';
import { packedEnvironments } from '../packaging/environments.js';
import type { ChartContent } from './chart-content.js';
import type { ValueField } from './field.js';
import * as schema from './schema-parts.js';

/** The values under `prometheusRule`. */
export function ruleFields(content: ChartContent): ValueField[] {
  return [
    ...objectFields(content),
    ...environmentField(content),
    ...alertFields(content),
    ...groupFields(content),
  ];
}

/** The PrometheusRule itself. */
function objectFields({ parts }: ChartContent): ValueField[] {
  return [
    {
      name: 'enabled',
      about: 'Whether to install the rules. Requires the CRDs of the Prometheus Operator.',
      schema: schema.boolean,
      value: parts.groups.length > 0,
    },
    {
      name: 'requireCRDs',
      about:
        'Whether to fail early if these CRDs are missing from the cluster. Set to false if the same sync installs them.',
      schema: schema.boolean,
      value: true,
    },
    {
      name: 'namespace',
      about: 'Namespace of the PrometheusRule. Defaults to the namespace of the release.',
      schema: schema.namespace,
      value: '',
    },
    {
      name: 'name',
      about:
        'Name of the PrometheusRule, or prefix of the names if there are several. Defaults to the prefix of all resource names.',
      schema: schema.nameOverride,
      value: '',
    },
    {
      name: 'labels',
      about:
        'Additional labels for the PrometheusRule. They must match the ruleSelector of Prometheus (see README).',
      schema: schema.kubernetesLabels,
      value: {},
      example: 'release: kube-prometheus-stack',
    },
    {
      name: 'annotations',
      about: 'Additional annotations for the PrometheusRule.',
      schema: schema.kubernetesAnnotations,
      value: {},
    },
  ];
}

/** Nothing where a bundle has no environments. */
function environmentField({ bundle }: ChartContent): ValueField[] {
  const environments = packedEnvironments(bundle);
  if (environments.length === 0) return [];
  return [
    {
      name: 'environment',
      about: `Environment whose label matchers the rules have: ${environments.join(', ')}. If empty, the rules apply to all environments.`,
      schema: schema.oneOf(['', ...environments]),
      value: '',
    },
  ];
}

/** What all alerts of the chart get. */
function alertFields({ bundle }: ChartContent): ValueField[] {
  return [
    {
      name: 'alertLabels',
      about: 'Labels to add to all alerts of this chart, for routing.',
      schema: schema.prometheusLabels,
      value: {},
      example: 'cluster: prod-eu-1',
    },
    {
      name: 'alertAnnotations',
      about: 'Annotations to add to all alerts of this chart. Those of the alert itself take precedence.',
      schema: schema.prometheusLabels,
      value: {},
      example: 'owner: team-observability',
    },
    {
      name: 'keepFiringFor',
      about:
        'How long alerts keep firing after their condition has cleared, unless they have a value of their own.',
      schema: schema.optionalDuration,
      value: '',
      example: '10m',
    },
    {
      name: 'runbookUrl',
      about: `URL of your runbooks; {slug} stands for the name of the runbook. Default: ${bundle.urls.runbooks ?? 'none'}`,
      schema: schema.url,
      value: '',
    },
    {
      name: 'grafanaUrl',
      about: `URL of your Grafana, for links from alerts to panels. Default: ${bundle.urls.grafana ?? 'none'}`,
      schema: schema.grafanaUrl,
      value: '',
    },
  ];
}

/** Which rule groups are installed. */
function groupFields({ bundle }: ChartContent): ValueField[] {
  const names = ruleGroups(bundle).map(({ name }) => name);
  return [
    {
      name: 'rules',
      about:
        'Rule groups to disable: set the name of a group to false. Alerts can depend on the series of recording rules.',
      schema: schema.switches(names),
      value: {},
      example: `Defaults:\n${toYaml(Object.fromEntries(names.map((name) => [name, true]))).trimEnd()}`,
    },
    {
      name: 'groups',
      about: 'Rule groups to install instead of those of this chart.',
      schema: schema.ruleGroups,
      value: [],
    },
    {
      name: 'extraGroups',
      about: 'Rule groups to install in addition.',
      schema: schema.ruleGroups,
      value: [],
    },
  ];
}
