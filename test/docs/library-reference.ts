import { readFileSync } from 'node:fs';
import { type AnyAlert, type AnyCatalog, type AnySignal, bundle, dashboard } from 'dashwright';
import type { Mixin } from 'dashwright/library';
import * as library from 'dashwright/library';
import { print } from '../../src/query/index.js';
import { type ResolvedBundle, resolveBundle } from '../../src/resolve/index.js';
import * as examples from '../definitions/library-examples.js';
import { code } from './panel-reference.js';

/** What pages show about a mixin. */
type AnyMixin = Mixin<Readonly<Record<string, AnySignal>>, Readonly<Record<string, AnyAlert>>, never>;

/** A page: its mixins, their metrics, and further functions. */
interface Topic {
  readonly title: string;
  readonly about: string;
  readonly mixins: readonly AnyMixin[];
  readonly metrics: AnyCatalog;
  /** Files of the library whose functions are listed. */
  readonly files: readonly string[];
}

export const topics: Readonly<Record<string, Topic>> = {
  http: {
    title: 'HTTP',
    about:
      'Requests, errors and durations (RED) of HTTP services. The signals take typed handles, so metrics can have any names.',
    mixins: [examples.http],
    metrics: examples.web,
    files: ['http', 'latency', 'http-mixin'],
  },
  postgresql: {
    title: 'PostgreSQL',
    about: 'PostgreSQL with postgres_exporter.',
    mixins: [examples.postgresql, examples.replication],
    metrics: examples.database,
    files: ['postgresql', 'postgresql-signals', 'postgresql-mixin', 'postgresql-replication-mixin'],
  },
  redis: {
    title: 'Redis',
    about: 'Redis with redis_exporter.',
    mixins: [examples.redis],
    metrics: examples.cache,
    files: ['redis', 'redis-mixin'],
  },
  kafka: {
    title: 'Kafka',
    about: 'Kafka with kafka_exporter.',
    mixins: [examples.kafka],
    metrics: examples.broker,
    files: ['kafka', 'kafka-mixin'],
  },
  rabbitmq: {
    title: 'RabbitMQ',
    about: 'RabbitMQ with its plugin rabbitmq_prometheus.',
    mixins: [examples.rabbitmq],
    metrics: examples.queues,
    files: ['rabbitmq', 'rabbitmq-mixin'],
  },
  containers: {
    title: 'Containers',
    about: 'Containers as seen by the kubelet (cAdvisor) and kube-state-metrics.',
    mixins: [examples.containers],
    metrics: examples.workloads,
    files: ['container', 'container-signals', 'container-mixin'],
  },
  kubernetes: {
    title: 'Kubernetes',
    about:
      'Workloads and nodes of Kubernetes with kube-state-metrics, and persistent volumes with the kubelet.',
    mixins: [examples.kubernetes, examples.nodes, examples.volumes],
    metrics: examples.cluster,
    files: ['kubernetes-objects', 'kubernetes-mixin', 'kubernetes-cluster-mixin'],
  },
  processes: {
    title: 'Processes',
    about: 'Processes on Linux with a Prometheus client library.',
    mixins: [examples.process],
    metrics: examples.processes,
    files: ['process', 'process-mixin'],
  },
  python: {
    title: 'Python',
    about: 'The garbage collector of Python, with the official client library.',
    mixins: [examples.python],
    metrics: examples.interpreters,
    files: ['python', 'python-mixin'],
  },
  node: {
    title: 'Machines',
    about: 'Machines with node_exporter.',
    mixins: [examples.node, examples.raid, examples.systemd],
    metrics: examples.machines,
    files: ['node', 'node-mixin'],
  },
  probes: {
    title: 'Probes and certificates',
    about: 'What users reach, and how long certificates are valid, with blackbox_exporter.',
    mixins: [examples.probes],
    metrics: examples.outside,
    files: ['probe', 'probe-mixin'],
  },
  prometheus: {
    title: 'Prometheus and Alertmanager',
    about: 'Targets that are down, and Prometheus and Alertmanager about themselves.',
    mixins: [examples.targets, examples.prometheus, examples.alertmanager],
    metrics: examples.monitoring,
    files: ['prometheus', 'target-mixin', 'prometheus-mixin', 'alertmanager-mixin'],
  },
  llm: {
    title: 'Language models',
    about:
      'Requests to language models, their tokens and costs. The signals take typed handles, so metrics can have any names.',
    mixins: [examples.models],
    metrics: examples.gateway,
    files: ['llm', 'llm-mixin'],
  },
};

