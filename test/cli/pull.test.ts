import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GrafanaStub, grafanaStub } from '../support/grafana-server.js';
import { type Project, project } from '../support/project.js';

const bundle = `import {
  above,
  alert,
  bundle,
  catalog,
  counter,
  dashboard,
  gauge,
  max,
  panel,
  promql,
  query,
  rate,
  row,
  runbook,
  signal,
  sum,
  variable,
} from 'dashwright';

const metrics = catalog({
  queue_length: gauge({ help: 'Waiting jobs.', unit: 'jobs', labels: { queue: ['mail', 'print'] } }),
  requests_total: counter({ help: 'Requests.', unit: 'requests' }),
});
const length = signal({
  title: 'Queue length',
  description: 'Jobs that wait.',
  expr: max(metrics.queue_length, { by: ['queue'] }),
});
const traffic = signal({ title: 'Requests', description: 'Per second.', expr: sum(rate(metrics.requests_total)) });
const QueueLong = alert({
  when: above(length, 100),
  for: '5m',
  severity: 'warning',
  summary: ({ labels }) => \`Queue \${labels.queue} is long\`,
  description: ({ value, threshold }) => \`\${value} jobs wait, above \${threshold}.\`,
  runbook: runbook('queue-long'),
});

const traffics = (title: string) => panel.stat({ title, show: traffic });
const graphs = (options: { title: string; decimals?: number }) =>
  panel.timeseries({ show: traffic, ...options });

export default bundle({
  name: 'shop',
  title: 'Shop',
  description: 'A shop.',
  version: '1.0.0',
  metrics,
  dashboards: [
    dashboard({
      uid: 'shop',
      title: 'Shop',
      variables: [variable.custom({ name: 'zone', values: ['a', 'b'] })],
      rows: [
        row('Queues', [
          // The graph that people look at first.
          panel.timeseries({ title: 'Queue length', show: length }),
          panel.stat({ title: 'Requests', show: [query(traffic, { legend: 'all' })], unit: 'reqps' }),
        ]),
        row('Raw', [
          panel.timeseries({
            title: 'By hand', // unchanged
            show: query(promql\`sum(queue_length)\`),
          }),
        ]),
      ],
    }),
    dashboard({ uid: 'other', title: 'Other', rows: [traffics('One'), graphs({ title: 'Two' })] }),
    dashboard({ uid: 'third', title: 'Third', rows: [traffics('One'), graphs({ title: 'Two' })] }),
  ],
  alerts: { QueueLong },
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
});
`;
const file = 'definitions/shop/bundle.ts';

const files = {
  [file]: bundle,
  'definitions/shop/runbooks/queue-long.md': '# Queue is long\n\nAdd workers.\n',
};

/** The dashboards as they were pushed, with which each test starts. */
let pushed: GrafanaStub;
let shop: Project;
let grafana: GrafanaStub;
beforeAll(async () => {
  vi.stubEnv('GRAFANA_TOKEN', 'glsa_test');
  shop = project(files);
  grafana = await grafanaStub();
  pushed = grafana;
  expect(await run('push', '--apply')).toMatchObject({ code: 0, errors: '' });
  shop.remove();
});
afterAll(() => pushed.close());
beforeEach(async () => {
  vi.stubEnv('GRAFANA_TOKEN', 'glsa_test');
  shop = project(files);
  grafana = await grafanaStub({ like: pushed });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await grafana.close();
  shop.remove();
});
const run = (command: string, ...args: string[]) =>
  shop.run(command, '--grafana', grafana.url, '--definitions', shop.path('definitions'), ...args);
const source = () => readFileSync(shop.path(file), 'utf8');
/** Lines that were added and removed. */
const changedLines = () => {
  const [before, after] = [bundle.split('\n'), source().split('\n')];
  return {
    removed: before.filter((line) => !after.includes(line)).map((line) => line.trim()),
    added: after.filter((line) => !before.includes(line)).map((line) => line.trim()),
  };
};
type Json = Record<string, unknown>;
const panelOf = (json: Json, title: string) =>
  ((json.panels as Json[]).flatMap((one) => [one, ...((one.panels as Json[]) ?? [])]) as Json[]).find(
    (one) => one.title === title,
  ) as { fieldConfig: { defaults: Json }; options: Json; gridPos: Json; targets: Json[] } & Json;
const edit = (change: (json: Json) => void, uid = 'shop') => grafana.edit(uid, change, 'jane', 'by hand');
const legend = (one: { options: Json }) => one.options.legend as Json;

