import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { compareOutputs } from '../../src/diff/compare.js';
import { changelogEntry, differenceMarkdown } from '../../src/diff/markdown.js';
import { readOutput } from '../../src/diff/output.js';
import { differenceText, sentence } from '../../src/diff/text.js';
import { toHclBody } from '../../src/emit/terraform/hcl.js';

interface Source {
  version?: string;
  dashboards?: object[];
  rules?: object[];
  group?: object;
  tuning?: object;
  values?: object;
  variables?: string;
  files?: Record<string, string>;
}

const alert = (name: string, more: object = {}) => ({
  alert: name,
  expr: 'up == 0',
  labels: { severity: 'warning' },
  annotations: { summary: 's' },
  ...more,
});
const dashboard = (uid: string, more: object = {}) => ({ uid, title: uid, panels: [], ...more });
const panel = (title: string, expr: string, more: object = {}) => ({
  id: 1,
  title,
  type: 'timeseries',
  targets: [{ refId: 'A', expr }],
  gridPos: { w: 12, h: 8, x: 0, y: 0 },
  ...more,
});

function output(source: Source, bundle = 'shop') {
  const files = new Map<string, string>();
  for (const each of source.dashboards ?? []) {
    files.set(`grafana/${bundle}/${(each as { uid: string }).uid}.json`, JSON.stringify(each));
  }
  const groups = [{ name: 'g', ...source.group, rules: source.rules ?? [] }];
  files.set(`prometheus/${bundle}/alert_rules.yml`, dump({ groups }));
  files.set(`helm/${bundle}/Chart.yaml`, dump({ name: bundle, version: source.version ?? '1.0.0' }));
  files.set(`helm/${bundle}/files/alerts.yaml`, dump(source.tuning ?? {}));
  files.set(`helm/${bundle}/values.yaml`, dump(source.values ?? {}));
  files.set(`terraform/${bundle}/variables.tf`, source.variables ?? '');
  for (const [path, text] of Object.entries(source.files ?? {})) files.set(path, text);
  return readOutput(files);
}

function compare(before: Source, after: Source) {
  const [difference] = compareOutputs(output(before), output(after));
  return difference ?? expect.fail('there is a bundle');
}
const lines = (before: Source, after: Source) =>
  compare(before, after).changes.map((change) => `${change.level}: ${sentence(change)}`);

