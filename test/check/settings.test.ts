import { afterEach, describe, expect, it } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

let made: Project | undefined;
afterEach(() => made?.remove());

async function checked(checks: string): Promise<{ code: number; errors: string }> {
  made = project({ ...shopBundle(), 'definitions/checks.ts': checks });
  const { code, errors } = await made.run('check', '--definitions', made.path('definitions'));
  return { code, errors };
}

describe('a mistake in checks.ts', () => {
  it.each([
    [
      'an unknown check',
      "export default {\n  levels: { 'dash/units': 'off' },\n};",
      ':2:',
      'did you mean dash/unit?',
    ],
    [
      'an unknown level',
      "export default {\n  levels: { 'dash/unit': 'eror' },\n};",
      ':2:',
      'did you mean error?',
    ],
    ['an unknown option', "export default {\n\n  retension: '15d',\n};", ':3:', 'did you mean retention?'],
    [
      'a retention in words',
      "export default {\n  retention: 'two weeks',\n};",
      ':2:',
      'a duration such as 30s or 15d',
    ],
    ['an unknown backend', "export default {\n  backends: ['mimr'],\n};", ':2:', 'did you mean mimir?'],
    [
      'an unknown feature',
      "export default { features: ['promql-duration-exp'] };",
      ':1:',
      'did you mean promql-duration-expr?',
    ],
    [
      'one of ours misspelt beside checks of the team',
      "export default { levels: { 'dash/unti': 'off' }, checks: [() => []] };",
      ':1:',
      'did you mean dash/unit?',
    ],
    [
      'a check that throws',
      "export default { checks: [\n  function owner() { throw new TypeError('no owner'); },\n] };",
      ':2:',
      'the custom check owner throws TypeError: no owner',
    ],
    [
      'a check that throws a text',
      "export default { checks: [() => { throw 'no'; }] };",
      'shop/checks.ts',
      'throws Error: no',
    ],
    [
      'a check that gives nothing',
      'export default { checks: [() => undefined] };',
      'shop/checks.ts',
      'returns undefined, not a list of findings',
    ],
    [
      'a check whose findings are none',
      "export default { checks: [() => ['bad']] };",
      'shop/checks.ts',
      'returns "bad", not { check, level, path, message }',
    ],
  ])('%s', async (_, source, place, message) => {
    const { code, errors } = await checked(source);
    expect(errors).toContain(message);
    expect(errors).toContain(place);
    expect(errors).not.toContain('internal error');
    expect(code).toBe(1);
  });

  it('is a custom check whose id is not a valid name', async () => {
    const { code, errors } = await checked(
      "export default { levels: { 'team/uid': 'warning', 'alert/no-scenario': 'off' }, checks: [() => []] };",
    );
    expect(errors).toBe('');
    expect(code).toBe(0);
  });
});

describe('a finding on an emitted file', () => {
  const suppressing = (markdown: string) => {
    const files = shopBundle({ panels: `d.panel.text({ title: 'Long', markdown: ${markdown} }),` });
    const suppress =
      "suppress: [{ check: 'k8s/size-budget', reason: 'from files only' }], title: 'Shop', rows";
    const text = files['definitions/shop/bundle.ts'].replace("title: 'Shop', rows", suppress);
    return project({ ...files, 'definitions/shop/bundle.ts': text });
  };

  it('is suppressed by the dashboard of that file', async () => {
    made = suppressing("'x'.repeat(300_000)");
    expect((await made.build('--target', 'grafana')).errors).toBe('');
  });

  it.each([['build'], ['check']])(
    'is reported by %s if a suppression suppresses nothing',
    async (command) => {
      made = suppressing("'short'");
      const { code, errors } = await (command === 'build'
        ? made.build()
        : made.run('check', '--definitions', made.path('definitions')));
      expect(errors).toMatch(
        /definitions\/shop\/bundle\.ts:19:\d+ warning suppress\/unused .*\n.*k8s\/size-budget suppresses nothing/,
      );
      expect(code).toBe(0);
      if (command === 'build') expect((await made.build('--target', 'grafana')).errors).toBe('');
    },
  );

  it('names the definition that the file is emitted from', async () => {
    const text = 'long '.repeat(60_000);
    made = project(
      shopBundle({ panels: `d.panel.text({ title: 'Long', markdown: ${JSON.stringify(text)}.repeat(4) }),` }),
    );
    const { code, errors } = await made.build();
    expect(code).toBe(1);
    expect(errors).toMatch(
      /definitions\/shop\/bundle\.ts:19:\d+ error k8s\/size-budget .*grafana\/shop\/shop\.json/,
    );
  });
});

it('severities in checks.ts determine checks, colours and inhibition', async () => {
  const { 'definitions/shop/bundle.ts': source, ...rest } = shopBundle({
    signals:
      "const Long = d.alert({ when: d.above(length, { page: 300, ticket: 200 }), for: '5m', summary: 's', description: 'd', runbook: d.runbook('queue-long') });\nconst Wait = d.alert({ when: d.above(traffic, 5), for: '5m', severity: 'ticket', summary: 's', description: 'd', runbook: d.runbook('queue-long') });\nconst Down = d.alert({ when: d.above(traffic, 9), for: '5m', severity: 'page', summary: 's', description: 'd', runbook: d.runbook('queue-long'), labels: { side: 'a' } });",
    alerts: 'Long, Wait, Down',
  });
  const options = "routing: d.routing({ receiver: d.receiver('team') }),\n  urls: {";
  const text = source.replace("severity: 'warning'", "severity: 'ticket'").replace('urls: {', options);
  const checks = "export default { severities: ['page', 'ticket', 'note'] };";
  made = project({ ...rest, 'definitions/shop/bundle.ts': text, 'definitions/checks.ts': checks });
  expect(await made.build()).toMatchObject({ code: 0, errors: '' });
  const files = made.output();
  const { panels } = JSON.parse(files['grafana/shop/shop.json'] ?? '{}') as {
    panels: { fieldConfig: { defaults: { thresholds: { steps: unknown } } } }[];
  };
  expect(panels[0]?.fieldConfig.defaults.thresholds.steps).toMatchObject([
    { color: 'green' },
    { value: 100, color: 'orange' },
    { value: 200, color: 'orange' },
    { value: 300, color: 'red' },
  ]);
  expect(files['alertmanager/shop/alertmanager.yml']).toMatch(
    /severity="page"[\s\S]*severity=~"ticket\|note"/,
  );
});