/** Edits in the UI, and the lines of the definitions that they change. */
const edits: Record<string, [change: (json: Json) => void, removed: string[], added: string[]]> = {
  'title, which keeps its id': [
    (json) => {
      panelOf(json, 'Queue length').title = 'Jobs';
    },
    ["panel.timeseries({ title: 'Queue length', show: length }),"],
    ["panel.timeseries({ title: 'Jobs', show: length, id: 491_693_219 }),"],
  ],
  'unit, decimals and description': [
    (json) => {
      const panel = panelOf(json, 'Requests');
      Object.assign(panel.fieldConfig.defaults, { unit: 'short', decimals: 2 });
      panel.description = 'What comes.';
    },
    ["panel.stat({ title: 'Requests', show: [query(traffic, { legend: 'all' })], unit: 'reqps' }),"],
    [
      'panel.stat({',
      "title: 'Requests',",
      "show: [query(traffic, { legend: 'all' })],",
      "unit: 'short',",
      "description: 'What comes.',",
      'decimals: 2,',
    ],
  ],
  'size and place': [
    (json) => {
      Object.assign(panelOf(json, 'By hand').gridPos, { x: 6, w: 18, h: 10 });
    },
    [],
    ['width: 18,', 'height: 10,', 'at: { x: 6, y: 0 },'],
  ],
  'query and legend': [
    (json) => {
      Object.assign(panelOf(json, 'By hand').targets[0] ?? {}, { expr: 'sum(queue_length) * 2' });
      Object.assign(panelOf(json, 'Requests').targets[0] ?? {}, { legendFormat: 'per second' });
      Object.assign(panelOf(json, 'Queue length').targets[0] ?? {}, { legendFormat: '{{queue}}!' });
    },
    [
      "panel.timeseries({ title: 'Queue length', show: length }),",
      "panel.stat({ title: 'Requests', show: [query(traffic, { legend: 'all' })], unit: 'reqps' }),",
      'show: query(promql`sum(queue_length)`),',
    ],
    [
      "panel.timeseries({ title: 'Queue length', show: query(length, { legend: '{{queue}}!' }) }),",
      "panel.stat({ title: 'Requests', show: [query(traffic, { legend: 'per second' })], unit: 'reqps' }),",
      'show: query(promql`sum(queue_length) * 2`),',
    ],
  ],
  'a query of typed functions, which becomes PromQL': [
    (json) => {
      Object.assign(panelOf(json, 'Queue length').targets[0] ?? {}, {
        expr: 'min by (queue) (queue_length)',
      });
    },
    ["panel.timeseries({ title: 'Queue length', show: length }),"],
    ["show: query(promql`min by (queue) (queue_length)`, { legend: '{{queue}}' }),"],
  ],
  'panels that have changed places': [
    (json) => {
      const [one, other] = [panelOf(json, 'Queue length'), panelOf(json, 'Requests')];
      Object.assign(one.gridPos, { x: 6 });
      Object.assign(other.gridPos, { x: 0 });
    },
    [],
    ['at: { x: 0, y: 0 },'],
  ],
  'the dashboard itself': [
    (json) => {
      Object.assign(json, { title: 'My shop', refresh: '5m', tags: ['a', 'shop'], graphTooltip: 0 });
    },
    [],
    ["title: 'My shop',", "refresh: '5m',", "tags: ['a', 'shop'],", "crosshair: 'off',"],
  ],
};

