import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

let current: Project;
/** A shop that is built, which nothing changes: tests copy it. */
const built = project(shopBundle());
beforeAll(async () => {
  expect(await built.build()).toMatchObject({ code: 0, errors: '' });
});
afterEach(() => current.remove());
afterAll(() => built.remove());
const command = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));

/** Changes a shop that is built: the bad build must say what is wrong and leave dist/ as it was. */
async function afterAGoodBuild(change: Readonly<Record<string, string>>) {
  current = project();
  cpSync(built.folder, current.folder, { recursive: true });
  const before = current.output();
  current.write(change);
  const bad = await current.build();
  expect(current.output()).toEqual(before);
  return bad;
}

describe('a successful build', () => {
  it('writes dashboards, rules, chart, module and samples, and nothing the second time', async () => {
    current = project(shopBundle());
    const first = await current.build();
    expect(first).toMatchObject({ code: 0, errors: '' });
    const files = Object.keys(current.output());
    for (const path of [
      'grafana/shop/shop.json',
      'prometheus/shop/alert_rules.yml',
      'helm/shop/Chart.yaml',
      'terraform/shop/main.tf',
      'samples/shop.helm-values.yaml',
      'samples/shop.terraform.tfvars',
    ]) {
      expect(files).toContain(path);
    }
    expect((await current.build()).out).toMatch(/^shop: 0 written, \d+ unchanged/);
  });

  it('builds only the named bundles and leaves the others unchanged', async () => {
    current = project(shopBundle());
    await current.build();
    const all = Object.keys(current.output());
    current.write(shopBundle({ panels: "d.panel.stat({ title: 'Now', show: length })," }));
    await current.build('shop', '--target', 'grafana');
    expect(Object.keys(current.output())).toEqual(all);
    expect(current.output()['grafana/shop/shop.json']).toContain('"Now"');
    expect(current.output()['helm/shop/files/dashboards/shop.json']).not.toContain('"Now"');
  });

  it('writes shared files if all bundles are built, and leaves them unchanged otherwise', async () => {
    const routed = (name: string) => ({
      [`definitions/${name}/bundle.ts`]: (shopBundle()['definitions/shop/bundle.ts'] ?? '')
        .replaceAll("'shop'", `'${name}'`)
        .replace('{ QueueLong,', `{ ${name}QueueLong: QueueLong,`)
        .replace(
          'export default',
          "const told = d.routing({ receiver: d.receiver('team') });\nexport default",
        )
        .replace('d.bundle({', 'd.bundle({ routing: told,'),
    });
    current = project({ ...shopBundle(), ...routed('shop'), ...routed('bank') });
    await current.build();
    const shared = 'alertmanager/alertmanager.yml';
    const before = current.output()[shared];
    expect(before).toContain('bundle="bank"');
    expect(before).toContain('bundle="shop"');
    await current.build('shop');
    expect(current.output()[shared]).toBe(before);
    current.write({
      'definitions/bank/bundle.ts': routed('bank')['definitions/bank/bundle.ts']?.replace(
        "d.receiver('team')",
        "d.receiver('team', { webhook: { url: 'http://hooks.example.com' } })",
      ) as string,
    });
    const clash = await current.build();
    expect(clash.code).toBe(1);
    expect(clash.errors).toContain('receiver "team" of bundle shop differs from that of bundle bank');
    expect(clash.errors).toMatch(/shop\/bundle\.ts:\d+/);
    expect(current.output()[shared]).toBe(before);
  });

  it('removes the files of a deleted bundle', async () => {
    const { 'definitions/shop/bundle.ts': source } = shopBundle();
    current = project({
      ...shopBundle(),
      'definitions/bank/bundle.ts': source
        .replaceAll("'shop'", "'bank'")
        .replace('{ QueueLong,', '{ BankQueueLong: QueueLong,'),
      'definitions/bank/runbooks/queue-long.md': '# Queue\n',
    });
    expect(await current.build()).toMatchObject({ code: 0, errors: '' });
    expect(Object.keys(current.output())).toContain('grafana/bank/bank.json');
    execFileSync('rm', ['-r', current.path('definitions/bank')]);
    await current.build();
    expect(Object.keys(current.output()).filter((path) => path.includes('bank'))).toEqual([]);
  });

  it('writes the same bytes in another path, locale and time zone', () => {
    current = project(shopBundle());
    execFileSync(process.execPath, [command, 'build', '--quiet'], {
      cwd: current.folder,
      env: { ...process.env, LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Seoul' },
    });
    expect(current.output()).toEqual(built.output());
  });
});

describe('a failing build leaves dist/ unchanged and reports the place, the mistake and what was expected', () => {
  const at = (line: number) => new RegExp(`shop/bundle\\.ts:${line}:\\d+`);

  it('a syntax error, with its position in the source', async () => {
    const bad = await afterAGoodBuild({
      'definitions/shop/bundle.ts': "import * as d from 'dashwright';\nconst x = ;\n",
    });
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(at(2));
    expect(bad.errors).toMatch(/Unexpected ";"/);
  });

  it('a definition that throws, with its position in the source', async () => {
    const bad = await afterAGoodBuild(shopBundle({ signals: "\n\nthrow new Error('no such region');" }));
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(/no such region/);
    expect(bad.errors).toMatch(at(11));
    expect(bad.errors).not.toMatch(/node:internal|\n\s+at /);
  });

  it('invalid PromQL, with the position in the expression', async () => {
    const bad = await afterAGoodBuild(
      shopBundle({
        panels:
          "d.panel.stat({ title: 'Bad', show: d.signal({ title: 'Bad', expr: d.promql`sum(queue_length` }) }),",
      }),
    );
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(/promql\/syntax/);
    expect(bad.errors).toMatch(/unclosed left parenthesis/);
    expect(bad.errors).toMatch(at(22));
  });

  it('an unknown metric in raw PromQL, with a suggestion', async () => {
    const bad = await afterAGoodBuild(
      shopBundle({
        panels:
          "d.panel.stat({ title: 'Bad', show: d.signal({ title: 'Bad', expr: d.promql`max(queue_lenght)` }) }),",
      }),
    );
    expect(bad.errors).toMatch(/promql\/unknown-metric/);
    expect(bad.errors).toMatch(/queue_length/);
  });

  it.each([
    ["d.signal({ title: 'Bad', expr: metrics.queue_length.where({ queue: /mail/g }) })", 'the flag g'],
    [
      "d.signal({ title: 'Bad', expr: metrics.took_seconds.where({ path: /(?!x)/ }).count })",
      'is a lookahead',
    ],
  ])('a regular expression that Prometheus rejects', async (expression, problem) => {
    const files = shopBundle({ panels: `d.panel.stat({ title: 'Bad', show: ${expression} }),` });
    const took = "took_seconds: d.histogram({ help: 'Took.', labels: { path: [] } }),";
    const source = 'definitions/shop/bundle.ts';
    const bad = await afterAGoodBuild({
      ...files,
      [source]: files[source].replace('requests_total: d.c', `${took} requests_total: d.c`),
    });
    expect(bad.code).toBe(1);
    expect(bad.errors).toContain(problem);
    expect(bad.errors).toMatch(at(22));
  });

  it('a regular expression in selectors, of the bundle and of an environment', async () => {
    const files = shopBundle();
    const source = 'definitions/shop/bundle.ts';
    const selectors = '{ job: /a(?=b)/ }';
    for (const [option, line] of [
      [`selectors: ${selectors},`, 17],
      [`environments: d.environments({ QueueLong }, { dev: { selectors: ${selectors} } }),`, 25],
    ] as const) {
      const bad = await afterAGoodBuild({
        ...files,
        [source]: files[source].replace('  urls:', `  ${option}\n  urls:`),
      });
      expect(bad.errors).toContain('is a lookahead');
      expect(bad.errors).toMatch(at(line));
    }
  });

  it('a Grafana macro in a rule', async () => {
    const bad = await afterAGoodBuild(
      shopBundle({
        signals:
          "const macro = d.signal({ title: 'Macro', expr: d.promql`sum(rate(requests_total[$__rate_interval]))` });",
        panels: "d.panel.stat({ title: 'Macro', show: macro }),",
        alerts:
          "Macro: d.alert({ when: d.above(macro, 1), for: '5m', severity: 'info', summary: 's', description: 'd', runbook: d.runbook('queue-long') }),",
      }),
    );
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(/\$__rate_interval/);
    expect(bad.errors).toMatch(/shop\/alerts\/Macro/);
  });

  it.each([["'a/b'"], [`'${'x'.repeat(41)}'`], ["'../../escape'"]])('a uid %s', async (uid) => {
    const bad = await afterAGoodBuild(shopBundle({ dashboard: uid }));
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(/dash\/uid/);
  });

  it('two dashboards with one uid, in two bundles', async () => {
    const { 'definitions/shop/bundle.ts': source } = shopBundle();
    const bad = await afterAGoodBuild({
      'definitions/bank/bundle.ts': source.replace("name: 'shop'", "name: 'bank'"),
      'definitions/bank/runbooks/queue-long.md': '# Queue\n',
    });
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(/dash\/uid.*shop/s);
  });

  it('the same rule twice', async () => {
    const again =
      "Again: d.record('job:requests:rate5m', { expr: d.sum(d.rate(metrics.requests_total)) }), More: d.record('job:requests:rate5m', { expr: d.sum(d.rate(metrics.requests_total)) }),";
    const { 'definitions/shop/bundle.ts': source } = shopBundle();
    const bad = await afterAGoodBuild({
      'definitions/shop/bundle.ts': source.replace('urls:', `recordingRules: { ${again} }, urls:`),
    });
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(/rule\/duplicate/);
  });

  it('a bundle whose name differs from its folder', async () => {
    const { 'definitions/shop/bundle.ts': source } = shopBundle();
    const bad = await afterAGoodBuild({
      'definitions/shop/bundle.ts': source.replace("name: 'shop'", "name: '../shop'"),
    });
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(/named "\.\.\/shop" but its folder is "shop"/);
  });

  it('a dashboard over 1 MiB, with both sizes', async () => {
    const bad = await afterAGoodBuild(
      shopBundle({ panels: "d.panel.text({ title: 'Long', markdown: 'x'.repeat(1_100_000) })," }),
    );
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(/k8s\/size-budget/);
    expect(bad.errors).toMatch(/1[, ]?048[, ]?576|1 MiB/);
  });
});

describe('checks.ts', () => {
  const settings = `import type { CheckOptions } from 'dashwright';
export default {
  levels: { 'dash/unit': 'error' },
  checks: [(bundle) => bundle.dashboards.filter(({ title }) => !title.startsWith('ACME')).map(({ uid }) => ({
    check: 'acme/title', level: 'warning', path: \`\${bundle.name}/dashboards/\${uid}\`, message: 'titles begin with ACME',
  }))],
} satisfies CheckOptions;
`;

  it('adds custom checks and sets levels', async () => {
    current = project({ ...shopBundle(), 'definitions/checks.ts': settings });
    const built = await current.build();
    expect(built).toMatchObject({ code: 0, errors: expect.stringContaining('titles begin with ACME') });
    current.write(
      shopBundle({
        panels:
          "d.panel.stat({ title: 'No unit', show: d.signal({ title: 'x', expr: d.promql`max(queue_length)` }) }),",
      }),
    );
    const bad = await current.build();
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(/error dash\/unit/);
  });

  it('must export its settings', async () => {
    current = project({ ...shopBundle(), 'definitions/checks.ts': 'export const levels = {};\n' });
    const bad = await current.build();
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(/checks\.ts must export the settings of checks as its default/);
  });
});

describe('wrong usage', () => {
  it.each([
    [['build', 'nowhere'], /no bundle nowhere.*there is shop/s],
    [['build', '--target', 'grafanna'], /unknown target grafanna.*grafana/s],
    [['build', '--definitions', '/does/not/exist'], /no folder of definitions/],
    [['build', '--frobnicate'], /unknown option/],
    [['frobnicate'], /unknown command/],
  ])('%j exits with code 2', async (args, message) => {
    current = project(shopBundle());
    const given = args.includes('--definitions') ? [] : ['--definitions', current.path('definitions')];
    const ran = await current.run(
      ...args,
      ...(args[0] === 'build' ? [...given, '--out', current.path('dist')] : []),
    );
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(message);
    expect(current.output()).toEqual({});
  });

  it('an output folder that is not writable', async () => {
    current = project({ ...shopBundle(), dist: 'a file' });
    const ran = await current.build();
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(/cannot write to the output folder/);
  });

  it('an output folder that another build is writing to', async () => {
    current = project(shopBundle());
    mkdirSync(current.path('dist'));
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60000)']);
    writeFileSync(current.path('dist/.dashwright.lock'), String(other.pid));
    const ran = await current.build();
    other.kill();
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(/another build/);
    expect(Object.keys(current.output())).toEqual(['.dashwright.lock']);
  });
});

describe('help', () => {
  it('lists the commands, with examples for each', async () => {
    current = project();
    const { code, out } = await current.run('--help');
    expect(code).toBe(0);
    for (const name of ['build', 'check', 'test', 'list', 'explain']) {
      expect(out).toContain(name);
      expect((await current.run(name, '--help')).out).toMatch(/Examples:\n {2}# .+\n {2}dashwright/);
    }
  });
  it('prints its version', async () => {
    current = project();
    expect((await current.run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