describe('alerts', () => {
  const tuned = (value: number) => ({
    rules: [
      alert('DiffDurationHigh', { expr: `p95 > ${value}`, annotations: { summary: `above ${value} ms` } }),
    ],
    tuning: {
      DiffDurationHigh: {
        threshold: { value, expr: ['p95 > ', ''], annotations: { summary: ['above ', ' ms'] } },
      },
    },
  });

  test('a change of one level has the name of the level', () => {
    const levelled = (critical: number, ...others: object[]) => {
      const level = (severity: string, value: number) =>
        alert('LatencyHigh', { expr: `p95 > ${value}`, labels: { severity } });
      const tuningOf = (severity: string, value: number) => ({
        alert: 'LatencyHigh',
        level: severity,
        threshold: { value, expr: ['p95 > ', ''], annotations: {} },
      });
      return {
        rules: [level('warning', 200), level('critical', critical), ...others],
        tuning: {
          'LatencyHigh.warning': tuningOf('warning', 200),
          'LatencyHigh.critical': tuningOf('critical', critical),
          'LatencyHigh.info': tuningOf('info', 100),
        },
      };
    };
    expect(lines(levelled(500), levelled(800))).toEqual([
      'patch: alert LatencyHigh.critical: threshold 500 → 800',
    ]);
    const info = alert('LatencyHigh', { expr: 'p95 > 100', labels: { severity: 'info' } });
    expect(lines(levelled(500), levelled(500, info))).toEqual([
      'minor: alert LatencyHigh.info added, severity info',
    ]);
  });

  test('a threshold is shown as a number, not as an expression and annotations', () => {
    expect(lines(tuned(200), tuned(250))).toEqual(['patch: alert DiffDurationHigh: threshold 200 → 250']);
  });

  const twice = (first: number, second: number) => ({
    rules: [
      alert('A', {
        expr: `max by (a) (lag{b="> 5"} > ${first}) and on (a) sum by (a) (rate(c[5m])) > ${second}`,
        annotations: { summary: `above ${first} s and ${second}/s` },
      }),
    ],
  });

  test('with several thresholds, each that has changed is shown with its signal', () => {
    expect(lines(twice(5, 10), twice(5, 20))).toEqual([
      'patch: alert A: threshold of sum by (a) (rate(c[5m])) 10 → 20',
    ]);
    expect(lines(twice(5, 10), twice(6.5, 20))).toEqual([
      'patch: alert A: threshold of lag{b="> 5"} 5 → 6.5, threshold of sum by (a) (rate(c[5m])) 10 → 20',
    ]);
  });

  test('if more than numbers has changed, the expression is shown', () => {
    const before = { rules: [alert('A', { expr: 'a > 5 and b > 5' })] };
    const after = { rules: [alert('A', { expr: 'a > 6 and b < 5' })] };
    expect(lines(before, after)).toEqual(['patch: alert A: expression a > 5 and b > 5 → a > 6 and b < 5']);
  });

  const environment = (prod: string, base = 'up / (all > 0) > 5') => ({
    rules: [alert('A', { expr: base })],
    files: {
      'prometheus/shop/environments/prod/alert_rules.yml': dump({
        groups: [{ name: 'g', rules: [alert('A', { expr: prod })] }],
      }),
    },
  });

  test('a threshold of one environment is listed with its name', () => {
    const changed = environment('up{c="x"} / (all{c="x"} > 0) > 7');
    expect(lines(environment('up{c="x"} / (all{c="x"} > 0) > 5'), changed)).toEqual([
      'patch: alert A in prod: threshold 5 → 7',
    ]);
  });

  test('a threshold that changes everywhere is listed once, plus environments where it differs', () => {
    const base = 'up / (all > 0) > 6';
    const from = environment('up{c="x"} / (all > 0) > 5');
    expect(lines(from, environment('up{c="x"} / (all > 0) > 6', base))).toEqual([
      'patch: alert A: threshold 5 → 6',
    ]);
    expect(lines(from, environment('up{c="x"} / (all > 0) > 9', base))).toEqual([
      'patch: alert A: threshold 5 → 6',
      'patch: alert A in prod: threshold 5 → 9',
    ]);
  });

  test('a value of an alert in one environment is listed with both names', () => {
    const values = (alerts: object, more: object = {}) => ({
      files: { 'helm/shop/values-prod.yaml': dump({ ...more, alerts }) },
    });
    const team = (name: string) => ({ prometheusRule: { alertLabels: { team: name } } });
    expect(
      lines(
        values({ Long: { threshold: 5, for: '5m' }, Gone: { enabled: false } }, team('a')),
        values({ Long: { threshold: 7, for: '5m' }, New: { severity: 'info' } }, team('b')),
      ),
    ).toEqual([
      'patch: alert Long in prod: threshold 5 → 7',
      'patch: alert Gone in prod: enabled false → none',
      'patch: alert New in prod: severity none → info',
      'patch: chart values in prod: prometheusRule.alertLabels.team a → b',
    ]);
  });

  test('variables of a module are listed if only they change', () => {
    const variables = (alerts: object, labels: object, more: Record<string, string> = {}) => ({
      files: {
        'terraform/shop/prod.tfvars': `# Prod.\n${toHclBody({ alert_labels: labels, alerts })}`,
        ...more,
      },
    });
    const before = variables({ Long: { threshold: 5, for: '5m' } }, { team: 'a', text: '"$${x}" # }' });
    const after = variables({ Long: { threshold: 7.5, for: '5m' } }, { team: 'b', text: '"$${x}" # }' });
    expect(lines(before, after)).toEqual([
      'patch: alert Long in prod: threshold 5 → 7.5',
      'patch: module variables in prod: alert_labels.team a → b',
    ]);
    const chart = (threshold: number) => ({
      'helm/shop/values-prod.yaml': dump({ alerts: { Long: { threshold } } }),
    });
    const both = (threshold: number) => variables({ Long: { threshold } }, {}, chart(threshold));
    expect(lines(both(5), both(7))).toEqual(['patch: alert Long in prod: threshold 5 → 7']);
    const grafana = (folder: string) => ({
      files: {
        'terraform-grafana/shop/prod.tfvars': toHclBody({ dashboard_folder: folder, list: ['a', 1] }),
      },
    });
    expect(lines(grafana('A'), grafana('B'))).toEqual([
      'patch: variables of terraform-grafana in prod: dashboard_folder A → B',
    ]);
  });

  test('adding and removing an environment', () => {
    const without = { rules: [alert('A', { expr: 'up / (all > 0) > 5' })] };
    expect(lines(without, environment('up > 5'))).toEqual(['minor: environment prod added']);
    expect(lines(environment('up > 5'), without)).toEqual(['breaking: environment prod removed']);
  });

  test.each<[string, object, string]>([
    ['expression', { expr: 'up == 1' }, 'patch: alert A: expression up == 0 → up == 1'],
    ['for', { for: '5m' }, 'patch: alert A: for 0m → 5m'],
    ['keep_firing_for', { keep_firing_for: '1m' }, 'patch: alert A: keep_firing_for none → 1m'],
    ['severity', { labels: { severity: 'critical' } }, 'patch: alert A: severity warning → critical'],
    ['a label', { labels: { severity: 'warning', team: 'a' } }, 'patch: alert A: label team none → a'],
    ['a label that is gone', { labels: {} }, 'breaking: alert A: severity warning → none'],
    ['a text', { annotations: { summary: 't' } }, 'patch: alert A: summary s → t'],
    ['an annotation', { annotations: { summary: 's', x: 'y' } }, 'patch: alert A: annotation x added'],
  ])('%s', (_, more, line) => {
    expect(lines({ rules: [alert('A')] }, { rules: [alert('A', more)] })).toEqual([line]);
  });

  test('added, removed and renamed', () => {
    const before = { rules: [alert('Gone', { expr: 'a' }), alert('Old', { expr: 'b' })] };
    const after = { rules: [alert('New', { expr: 'b' }), alert('Fresh', { expr: 'c' })] };
    expect(lines(before, after)).toEqual([
      'breaking: alert Gone removed',
      'breaking: alert Old renamed, now New',
      'minor: alert Fresh added, severity warning',
    ]);
  });
});