describe('pull', () => {
  it('lists what was changed, by whom and when', async () => {
    expect((await run('pull')).out).toMatch(/same {6}shop {2}Shop\n[\s\S]*Nothing was changed on/);
    edit((json) => {
      panelOf(json, 'Requests').fieldConfig.defaults.decimals = 2;
    });
    const { out, code } = await run('pull');
    expect(out).toContain(
      `  changed   shop  Shop\n            version 2, saved by jane at 2026-03-01T09:03:00Z: "by hand"\n            panel shop: Requests: decimals none → 2\n`,
    );
    expect(code).toBe(1);
    expect(JSON.parse((await run('pull', '--format', 'json')).out).dashboards[0]).toMatchObject({
      uid: 'shop',
      state: 'changed',
    });
  });

  it.each(Object.entries(edits))('converts to definitions: %s', async (_, [change, removed, added]) => {
    edit(change);
    const shown = await run('pull', '--uid', 'shop');
    expect(shown.errors).toBe('');
    expect(shown.out).toContain(`+++ b${shop.path('definitions')}/shop/bundle.ts`);
    expect(source()).toBe(bundle);
    const { code } = await run('pull', '--uid', 'shop', '--write');
    expect(code).toBe(0);
    expect.soft(changedLines().removed).toEqual(expect.arrayContaining(removed));
    expect.soft(changedLines().added).toEqual(expect.arrayContaining(added));
    expect((await run('pull')).out).toContain('Nothing was changed');
    const pushed = await run('push', '--apply');
    expect(pushed.out).toContain('  recorded  shop');
    expect(readdirSync(shop.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('uses json for settings without an option, and for defaults that the definitions would restore', async () => {
    edit((json) => {
      const panel = panelOf(json, 'Queue length');
      panel.cacheTimeout = '60';
      legend(panel).width = 321;
      (panel.fieldConfig.defaults.custom as Json).axisSoftMax = 7;
      const { list } = json.templating as { list: Json[] };
      const zone = list.find(({ name }) => name === 'zone');
      Object.assign(zone ?? {}, { label: 'Zone', hide: 2 });
    });
    const { code, errors, out } = await run('pull', '--uid', 'shop', '--write');
    expect(errors).toBe('');
    expect([code, out]).toEqual([0, expect.stringContaining('Written: ')]);
    expect(source()).toContain('// The graph that people look at first.');
    expect((await run('pull')).out).toContain('Nothing was changed');
  });

  it('converts panels that were added and removed, and rows whose title changed', async () => {
    edit((json) => {
      const panels = json.panels as Json[];
      const rest = panels.filter((one) => one.title !== 'Requests');
      const queues = rest.find((one) => one.title === 'Queues');
      if (queues) queues.title = 'All queues';
      const last = Math.max(
        ...rest.map((one) => Number((one.gridPos as Json).y) + Number((one.gridPos as Json).h)),
      );
      const text = {
        id: 77,
        type: 'text',
        title: 'Note',
        gridPos: { x: 0, y: last, w: 24, h: 3 },
        options: { mode: 'markdown', content: "It's `${x}`" },
      };
      json.panels = [...rest, text];
    });
    const { code, errors } = await run('pull', '--uid', 'shop', '--write');
    expect(errors).toBe('');
    expect(code).toBe(0);
    expect(source()).toContain("row('All queues', [");
    expect(source()).toContain("key: 'Queues'");
    expect(source()).toContain("title: 'Note'");
    expect(source()).not.toContain("title: 'Requests', show");
  });

  it('keeps changes of the definitions since the push', async () => {
    shop.write({ [file]: bundle.replace("title: 'By hand'", "title: 'By hand', decimals: 3") });
    edit((json) => {
      panelOf(json, 'Requests').fieldConfig.defaults.decimals = 2;
    });
    expect((await run('pull', '--uid', 'shop', '--write')).code).toBe(0);
    expect(source()).toContain("title: 'By hand', decimals: 3");
    const pushed = await run('push', '--apply');
    expect(pushed.out).toContain('  changed   shop');
    expect(
      panelOf(grafana.dashboards.get('shop')?.versions[0]?.json ?? {}, 'By hand').fieldConfig.defaults
        .decimals,
    ).toBe(3);
  });

  it('changes the call of a function that creates panels for several dashboards', async () => {
    edit((json) => {
      panelOf(json, 'Two').fieldConfig.defaults.decimals = 2;
    }, 'other');
    expect((await run('pull', '--uid', 'other', '--write')).code).toBe(0);
    expect(source().replaceAll(/\s+/g, ' ')).toContain(
      "uid: 'other', title: 'Other', rows: [traffics('One'), graphs({ title: 'Two', decimals: 2, })]",
    );
    expect((await run('pull')).out).toContain('Nothing was changed');
  });

  it('describes the change of the definitions as JSON', async () => {
    edit((json) => {
      panelOf(json, 'Queue length').fieldConfig.defaults.decimals = 1;
    });
    const shown = await run('pull', '--uid', 'shop', '--format', 'json');
    expect(shown.code).toBe(0);
    const { dashboards } = JSON.parse(shown.out);
    expect(dashboards).toMatchObject([
      {
        uid: 'shop',
        state: 'changed',
        conversion: {
          written: false,
          remaining: [],
          files: [{ path: expect.stringMatching(/shop\/bundle\.ts$/) }],
        },
      },
    ]);
    expect(dashboards[0].conversion.files[0].patch).toContain(
      "+          panel.timeseries({ title: 'Queue length', show: length, decimals: 1 }),",
    );
    expect(source()).toBe(bundle);
    const written = JSON.parse((await run('pull', '--all', '--write', '--format', 'json')).out);
    expect(written.dashboards[0].conversion.written).toBe(true);
    expect(source()).toContain('decimals: 1 }');
  });

  it('does the same as import --into', async () => {
    edit((json) => {
      panelOf(json, 'Requests').fieldConfig.defaults.decimals = 2;
    });
    const into = (...args: string[]) => run('import', '--into', 'shop', '--uid', 'shop', ...args);
    expect((await into()).out).toContain('Nothing was written: add --write.');
    expect((await into('--write')).code).toBe(0);
    expect(source()).toContain('decimals: 2');
    const wrong = await run('import', '--into', 'shop');
    expect(wrong.errors).toContain("option '--into <bundle>' needs '--uid <uid...>'");
    expect((await run('import')).errors).toContain("required option '--out <folder>' not specified");
  });

  it('changes nothing if a check would report an error, and says which', async () => {
    edit((json) => {
      Object.assign(panelOf(json, 'Queue length').targets[0] ?? {}, {
        expr: 'sum by (queue) (unknown_metric)',
      });
    });
    const { code, errors } = await run('pull', '--uid', 'shop', '--write');
    expect(errors).toMatch(/cannot be taken over into the definitions: [a-z]+\/[a-z-]+: .*unknown_metric/);
    expect([code, source()]).toEqual([1, bundle]);
  });

  it('changes nothing if another dashboard would change too', async () => {
    edit((json) => {
      panelOf(json, 'One').fieldConfig.defaults.decimals = 2;
    }, 'other');
    const { code, errors } = await run('pull', '--uid', 'other', '--write');
    expect(errors).toContain('cannot be taken over into the definitions: defined at shop/bundle.ts:40.');
    expect(errors).toContain('panel other: One: decimals none → 2');
    expect([code, source()]).toEqual([1, bundle]);
  });
});