const source = (file: string) =>
  readFileSync(new URL(`../../definitions/library/${file}.ts`, import.meta.url), 'utf8');

/** The pages of the library, by file name. */
export function libraryPages(): Readonly<Record<string, string>> {
  return {
    'README.md': overview(),
    ...Object.fromEntries(
      Object.entries(topics).map(([name, topic]) => [`${name}.md`, page(name, topic)] as const),
    ),
    'panels.md': panels(),
  };
}

/** Every public name of the library must be on one of the pages. */
export const publicFunctions: readonly string[] = Object.keys(library);

function overview(): string {
  const rows = Object.entries(topics).flatMap(([name, { title, files }]) =>
    functionsOf(files)
      .filter(({ name: one }) => one.endsWith('Mixin'))
      .map(({ name: one, about }) => `| [${title}](${name}.md) | \`${one}\` | ${cell(about)} |`),
  );
  return `${[
    '# Library',
    'Definitions that many systems need, to import from `dashwright/library`: metrics of well-known exporters, signals and\npanels, and alerts with their runbooks and scenarios.',
    ['| page | mixin | what it watches |', '| --- | --- | --- |', ...rows].join('\n'),
    'Each page lists the alerts with their expressions, the scenarios, panels, signals and metrics.',
    'Panels with the same look in every bundle are on [a separate page](panels.md).',
    '## Metrics and signals',
    'A function such as `redisMetrics()` returns metrics to spread into a catalog of the bundle; the catalog sets the labels\nthat the scrape attaches. The functions for signals take typed handles, so metrics can have any names, and `by` accepts\nonly labels that they have. Title, description and legend have defaults. The result is a signal like any other: panels\nshow it, rules record it, alerts compare it with a threshold.',
    '## Mixins',
    'A mixin takes the handles of a catalog and returns:',
    [
      '| | |',
      '| --- | --- |',
      '| `signals` | signals, for your own panels and rules |',
      '| `alerts` | alerts to spread into `alerts` of the bundle |',
      '| `scenarios()` | scenarios for these alerts: the default export of a scenario file |',
      '| `row` | a row with panels, which draw the thresholds, and which the alerts link to |',
    ].join('\n'),
    'A complete bundle:',
    `<!-- file: definitions/sessions/bundle.ts -->\n${code(["import { bundle, catalog, dashboard } from 'dashwright';\nimport { redisMetrics, redisMixin } from 'dashwright/library';\n\nconst metrics = catalog(redisMetrics());\n\nexport const redis = redisMixin(metrics, {\n  by: ['instance'],\n  where: { job: 'sessions' },\n  alerts: { RedisMemoryHigh: { threshold: 0.8, severity: 'critical', labels: { team: 'web' } } },\n  without: ['RedisHitRatioLow'],\n});\n\nexport default bundle({\n  name: 'sessions',\n  title: 'Sessions',\n  description: 'Where the shop keeps its sessions.',\n  version: '1.0.0',\n  metrics,\n  dashboards: [dashboard({ uid: 'sessions', title: 'Sessions', rows: [redis.row] })],\n  alerts: { ...redis.alerts },\n  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },\n});"])}`,
    `<!-- file: definitions/sessions/scenarios/redis.ts -->\n${code(["import { redis } from '../bundle.js';\n\nexport default redis.scenarios();"])}`,
    '`alerts` overrides `threshold`, `for`, `severity`, `labels` and `runbook` of an alert by name. The scenarios follow the\nthreshold and `for`: the alert fires in time and resolves, fires just beyond the threshold, and is inactive just within it,\nwithout series, and with series that it must ignore. They detect a change of the rule: `dashwright test --mutate`.\n`without` leaves out alerts and their scenarios. To select the series of one cluster, use `selectors` of an environment,\nas for every alert.',
    'Each alert has a runbook. A file `runbooks/<name>.md` of the bundle, such as `redis-memory-high.md`, replaces it;\n`runbook: runbook(…)` sets another one.',
  ].join('\n\n')}\n`;
}

