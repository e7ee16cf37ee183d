// The same workload with grafonnet, one string per file. With promtool's rules as YAML; nothing is checked.
// Usage: jsonnet --string --multi OUT --ext-code n=N --jpath GRAFONNET grafonnet.jsonnet, where GRAFONNET is a folder as
// jsonnet-bundler fills it: github.com/grafana/grafonnet/gen/grafonnet-latest/ and what that imports.
local g = import 'github.com/grafana/grafonnet/gen/grafonnet-latest/main.libsonnet';

local panelsPerDashboard = 20;
local rulesPerKind = 5;
local units = ['reqps', 'short', 'bytes'];

local thresholds(kind) =
  kind.standardOptions.thresholds.withMode('absolute')
  + kind.standardOptions.thresholds.withSteps([
    { value: null, color: 'green' },
    { value: 80, color: 'red' },
  ]);

local panel(i, p) =
  local kind = [g.panel.timeSeries, g.panel.stat, g.panel.table][p % 3];
  local selector = 'service="service-%d-%d"' % [i, p];
  local expr = [
    'sum by (path) (rate(requests_total{%s}[$__rate_interval]))',
    'queue_length{%s}',
    'memory_bytes{%s}',
  ][p % 3] % selector;
  kind.new('Panel %d' % p)
  + kind.panelOptions.withDescription('What panel %d of service %d shows.' % [p, i])
  + kind.standardOptions.withUnit(units[p % 3])
  + thresholds(kind)
  + kind.queryOptions.withDatasource('prometheus', '${datasource}')
  + kind.queryOptions.withTargets([
    g.query.prometheus.new('${datasource}', expr)
    + g.query.prometheus.withRefId('A')
    + g.query.prometheus.withLegendFormat('__auto'),
  ])
  + kind.panelOptions.withGridPos(h=(if p % 3 == 1 then 4 else 8), w=(if p % 3 == 1 then 6 else 12));

local dashboard(i) =
  g.dashboard.new('Bench %d' % i)
  + g.dashboard.withUid('bench-%d' % i)
  + g.dashboard.withTags(['bench'])
  + g.dashboard.withRefresh('1m')
  + g.dashboard.time.withFrom('now-6h')
  + g.dashboard.time.withTo('now')
  + g.dashboard.withVariables([
    g.dashboard.variable.datasource.new('datasource', 'prometheus')
    + g.dashboard.variable.datasource.generalOptions.withLabel('Metrics'),
  ])
  + g.dashboard.withPanels(g.util.grid.wrapPanels([panel(i, p) for p in std.range(0, panelsPerDashboard - 1)], 12, 8));

local recording(i, r) = {
  record: 'service:requests_%d_%d:rate5m' % [i, r],
  expr: 'sum by (path) (rate(requests_total{service="service-%d-%d"}[5m]))' % [i, r],
};

local alert(i, r) = {
  alert: 'QueueLong%dx%d' % [i, r],
  expr: 'sum by (queue) (queue_length{service="service-%d-%d"}) > 100' % [i, r],
  'for': '5m',
  labels: { severity: 'warning' },
  annotations: {
    summary: 'Queue {{ $labels.queue }} is long',
    description: '{{ $value | humanize }} jobs are waiting, above 100.',
    runbook_url: 'https://runbooks.example.com/queue.md',
  },
};

local rules(i) = {
  local each = std.range(0, rulesPerKind - 1),
  groups: [{ name: 'bench-%d' % i, rules: [recording(i, r) for r in each] + [alert(i, r) for r in each] }],
};

{
  ['grafana/bench-%d.json' % i]: std.manifestJsonEx(dashboard(i), '  ')
  for i in std.range(0, std.extVar('n') - 1)
} + {
  ['prometheus/bench-%d.yml' % i]: std.manifestYamlDoc(rules(i), quote_keys=false)
  for i in std.range(0, std.extVar('n') - 1)
}
