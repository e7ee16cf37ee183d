import { afterEach, expect, it } from 'vitest';
import { type Project, project } from '../support/project.js';

let made: Project | undefined;
afterEach(() => made?.remove());

/** A bundle whose objective generates an alert that the bundle already has, in a separate file. */
function withObjective(name: string): Project {
  return project({
    'definitions/shop/runbooks/budget.md': '# Budget\n\nLook.\n',
    'definitions/shop/metrics.ts': `import { catalog, counter } from 'dashwright';
export const metrics = catalog({
  requests_total: counter({ help: 'Requests.', unit: 'requests' }),
  failures_total: counter({ help: 'Failures.', unit: 'requests' }),
});
`,
    'definitions/shop/alerts.ts': `import { above, alert, rate, runbook, signal, sum } from 'dashwright';
import { metrics } from './metrics.js';
const failures = signal({ title: 'Failures', description: 'd', expr: sum(rate(metrics.failures_total)) });
export const ${name} = alert({
  when: above(failures, 5), for: '5m', severity: 'critical', summary: 's', description: 'd', runbook: runbook('budget'),
});
`,
    'definitions/shop/slos.ts': `import { runbook, sli, slo } from 'dashwright';
import { metrics } from './metrics.js';

export const answers = slo({
  service: 'shop', name: 'answers', objective: 99, runbook: runbook('budget'),
  sli: sli.events({ errors: metrics.failures_total, total: metrics.requests_total }),
});
`,
    'definitions/shop/bundle.ts': `import { bundle } from 'dashwright';
import * as alerts from './alerts.js';
import { metrics } from './metrics.js';
import { answers } from './slos.js';
export default bundle({
  name: 'shop', title: 'Shop', description: 'A shop.', version: '1.0.0', metrics, alerts, slos: [answers],
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
});
`,
  });
}

it('an alert with the name of a generated one fails the build, with both places', async () => {
  made = withObjective('ShopAnswersBudgetBurnPageFast');
  const { code, out, errors } = await made.build();
  expect(code).toBe(1);
  const told = out + errors;
  expect(told).toContain('two alerts are named ShopAnswersBudgetBurnPageFast');
  expect(told).toMatch(/definitions\/shop\/alerts\.ts:4/);
  expect(told).toMatch(/definitions\/shop\/slos\.ts:4/);
  expect(made.output()).toEqual({});
});

it('an alert with a unique name is written next to the generated ones', async () => {
  made = withObjective('ManyFailures');
  const { code, out, errors } = await made.build();
  expect(out + errors).not.toContain('named');
  expect(code).toBe(0);
  const rules = made.output()['prometheus/shop/alert_rules.yml'];
  for (const name of ['ManyFailures', 'ShopAnswersBudgetBurnPageFast'])
    expect(rules).toContain(`alert: ${name}\n`);
});
