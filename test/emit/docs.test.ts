import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  above,
  alert,
  bundle,
  catalog,
  counter,
  gauge,
  histogram,
  not,
  runbook,
  type SloAlertOptions,
  signal,
  sli,
  slo,
} from 'dashwright';
import { jump, scenario } from 'dashwright/testing';
import { describe, expect, it } from 'vitest';
import { emitDocs } from '../../src/emit/docs/index.js';
import { codeBlock, plainText } from '../../src/emit/docs/markdown.js';
import { pretty } from '../../src/emit/docs/pretty.js';
import { readableTemplate } from '../../src/emit/docs/readable.js';
import { loadDefinitions } from '../../src/load/index.js';
import { type AnyScenario, scenariosOf } from '../../src/prove/index.js';
import { print } from '../../src/query/index.js';
import { panelsOf, type ResolvedBundle, resolveBundle, ruleMatchers } from '../../src/resolve/index.js';
import { alertBy, alerting, twoEnvironments } from '../fixtures/alerting-bundle.js';
import { operated } from '../fixtures/operated-bundle.js';
import { readTemplate } from '../support/templates.js';

const definitions = fileURLToPath(new URL('../../definitions', import.meta.url));
const { bundles } = await loadDefinitions(definitions, { scenarios: true });
const all = bundles.map(({ bundle, runbooks, scenarios }) => ({
  bundle: resolveBundle(bundle, runbooks),
  scenarios: scenariosOf(scenarios),
}));

function pagesOf(of: ResolvedBundle, scenarios: readonly AnyScenario[] = []): Map<string, string> {
  return new Map(emitDocs(of, scenarios, readTemplate).map(({ path, content }) => [path, String(content)]));
}

describe.each(all)('the pages of $bundle.name', ({ bundle, scenarios }) => {
  const pages = pagesOf(bundle, scenarios);

  it('have no broken links', () => {
    for (const [path, text] of pages) {
      for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        const [file = '', fragment] = target.split('#');
        const page = file === '' ? path : posix.join(posix.dirname(path), file);
        const linked = pages.get(page);
        expect(linked, `${path} links to ${target}`).toBeDefined();
        if (fragment !== undefined)
          expect(linked, `${path} links to ${target}`).toContain(`<a id="${fragment}"></a>`);
      }
    }
  });

  it('have one page per alert, with its runbook, panel and scenarios', () => {
    for (const rule of bundle.alertGroups.flatMap(({ rules }) => rules)) {
      const page = pages.get(`docs/${bundle.name}/alerts/${rule.alert}.md`);
      expect(page).toContain(`(../runbooks/${rule.source.runbook?.slug}.md)`);
      expect(page).toContain('(../dashboards.md#');
      expect(page, rule.alert).not.toContain('No scenario yet');
    }
  });

  it('show every dashboard: a sketch with the titles of its panels', () => {
    for (const dashboard of bundle.dashboards) {
      const sketch = pages.get(`docs/${bundle.name}/dashboards/${dashboard.uid}.svg`) ?? '';
      expect(pages.get(`docs/${bundle.name}/dashboards.md`)).toContain(`(dashboards/${dashboard.uid}.svg)`);
      expect(sketch.match(/<rect x=/g)).toHaveLength(
        dashboard.items.filter(({ type }) => type === 'panel').length,
      );
      expect(sketch).toMatch(/^<svg .*<\/svg>\n$/s);
      expect(sketch.length).toBeLessThan(20_000);
    }
  });

  it('list every dashboard, panel, metric and recorded series', () => {
    const dashboards = pages.get(`docs/${bundle.name}/dashboards.md`) ?? '';
    for (const dashboard of bundle.dashboards) {
      expect(dashboards).toContain(`## ${plainText(dashboard.title)}`);
      for (const { source } of panelsOf(dashboard))
        expect(dashboards).toContain(plainText(source.options.title));
    }
    const metrics = pages.get(`docs/${bundle.name}/metrics.md`) ?? '';
    for (const { name } of bundle.metrics) expect(metrics).toContain(`\`${name}\``);
    const records = pages.get(`docs/${bundle.name}/recording-rules.md`) ?? '';
    for (const { record } of bundle.recordingGroups.flatMap(({ rules }) => rules)) {
      expect(records).toContain(plainText(record));
    }
  });

  it('print long expressions on several lines without changing them', () => {
    for (const rule of bundle.alertGroups.flatMap(({ rules }) => rules)) {
      const { condition, over } = rule.source;
      const context = { window: over, inject: ruleMatchers(bundle.source) };
      const text = pretty(condition.node, context);
      expect(text.replaceAll(/\s+/g, '')).toBe(print(condition.node, context).replaceAll(/\s+/g, ''));
    }
  });
});

