import { symlinkSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
afterEach(() => shop.remove());

/** Split in two, so that secret scanners do not report the test itself. */
const hook = `https://hooks.slack${'.com/services/T0001/B0001/abcdefgh'}`;
const login = `https://ops:${'hunter2@alerts.example.com/mute'}`;
const panel = (options: string) => ({ panels: `d.panel.stat({ show: length, ${options} }),` });

async function built(files: Readonly<Record<string, string>>) {
  shop = project({ ...shopBundle(), ...files });
  const ran = await shop.build();
  expect(ran.out + ran.errors).not.toContain('abcdefgh');
  expect(ran.out + ran.errors).not.toContain('hunter2');
  return ran;
}

describe('a secret in a text is neither published nor printed', () => {
  it.each([
    ['a title', shopBundle(panel(`title: 'Post to ${hook}'`)), 'title contains a Slack webhook URL'],
    [
      'a description',
      shopBundle(panel(`title: 'A', description: '${login}'`)),
      'description contains a URL with a password',
    ],
    [
      'raw JSON',
      shopBundle({
        panels: `d.panel.raw({ title: 'A', json: { type: 'x', options: { content: '${hook}' } } }),`,
      }),
      'json.options.content contains a Slack webhook URL',
    ],
    [
      'an expression that is not right either',
      shopBundle(
        panel(`title: 'A', show: d.signal({ title: 'B', expr: d.promql\`sum(nothing{hook="${hook}"})\` })`),
      ),
      'expr contains a Slack webhook URL',
    ],
    [
      'a runbook',
      { 'definitions/shop/runbooks/queue-long.md': `# Queue\n\nPost to <${hook}>.\n` },
      'line 3 of runbooks/queue-long.md contains a Slack webhook URL',
    ],
  ])('%s', async (_, files, message) => {
    const { code, errors } = await built(files as Record<string, string>);
    expect(errors).toContain(message);
    expect(errors).toContain('definition/secret');
    expect(code).toBe(1);
    expect(shop.output()).toEqual({});
  });

  it('the name of a scenario', async () => {
    shop = project({
      ...shopBundle(),
      'definitions/shop/scenarios/a.ts': `import * as d from 'dashwright';
import * as testing from 'dashwright/testing';
import shop from '../bundle.js';
export default testing.scenario('post to ${hook}', { lasting: '10m' }).series(shop.options.metrics.queue_length, testing.constant(0));
`,
    });
    const { code, out, errors } = await shop.run('test', '--definitions', shop.path('definitions'));
    expect(errors).toContain('the name of a scenario contains a Slack webhook URL');
    expect(out + errors).not.toContain('abcdefgh');
    expect(code).toBe(1);
  });

  it('unless it is suppressed with a reason', async () => {
    const { code, errors } = await built(
      shopBundle(
        panel(
          `title: 'A', description: '${login}', suppress: [{ check: 'definition/secret', reason: 'made up, as in the manual' }]`,
        ),
      ),
    );
    expect([code, errors]).toEqual([0, '']);
    expect(shop.output()['grafana/shop/shop.json']).toContain(login);
  });

  it('and neither is what a runbook links to', async () => {
    shop = project({ ...shopBundle(), 'elsewhere.md': hook });
    symlinkSync(shop.path('elsewhere.md'), shop.path('definitions/shop/runbooks/more.md'));
    expect(await shop.build()).toMatchObject({
      code: 2,
      errors: expect.stringContaining('runbooks/more.md'),
    });
  });
});
