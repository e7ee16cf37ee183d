// Annotations of Grafana-managed alerts, expanded as Grafana does: by Go's template package with Prometheus'
// functions, over Grafana's data, with and without expansion of environment variables in provisioning. Compared
// with the expansion by Prometheus of the same alert.
import { above, alert, bundle, catalog, gauge, type MessageText, max, runbook, signal } from 'dashwright';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../src/emit/artifact.js';
import { grafanaAlertingEmitter } from '../../src/emit/grafana/alerting/index.js';
import { alertGroups } from '../../src/emit/prometheus/index.js';
import { loadEngine } from '../../src/engine/index.js';
import { type ResolvedBundle, resolveBundle } from '../../src/resolve/index.js';
import { readTemplate } from '../support/templates.js';
import { mustRun, tool } from './support/tools.js';

const engine = await loadEngine();
const metrics = catalog({
  lag_seconds: gauge({ help: 'Lag.', unit: 's', labels: { topic: ['orders'], 'service.name': ['cart'] } }),
  limit_seconds: gauge({ help: 'Limit.', unit: 's', labels: { topic: ['orders'] } }),
});
const lag = signal({ title: 'Lag', expr: max(metrics.lag_seconds, { by: ['topic', 'service.name'] }) });
const labels = { topic: 'orders "1" \\ $5', 'service.name': 'cart' };
type Label = 'topic' | 'service.name';

let emit: (bundle: ResolvedBundle) => Artifact[];
beforeAll(async () => {
  const emitter = await grafanaAlertingEmitter();
  emit = (resolved) => emitter(resolved, readTemplate);
});

function bundled(texts: Readonly<Record<string, MessageText<Label>>>): ResolvedBundle {
  const LagHigh = alert<Label>({
    when: above(lag, max(metrics.limit_seconds, { by: ['topic'] }), { on: ['topic'], groupLeft: [] }),
    severity: 'warning',
    summary: 'Lag',
    description: 'Lag',
    annotations: texts,
    runbook: runbook('lag'),
  });
  return resolveBundle(
    bundle({
      name: 'queue',
      title: 'Queue',
      description: '',
      version: '1.0.0',
      metrics,
      alerts: { LagHigh },
      urls: { grafana: 'https://grafana.example.com', runbooks: 'https://r.example.com/{slug}' },
    }),
  );
}

/** The annotations expanded by Prometheus. */
function byPrometheus(resolved: ResolvedBundle): Readonly<Record<string, string>> {
  const { alerts } = engine.evaluateRules({
    series: [
      { labels: { __name__: 'lag_seconds', ...labels }, samples: [[0, 90]] },
      { labels: { __name__: 'limit_seconds', topic: labels.topic }, samples: [[0, 60]] },
    ],
    groups: alertGroups(resolved) as never,
    start: 0,
    end: 0,
    externalUrl: 'https://grafana.example.com',
  });
  return alerts[0]?.moments[0]?.annotations ?? expect.fail('no alert');
}

interface Rule {
  readonly annotations: Readonly<Record<string, string>>;
}

/** The annotations expanded by Grafana. */
async function byGrafana(
  resolved: ResolvedBundle,
  names: readonly string[],
  interpolate: boolean,
): Promise<string[]> {
  const file = emit(resolved).find(({ path }) => path.endsWith('rules.yaml'));
  const { groups } = load(String(file?.content)) as { groups: { rules: Rule[] }[] };
  const annotations = groups[0]?.rules[0]?.annotations ?? expect.fail();
  const { stdout } = await mustRun(tool('grafana-texts'), [], {
    input: JSON.stringify({
      texts: names.map((name) => annotations[name]),
      labels,
      values: { A: 90, T: 60, C: 1 },
      interpolate,
    }),
    env: { Labels: 'wrong', labels: 'wrong', x: 'wrong', topic: 'wrong' },
  });
  return (JSON.parse(stdout) as { text: string; error?: string }[]).map(({ text, error }) => error ?? text);
}