const metrics = catalog({
  lag: gauge({ help: 'Lag | of *topics*.', unit: 's', labels: { topic: ['a|b'] } }),
});
const lag = signal({ title: 'Lag <b>', description: 'A `lag`\n- in seconds.', expr: metrics.lag });
const LagHigh = alert({
  when: above(lag, 90),
  severity: 'warning',
  summary: ({ labels, value }) => `${labels.topic} lags by ${value}`,
  description: ({ threshold }) => `More than ${threshold}.`,
  runbook: runbook('lag'),
});
const small = (docs?: string) =>
  resolveBundle(
    bundle({
      name: 'queue',
      title: 'Queue [1]',
      description: 'Line one.\nLine two.',
      version: '1.0.0',
      metrics,
      alerts: { LagHigh },
      urls: {
        grafana: 'https://grafana.example.com',
        runbooks: 'https://runbooks.example.com/{slug}.md',
        ...(docs !== undefined && { docs }),
      },
    }),
    { lag: '# Lag\n\nLook.\n' },
  );

describe('pages', () => {
  it('show texts literally, whatever Markdown syntax they contain', () => {
    const pages = pagesOf(small(), [
      scenario('a_b *c*', { alerts: [LagHigh] }).series(metrics.lag, jump(0, '1m', 99)),
    ]);
    expect(pages.get('docs/queue/README.md')).toContain('# Queue \\[1\\]\n\nLine one. Line two.\n');
    expect(pages.get('docs/queue/metrics.md')).toContain('Lag \\| of \\*topics\\*.');
    const page = pages.get('docs/queue/alerts/LagHigh.md');
    expect(page).toContain('**warning**: ‹topic› lags by ‹value›');
    expect(page).toContain('| threshold | above 1m 30s |');
    expect(page).toContain('- **Lag \\<b\\>**: A \\`lag\\` - in seconds.');
    expect(page).toContain('- a\\_b \\*c\\*');
    expect(pages.get('docs/queue/runbooks/lag.md')).toBe('# Lag\n\nLook.\n');
  });

  it('link relative to a base URL if the bundle sets one', () => {
    const page = pagesOf(small('https://wiki.example.com/queue/')).get('docs/queue/alerts/LagHigh.md');
    expect(page).toContain('(https://wiki.example.com/queue/runbooks/lag.md)');
  });

  it('fence code that contains fences', () => {
    expect(codeBlock('a ``` b', 'text')).toBe('````text\na ``` b\n````');
  });

  it('show templates in readable form', () => {
    const read = (text: string) => readableTemplate(text, readTemplate);
    expect(read('{{ index $labels "a.b" }} {{ printf "%.1f" $value }} {{ $labels.x }}')).toBe(
      '‹a.b› ‹value› ‹x›',
    );
    expect(read('{{ range query `x{a="}}"}` }}{{ .Labels.y }}: {{ .Value | humanize }}{{ end }}')).toBe(
      '‹y›: ‹value›',
    );
    expect(read('{{ if gt $value 1e6 }}many{{ else }}few{{ end }} {{- /* }} */}} of {{ "{{" }}')).toBe(
      'many (or few) of {{',
    );
    expect(read('{{ $x := $labels.a }}{{ $x | title }} {{ .ExternalLabels.cluster }} {{ $value')).toBe(
      '{{ $x := $labels.a }}{{ $x | title }} {{ .ExternalLabels.cluster }} {{ $value',
    );
  });
});