test('a recorded series without a label that it had', () => {
  const rule = (labels: object) => ({ rules: [{ record: 'a', expr: 'x', labels }] });
  expect(lines(rule({ team: 'a', unit: 's' }), rule({ team: 'b' }))).toEqual([
    'breaking: recording rule a: label team a → b, label unit s → none',
  ]);
  expect(lines(rule({ team: 'a' }), rule({ team: 'b', unit: 's' }))).toEqual([
    'patch: recording rule a: label team a → b, label unit none → s',
  ]);
});

test('recording rules and groups', () => {
  const before = {
    rules: [
      { record: 'a', expr: 'x' },
      { record: 'b', expr: 'x' },
    ],
    group: { interval: '1m' },
  };
  const after = {
    rules: [
      { record: 'b', expr: 'y' },
      { record: 'c', expr: 'x' },
    ],
    group: { interval: '30s' },
  };
  expect(lines(before, after)).toEqual([
    'breaking: recording rule a removed',
    'minor: recording rule c added',
    'patch: recording rule b: expression x → y',
    'patch: rule group g: interval 1m → 30s',
  ]);
});

describe('dashboards', () => {
  test('added, removed and renamed', () => {
    const before = { dashboards: [dashboard('gone'), dashboard('old', { title: 'T' })] };
    const after = { dashboards: [dashboard('fresh'), dashboard('new', { title: 'T' })] };
    expect(lines(before, after)).toEqual([
      'breaking: dashboard gone removed',
      'breaking: dashboard old renamed, now new',
      'minor: dashboard fresh added, title fresh',
    ]);
  });

  test('changes of a dashboard', () => {
    const before = { dashboards: [dashboard('d', { templating: { list: [{ name: 'a' }, { name: 'b' }] } })] };
    const templating = { list: [{ name: 'b', x: 1 }, { name: 'c' }] };
    const after = { dashboards: [dashboard('d', { title: 'T', refresh: '1m', templating })] };
    expect(lines(before, after)).toEqual([
      'patch: dashboard d: title d → T, variable a removed, variable c added, variable b changed, refresh none → 1m',
    ]);
  });

  test('panels, including those in collapsed rows', () => {
    const row = (...panels: object[]) => ({ type: 'row', id: 9, title: 'Row', panels });
    const before = {
      dashboards: [
        dashboard('d', { panels: [panel('Gone', 'a'), panel('Old', 'b'), row(panel('Kept', 'c'))] }),
      ],
    };
    const kept = panel('Kept', 'd', { id: 7, type: 'stat', gridPos: { w: 6, h: 8, x: 3, y: 4 } });
    const after = {
      dashboards: [dashboard('d', { panels: [row(kept), panel('New', 'b'), panel('Fresh', 'e')] })],
    };
    expect(lines(before, after)).toEqual([
      'patch: panel d: Gone removed',
      'patch: panel d: Old renamed, now New',
      'patch: panel d: Fresh added',
      'patch: panel d: Kept: type timeseries → stat, query A c → d, size 12 × 8 → 6 × 8',
    ]);
  });

  test('panels that only moved, or got another id, are unchanged', () => {
    const moved = panel('P', 'a', { id: 5, gridPos: { w: 12, h: 8, x: 12, y: 30 } });
    expect(
      lines(
        { dashboards: [dashboard('d', { panels: [panel('P', 'a')] })] },
        { dashboards: [dashboard('d', { panels: [moved] })] },
      ),
    ).toEqual([]);
  });

  test('panels with the same title are distinguished', () => {
    const panels = [panel('P', 'a'), panel('P', 'b')];
    const after = [panel('P', 'a'), panel('P', 'c')];
    expect(
      lines(
        { dashboards: [dashboard('d', { panels })] },
        { dashboards: [dashboard('d', { panels: after })] },
      ),
    ).toEqual(['patch: panel d: P (2): query A b → c']);
  });
});

