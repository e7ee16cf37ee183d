import { afterEach, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
afterEach(() => shop.remove());

const routed = (route: string) => {
  const files = shopBundle();
  const [before = '', after = ''] = files['definitions/shop/bundle.ts'].split('  alerts: {');
  const team = "d.receiver('team', { webhook: { url: 'https://hooks.example.com/' } })";
  return {
    ...files,
    'definitions/shop/bundle.ts': `${before}  routing: d.routing({ receiver: ${team}, ${route} }),\n  alerts: {${after}`,
    'definitions/shop/scenarios/queue.ts': `import { constant, scenario } from 'dashwright/testing';
import shop from '../bundle.js';
export default scenario('jobs pile up', { alerts: [shop.options.alerts.QueueLong] })
  .series(shop.options.metrics.queue_length, constant(200))
  .firingAt('10m');
`,
  };
};

test.each([
  ['test', []],
  ['check', []],
  ['build', ['--out']],
])('%s says in its own words what Alertmanager does not load, with the place', async (command, out) => {
  shop = project(routed("json: { group_intervall: '5m' }"));
  const ran = await shop.run(
    command,
    '--definitions',
    shop.path('definitions'),
    ...out.flatMap((option) => [option, shop.path('dist')]),
  );
  expect(ran.code).toBe(1);
  expect(shop.output()).toEqual({});
  expect(ran.errors + ran.out).toMatch(
    /definitions\/shop\/bundle\.ts:\d+:\d+ error routing\/refused shop\/routing/,
  );
  expect(ran.errors + ran.out).toContain('Alertmanager does not load alertmanager/shop/alertmanager.yml: ');
});

test('and nothing of what it loads, names of labels in any characters included', async () => {
  shop = project(routed("groupBy: ['alertname', 'http.status']"));
  expect(await shop.run('test', '--definitions', shop.path('definitions'))).toMatchObject({
    code: 0,
    errors: '',
  });
});
