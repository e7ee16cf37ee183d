import { above, alert, bundle, catalog, gauge, max, signal } from 'dashwright';
import { prove, proveDefinitions, scenarioMatchers } from 'dashwright/test-kit';
import { constant, scenario } from 'dashwright/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { project } from '../support/project.js';

const bundleFile = `
import { above, alert, bundle, catalog, gauge, max, signal } from 'dashwright';
export const metrics = catalog({ queue_length: gauge({ help: 'Waiting jobs.', unit: 'jobs' }) });
const length = signal({ title: 'Length', expr: max(metrics.queue_length) });
export const QueueLong = alert({ when: above(length, 100), for: '5m', severity: 'warning' });
export default bundle({
  name: 'queues', title: 'Queues', description: 'Queues.', version: '1.0.0', metrics, alerts: { QueueLong },
});
`;
const scenarioFile = (value: number) => `
import { constant, scenario } from 'dashwright/testing';
import { metrics, QueueLong } from '../bundle.js';
export default scenario('a queue', { alerts: [QueueLong] })
  .series(metrics.queue_length, constant(${value}))
  .firingAt('10m');
`;
const queues = project({
  'definitions/queues/bundle.ts': bundleFile,
  'definitions/queues/scenarios/long.ts': scenarioFile(101),
});
afterAll(() => queues.remove());

/** Records the calls to a test runner, and runs the tests. */
async function ran(definitions: string): Promise<Record<string, string>> {
  const results: Record<string, string> = {};
  const bodies: [string, () => void | Promise<void>][] = [];
  let group = '';
  await proveDefinitions({
    definitions,
    describe: (name, body) => {
      group = `${name}: `;
      body();
      group = '';
    },
    test: (name, body) => {
      bodies.push([group + name, body]);
    },
  });
  for (const [name, body] of bodies) {
    results[name] = await Promise.resolve()
      .then(body)
      .then(() => 'passes')
      .catch((error: Error) => `${error.message}\n${error.stack}`);
  }
  return results;
}

describe('proveDefinitions', () => {
  it('registers a test for each scenario, and one that the definitions load', async () => {
    expect(await ran(queues.path('definitions'))).toEqual({
      'the definitions load': 'passes',
      'queues: a queue': 'passes',
    });
  });

  it('reports a failure at the line of the scenario', async () => {
    queues.write({ 'definitions/queues/scenarios/long.ts': scenarioFile(99) });
    const { 'queues: a queue': failed } = await ran(queues.path('definitions'));
    expect(failed).toContain('QueueLong should be firing at 10m, but is never even pending');
    expect(failed).toMatch(/definitions\/queues\/scenarios\/long\.ts:6/);
  });

  it('reports why definitions do not load', async () => {
    const broken = project({ 'definitions/queues/bundle.ts': bundleFile.replace("for: '5m'", "fro: '5m'") });
    const { 'the definitions load': text } = await ran(broken.path('definitions'));
    broken.remove();
    expect(text).toMatch(/bundle\.ts:5 definition\/invalid: alert has no option "fro"/);
  });

  it('rejects a folder that does not exist', async () => {
    await expect(ran(queues.path('nowhere'))).rejects.toThrow(/nowhere/);
  });
});

describe('scenarios created in a test', () => {
  const metrics = catalog({ queue_length: gauge({ help: 'Waiting jobs.', unit: 'jobs' }) });
  const length = signal({ title: 'Length', expr: max(metrics.queue_length) });
  const QueueLong = alert({ when: above(length, 100), for: '5m', severity: 'warning' });
  const options = { name: 'queues', title: 'Queues', description: 'Queues.', version: '1.0.0' };
  const own = bundle({ ...options, metrics, alerts: { QueueLong } });
  const at = (value: number) =>
    scenario('a queue', { alerts: [QueueLong] })
      .series(metrics.queue_length, constant(value))
      .firingAt('10m');

  it('have a matcher', async () => {
    const { toHoldIn } = await scenarioMatchers();
    expect(toHoldIn(at(101), own).pass).toBe(true);
    expect(toHoldIn(at(101), own).message()).toBe('"a queue" holds in queues, and should not');
    expect(toHoldIn(at(99), own).message()).toContain('never even pending');
  });

  it('throw without a matcher', async () => {
    await expect(prove(at(101), own)).resolves.toBeUndefined();
    await expect(prove(at(99), own)).rejects.toThrow('never even pending');
  });
});