describe('packages', () => {
  test('renaming values and variables is a breaking change', () => {
    const before = {
      values: { a: { b: 1 }, labels: {} },
      variables: 'variable "x" {\n}\nvariable "y" {\n}\n',
    };
    const after = {
      values: { a: { c: 1 }, labels: {} },
      variables: 'variable "y" {\n}\nvariable "z" {\n}\n',
    };
    expect(lines(before, after)).toEqual([
      'breaking: chart value a.b removed',
      'minor: chart value a.c added',
      'breaking: module variable x removed',
      'minor: module variable z added',
    ]);
  });

  test('files are listed if nothing else has changed, because a published version is immutable', () => {
    const file = 'helm/shop/templates/dashboards.yaml';
    expect(lines({ files: { [file]: 'a' } }, { files: { [file]: 'b' } })).toEqual([
      `patch: package shop: ${file} changed`,
    ]);
    expect(lines({ files: { [file]: 'a' } }, { version: '1.0.1', files: { [file]: 'b' } })).toEqual([]);
  });
});

describe('versions', () => {
  test.each([
    ['1.2.3', 'breaking', '2.0.0'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'patch', '1.2.4'],
    ['0.2.3', 'breaking', '0.3.0'],
    ['0.2.3', 'minor', '0.2.4'],
    ['1.2.3+build.7', 'patch', '1.2.4'],
    ['one', 'patch', undefined],
  ] as const)('%s with a change that is %s becomes %s', (version, level, required) => {
    const rules = [alert('A')];
    const changed = {
      breaking: [],
      minor: [...rules, alert('B')],
      patch: [alert('A', { annotations: { summary: 't' } })],
    };
    expect(compare({ version, rules }, { version, rules: changed[level] })).toMatchObject({
      level,
      required,
    });
  });

  test.each([
    ['1.0.0', false],
    ['1.0.9', false],
    ['1.1.0', true],
    ['2.0.0', true],
    ['1.1.0-rc.1', false],
    ['none', false],
  ])('a new alert requires 1.1.0: %s is enough: %s', (version, sufficient) => {
    expect(compare({}, { version, rules: [alert('A')] })).toMatchObject({
      level: 'minor',
      required: '1.1.0',
      sufficient,
    });
  });

  test('bundles that are added and removed', () => {
    const both = new Map([...output({}, 'a'), ...output({}, 'b')]);
    expect(compareOutputs(output({}, 'a'), both)).toMatchObject([
      { state: 'same' },
      { bundle: 'b', state: 'added', sufficient: true },
    ]);
    expect(compareOutputs(both, output({}, 'b'))).toMatchObject([
      { bundle: 'a', state: 'removed', level: 'breaking' },
      { state: 'same' },
    ]);
    expect(compareOutputs(both, both, ['b'])).toMatchObject([{ bundle: 'b', state: 'same' }]);
  });
});