function page(name: string, { title, about, mixins, metrics, files }: Topic): string {
  const resolved = bundleOf(mixins, metrics);
  return `${[
    `# ${title}`,
    about,
    code([regionOf(name)]),
    '## Alerts',
    'These are the alerts with the options above and defaults for all others.',
    alerts(resolved),
    '## Scenarios',
    mixins
      .flatMap((mixin) => mixin.scenarios())
      .map((scenario) => `- ${scenario.name}`)
      .join('\n'),
    '## Panels',
    mixins.map(panelsOf).join('\n'),
    '## Signals of the mixin',
    signals(mixins),
    '## Functions',
    functionTable(files),
    '## Metrics',
    metricTable(metrics),
  ].join('\n\n')}\n`;
}

function panels(): string {
  return `${['# Panels', 'Panels that look the same in every bundle: colours mean what they always mean, and a point leads to its trace.', functionTable(['panels'])].join('\n\n')}\n`;
}

function bundleOf(mixins: Topic['mixins'], metrics: Topic['metrics']): ResolvedBundle {
  return resolveBundle(
    bundle({
      name: 'library',
      title: 'Library',
      description: 'The examples of the pages.',
      version: '1.0.0',
      metrics,
      alerts: Object.assign({}, ...mixins.map(({ alerts: all }) => all)),
      dashboards: [dashboard({ uid: 'library', title: 'Library', rows: mixins.map(({ row }) => row) })],
      urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
    }),
  );
}

function alerts({ alertGroups }: ResolvedBundle): string {
  return alertGroups
    .flatMap(({ rules }) => rules)
    .map((rule) =>
      [
        `### ${rule.alert}`,
        `${rule.labels.severity}, after ${rule.for}. ${rule.annotations.description}`,
        `\`\`\`promql\n${rule.expr}\n\`\`\``,
      ].join('\n\n'),
    )
    .join('\n\n');
}

function signals(mixins: Topic['mixins']): string {
  const rows = mixins.flatMap((mixin) =>
    Object.entries(mixin.signals).map(
      ([key, one]) =>
        `| \`${key}\` | ${one.unit ?? ''} | ${cell(one.description ?? '')} | \`${cell(print(one.node, { window: '5m' }))}\` |`,
    ),
  );
  return ['| signal | unit | meaning | expression in a rule |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function panelsOf(mixin: AnyMixin): string {
  const { title, panels: shown } = mixin.row;
  return `Row “${title}”: ${shown.map((one) => ('options' in one ? one.options.title : '')).join(', ')}.`;
}

interface Documented {
  readonly name: string;
  readonly about: string;
}

function functionsOf(files: readonly string[]): readonly Documented[] {
  return files.flatMap((file) =>
    [...source(file).matchAll(/(?:\/\*\*((?:(?!\*\/).)*)\*\/\n)?export (?:function|const) (\w+)/gs)].map(
      ([, about = '', name = '']) => ({
        name,
        about: about
          .replaceAll(/\n?\s*\* ?/g, ' ')
          .replace(/@example .*/s, '')
          .trim(),
      }),
    ),
  );
}

function functionTable(files: readonly string[]): string {
  const rows = functionsOf(files).map(({ name, about }) => `| \`${name}\` | ${cell(about)} |`);
  return ['| name | what it is |', '| --- | --- |', ...rows].join('\n');
}

function metricTable(metrics: AnyCatalog): string {
  const rows = Object.values(metrics).flatMap(({ metric }) =>
    metric
      ? [
          `| \`${metric.name}\` | ${metric.kind} | ${metric.unit ?? ''} | ${Object.keys(metric.labels).join(', ')} | ${cell(metric.help)} |`,
        ]
      : [],
  );
  return ['| metric | type | unit | labels | |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function regionOf(name: string): string {
  const text = readFileSync(new URL('../definitions/library-examples.ts', import.meta.url), 'utf8');
  const found = new RegExp(`// #region ${name}\\n(.*?)\\n// #endregion`, 's').exec(text)?.[1];
  if (found === undefined) throw new Error(`library-examples.ts has no region ${name}`);
  return found.replaceAll(/^export /gm, '');
}

/** Text for a table cell, which may contain Prometheus' templates. */
function cell(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll('|', '\\|');
}