describe('the page of objectives', () => {
  it('writes thresholds like alerts and dashboards', () => {
    const sizes = catalog({
      upload_bytes: histogram({ help: 'Size.', unit: 'bytes', buckets: [1024, 1.5e9] }),
    });
    const small = slo({
      service: 'shop',
      name: 'size',
      objective: 99,
      sli: sli.latency({ histogram: sizes.upload_bytes, threshold: 1.5e9 }),
      runbook: runbook('size'),
    });
    const resolved = resolveBundle(
      bundle({
        name: 'shop',
        title: 'Shop',
        description: '',
        version: '1.0.0',
        metrics: sizes,
        slos: [small],
        urls: { grafana: 'https://g.example', runbooks: 'https://r.example/{slug}' },
      }),
    );
    expect(pagesOf(resolved).get('docs/shop/slos.md')).toContain('`upload_bytes within 1.397GiB`');
  });

  const metrics = catalog({
    requests_total: counter({ help: 'R.', labels: { status: ['200', '500'], region: ['eu'] } }),
  });
  const requests = metrics.requests_total;
  const pageWith = (alerts: SloAlertOptions, groupBy: readonly 'region'[] = []): string => {
    const one = slo({
      service: 'shop',
      name: 'availability',
      objective: 99,
      sli: sli.events({
        errors: requests.where({ status: '500' }),
        total: requests.where({ status: not('404') }),
      }),
      groupBy,
      alerts,
      runbook: runbook('shop'),
    });
    const shop = bundle({
      name: 'shop',
      title: 'Shop',
      description: 'A shop.',
      version: '1.0.0',
      metrics,
      slos: [one],
      urls: { grafana: 'https://g.example', runbooks: 'https://r.example/{slug}' },
    });
    return pagesOf(resolveBundle(shop)).get('docs/shop/slos.md') ?? '';
  };

  it('states the minimum number of events for its alerts', () => {
    expect(pageWith({ minEventsPerWindow: 40 })).toContain(
      'require at least 40 events in the longer window. With fewer',
    );
    expect(pageWith({ minEventsPerWindow: 40 }, ['region'])).toContain('window, for each region separately.');
  });
  it('describes the alert on missing series', () => {
    expect(pageWith({ absent: true })).toContain(
      '[ShopAvailabilitySliAbsent](alerts/ShopAvailabilitySliAbsent.md) (critical) fires when no series of ' +
        '`requests_total{status!="404"}` has existed for 11m. An idle service does not fire it,',
    );
    expect(pageWith({ absent: true }, ['region'])).toContain(
      'It fires when the series of every region are missing, not when those of a single one are.',
    );
  });
  it('omits what is not defined', () => {
    expect(pageWith({})).not.toMatch(/events have happened|at all for/);
  });
});

describe('who is notified', () => {
  const page = (bundle: ResolvedBundle, path: string) =>
    String(
      emitDocs(bundle, [], readTemplate).find((file) => file.path === `docs/${bundle.name}/${path}`)?.content,
    );

  it('is listed for the bundle, and inhibition on both pages of a pair', () => {
    const alerts = { DiskFull: alertBy(['host'], 'critical'), LoadHigh: alertBy(['host'], 'warning') };
    const bundle = alerting('shop', alerts, { environments: twoEnvironments });
    expect(page(bundle, 'README.md')).toContain(
      'Routes and inhibition rules apply to alerts with `bundle="shop"` only.',
    );
    expect(page(bundle, 'README.md')).toContain(
      '| `alertname="DiskFull"`, `severity="critical"` | `alertname="LoadHigh"`, `severity=~"warning\\|info"` | `host`, `environment` |',
    );
    expect(page(bundle, 'alerts/LoadHigh.md')).toContain(
      'Inhibited with severity warning or info while [DiskFull](../alerts/DiskFull.md) fires with severity critical, if `host`, `environment` are equal.',
    );
    expect(page(bundle, 'alerts/DiskFull.md')).toContain(
      'While it fires with severity critical, it inhibits [LoadHigh]',
    );
  });

  it('explains why there is no AlertmanagerConfig', () => {
    expect(page(operated(), 'README.md')).toContain('it supports only UTC and the routes use `nights plain`');
  });
});