describe('texts', () => {
  const low = compare({ rules: [alert('A')] }, { rules: [alert('A', { expr: 'a * b > `x` | <c>\n@team' })] });

  test('for a terminal', () => {
    expect(differenceText([low])).toMatch(
      /^shop 1\.0\.0 \(patch: the version must be 1\.0\.1 or higher\)\n {2}patch {5}alert A: expression/,
    );
    expect(differenceText(compareOutputs(output({}), output({})))).toBe('shop 1.0.0: no change');
  });

  test('for a pull request: expressions are escaped in Markdown', () => {
    expect(differenceMarkdown([low])).toContain(
      '- alert A: expression up == 0 → a \\* b \\> \\`x\\` \\| \\<c\\> @\u200bteam\n',
    );
    expect(differenceMarkdown([])).toContain('the same as before');
  });

  test('for a changelog', () => {
    const difference = compare({}, { version: '1.1.0', rules: [alert('A')] });
    expect(changelogEntry(difference)).toBe(
      '## shop 1.1.0\n\n**New**\n\n- alert A added, severity warning\n\n',
    );
    expect(changelogEntry(low)).toMatch(/^## shop 1\.0\.1\n\n\*\*Changed\*\*/);
  });

  test("a comment stays within GitHub's limit", () => {
    const rules = Array.from({ length: 500 }, (_, index) => alert(`A${index}`));
    const text = differenceMarkdown([compare({}, { rules })]);
    expect(text).toContain('- and 400 further changes');
    expect(text.length).toBeLessThan(65_536);
  });
});

describe('thresholds on panels', () => {
  const steps = (...values: number[]) => ({
    mode: 'absolute',
    steps: [{ value: null, color: 'green' }, ...values.map((value) => ({ value, color: 'red' }))],
  });
  const shown = (own: object, more: object = {}, ofLag: object = steps(1)) => ({
    dashboards: [
      {
        uid: 'd',
        title: 'D',
        panels: [
          {
            id: 1,
            type: 'timeseries',
            title: 'P',
            fieldConfig: {
              defaults: { thresholds: own, ...more },
              overrides: [
                {
                  matcher: { id: 'byName', options: 'lag' },
                  properties: [{ id: 'thresholds', value: ofLag }],
                },
              ],
            },
          },
        ],
      },
    ],
  });

  test.each<[string, object, string]>([
    ['a number', shown(steps(100, 250)), 'threshold 200 → 250'],
    ['two', shown(steps(50, 250)), 'threshold 100 → 50, threshold 200 → 250'],
    ['one more', shown(steps(100, 200, 300)), 'thresholds 100 and 200 → 100 and 200 and 300'],
    ['none', shown({}), 'thresholds 100 and 200 → none'],
    ['of one series', shown(steps(100, 200), {}, steps(2)), 'threshold of lag 1 → 2'],
    ['another style', shown({ ...steps(100, 200), mode: 'percentage' }), 'style of thresholds changed'],
    ['something else besides', shown(steps(100, 250), { min: 0 }), 'threshold 200 → 250, min none → 0'],
  ])('%s', (_, after, says) => {
    expect(lines(shown(steps(100, 200)), after)).toEqual([`patch: panel d: P: ${says}`]);
  });
});
