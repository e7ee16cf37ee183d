import {
  above,
  alert,
  annotation,
  catalog,
  dashboard,
  gauge,
  panel,
  promql,
  runbook,
  signal,
  type Variable,
  variable,
} from 'dashwright';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dashboardsOf } from '../support/grafana.js';
import { customOptions, intervalOptions, type Option } from '../support/grafana-options.js';

const metrics = catalog({ up: gauge({ help: 'Up.', unit: 'bool' }) });

/** The query of a variable in an emitted dashboard. */
async function queryOf(one: Variable): Promise<string> {
  const boards = [dashboard({ uid: 'd', title: 'D', variables: [one], rows: [] })];
  const [written] = await dashboardsOf({ metrics, dashboards: boards });
  return String(written?.templating.list.find(({ name }) => name === one.name)?.query);
}

async function read(values: readonly string[] | Readonly<Record<string, string>>): Promise<Option[]> {
  return customOptions(await queryOf(variable.custom({ name: 'choice', values })));
}

const same = (value: string): Option => ({ label: value, value });

describe('the values of a custom variable, parsed as Grafana does', () => {
  it('keep commas', async () => {
    expect(await read(['a,b', 'c', ',', 'd,'])).toEqual([same('a,b'), same('c'), same(','), same('d,')]);
    expect(await read({ 'Read, write': 'GET,PUT', Read: 'GET' })).toEqual([
      { label: 'Read, write', value: 'GET,PUT' },
      { label: 'Read', value: 'GET' },
    ]);
  });

  it('keep backslashes, before a comma and at the end too', async () => {
    expect(await read(['5\\d\\d', 'a\\', 'C:\\', 'x\\,y', 'end\\'])).toEqual(
      ['5\\d\\d', 'a\\', 'C:\\', 'x\\,y', 'end\\'].map(same),
    );
    expect(await read({ 'On C:\\': 'C:\\', 'On D:\\': 'D:\\' })).toEqual([
      { label: 'On C:\\', value: 'C:\\' },
      { label: 'On D:\\', value: 'D:\\' },
    ]);
  });

  it('keep colons, and so do labels', async () => {
    expect(await read(['http://a:80', ': b', 'a:b'])).toEqual([
      same('http://a:80'),
      same(': b'),
      same('a:b'),
    ]);
    expect(await read({ 'Zone a : b': 'a:b', 'Ends :': 'x' })).toEqual([
      { label: 'Zone a : b', value: 'a:b' },
      { label: 'Ends :', value: 'x' },
    ]);
  });

  it('are unchanged or rejected', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '\\', ':', ' ', '"', '$', '\n') });
    const values = fc.oneof(
      fc.array(text, { minLength: 1, maxLength: 4 }),
      fc.dictionary(
        fc.tuple(text).map(([one]) => `k${one}`),
        text,
        { noNullPrototype: true },
      ),
    );
    await fc.assert(
      fc.asyncProperty(values, async (given) => {
        let made: Variable;
        try {
          made = variable.custom({ name: 'choice', values: given });
        } catch {
          return;
        }
        const meant = Array.isArray(given)
          ? given.map(same)
          : Object.entries(given).map(([label, value]) => ({ label, value }));
        expect(customOptions(await queryOf(made))).toEqual(meant);
      }),
    );
  });
});

describe('other variables', () => {
  it('intervals keep each value as written', async () => {
    const values = ['30s', '5m', '$__rate_interval'];
    expect(intervalOptions(await queryOf(variable.interval({ name: 'step', values })))).toEqual(values);
  });

  it('a single value is not split', async () => {
    const value = 'a\\,b, c : d';
    expect(await queryOf(variable.constant({ name: 'fixed', value }))).toBe(value);
    expect(await queryOf(variable.text({ name: 'free', default: value }))).toBe(value);
  });
});

it('the annotation of firing alerts matches them by name, whatever it contains', async () => {
  const lag = signal({ title: 'Up', expr: metrics.up });
  const made = alert({
    when: above(lag, 1),
    severity: 'info',
    summary: 's',
    description: 'd',
    runbook: runbook('r'),
  });
  const rows = [panel.timeseries({ title: 'P', show: signal({ title: 'S', expr: promql`up` }) })];
  const boards = [dashboard({ uid: 'd', title: 'D', annotations: [annotation.alerts()], rows })];
  const [written] = await dashboardsOf({
    metrics,
    dashboards: boards,
    alerts: { 'Up (a|b)': made, 'Cost +5%': made },
  });
  const { annotations } = written as unknown as { annotations: { list: { expr: string }[] } };
  expect(annotations.list[0]?.expr).toBe(
    'ALERTS{alertstate="firing",alertname=~"Up \\\\(a\\\\|b\\\\)|Cost \\\\+5%"}',
  );
});