const same: Readonly<Record<string, MessageText<Label>>> = {
  typed: ({ labels: { topic, 'service.name': service }, value, threshold }) =>
    `${topic} of ${service}: ${value} above ${threshold}, ${value.fixed(1)} ${value.raw} ${value.short}`,
  root: '{{ $labels.topic }} {{ .Labels.topic }} {{ index $labels "service.name" }} {{ $.Labels.topic }}',
  with: '{{ with $labels.topic }}{{ . }} {{ $labels.topic }} {{ $value }} {{ $.Value }}{{ else }}none{{ end }}',
  within:
    '{{ with index $labels "service.name" }}{{ if eq . $labels.topic }}same{{ else }}{{ $value | humanizeDuration }}{{ end }}{{ end }}',
  range: '{{ range $name, $text := $labels }}{{ $name }}={{ $text }} {{ . }} {{ $labels.topic }}; {{ end }}',
  variables:
    '{{ $x := $value }}{{ $topic := .Labels.topic }}{{ if gt $x 60.0 }}{{ $x = 1.0 }}{{ end }}{{ $topic }} {{ $x }}',
  conditions:
    '{{ if gt $value 1e6 }}many{{ else if and (lt .Value 100.0) (ne $labels.topic "x") }}few{{ end }}',
  pipes:
    '{{ printf "%s: %.2f" $labels.topic $value | title }} {{ reReplaceAll "(o)(.*)" "$2$1" $labels.topic }}',
  strings: '{{ "costs $x" }} {{ `$topic` }} costs $5 and $topic and ${x} and $$ {{ "{{ $labels }}" }}',
  times:
    '{{ (toDuration $value).Minutes }} {{ ($value | toTime).Year }} {{ $externalURL }} {{ .ExternalURL }}',
  templates:
    '{{ define "t" }}{{ range . }}<{{ . }}>{{ end }}{{ end }}{{ template "t" $labels }} {{- /* note */ -}} !',
  whole:
    '{{ with . }}{{ .Value }} {{ .ExternalURL }}{{ end }} {{ with $x := $ }}{{ $x.Value }} {{ (.).Labels.topic }}{{ end }}',
  wholeInVariable: '{{ $all := . }}{{ range $labels }}{{ $all.Value }} {{ end }}{{ ($all).Value }}',
  wholeInTemplate:
    '{{ define "v" }}{{ .Value | humanize }} {{ .Labels.topic }} {{ $.Value }}{{ end }}{{ template "v" . }} {{ with 5 }}{{ template "v" $ }}{{ end }}',
  block: '{{ block "b" . }}{{ .Value }}{{ end }} {{ block "c" .Value }}{{ . }}{{ end }}',
  nested:
    '{{ define "in" }}<{{ .Value }}>{{ end }}{{ define "out" }}{{ template "in" . }}{{ end }}{{ template "out" . }}',
  hidden:
    '{{ range $labels, $value := .Labels }}{{ $labels }}={{ $value }} {{ end }}{{ $value }}{{ $value := 5.0 }}{{ $value }}',
};

describe('annotations have the same text in Grafana-managed alerts as in Prometheus', () => {
  const names = Object.keys(same);
  test.each([false, true])('with environment variables expanded: %s', async (interpolate) => {
    const resolved = bundled(same);
    const expected = byPrometheus(resolved);
    const found = await byGrafana(resolved, names, interpolate);
    expect(Object.fromEntries(names.map((name, index) => [name, found[index]]))).toEqual(
      Object.fromEntries(names.map((name) => [name, expected[name]])),
    );
    expect(expected.typed).toBe(`${labels.topic} of cart: 1m 30s above 1m 0s, 90.0 90 90`);
  });

  test('with … if Grafana has no equivalent', async () => {
    const texts = {
      query:
        'All: {{ range query "lag_seconds" }}{{ .Value }} {{ end }}of {{ query "sum(up)" | first | value }}.',
      handedOver:
        '{{ define "a" }}{{ .arg0.Value }}{{ end }}{{ template "a" (args .) }}{{ printf "%v" $ }} {{ . }}',
      variable:
        '{{ $all := query "up" }}{{ with $all }}{{ . | first | value }}{{ end }} on {{ $externalLabels.cluster }}',
    };
    const resolved = bundled(texts);
    expect(await byGrafana(resolved, Object.keys(texts), true)).toEqual(['All: …of ….', '…… …', '… on …']);
    expect(String(emit(resolved)[0]?.content)).toContain('… replaces them in the annotations of LagHigh.');
  });
});
