import { beforeAll, describe, expect, test } from 'vitest';
import { type Engine, loadEngine } from '../../src/engine/index.js';
import { makeBundle } from '../../src/import/make.js';
import { readDocuments } from '../../src/import/read/documents.js';
import { readInput } from '../../src/import/read/kinds.js';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

/** The code that a dashboard becomes. */
async function imported(dashboard: object): Promise<string> {
  const text = JSON.stringify({ uid: 'odd', title: 'Odd', schemaVersion: 39, panels: [], ...dashboard });
  const { documents } = readDocuments('odd.json', text);
  const { input } = readInput(documents, engine);
  const { files } = await makeBundle(input, { name: 'odd', engine });
  return files.map((file) => file.text).join('\n');
}

const text = (title: string, gridPos?: object) => ({
  type: 'text',
  title,
  options: { mode: 'markdown', content: title },
  ...(gridPos && { gridPos }),
});

describe('data sources that a dashboard does not describe', () => {
  const panels = (datasource: object) => [
    { id: 1, type: 'timeseries', title: 'Up', datasource, targets: [{ refId: 'A', expr: 'sum(up)' }] },
  ];
  test('a uid without a type is of the language of its queries', async () => {
    const code = await imported({ panels: panels({ uid: 'Metrics' }) });
    expect(code).toContain("datasource('prometheus', { uid: 'Metrics' })");
    expect(code).toContain('sum(metrics.up)');
    expect(code).not.toContain('rawQuery');
  });
  test.each([
    ['prometheus', '1 - up{job="shop"}'],
    ['prometheus', 'up{job=~"a|=b"}'],
    ['prometheus', 'sum(up) / on () {__name__=~"up", job="shop"}'],
    ['loki', '{job="shop"}'],
    ['loki', 'sum(rate({job="shop"} | json [5m]))'],
    ['loki', 'count_over_time({job="shop"} |= `a` [5m])'],
  ])('the language is %s for %s', async (language, expr) => {
    const [panel] = panels({ uid: 'Default' });
    const code = await imported({ panels: [{ ...panel, targets: [{ refId: 'A', expr }] }] });
    expect(code).toContain(`datasource('${language}', { uid: 'Default' })`);
  });
  test.each(['$datasource', '${DS_PROMETHEUS}', '[[ds]]'])(
    'a variable %s that is not there is added',
    async (uid) => {
      const code = await imported({ panels: panels({ type: 'prometheus', uid }) });
      expect(code).toContain(`name: '${uid.replaceAll(/\W/g, '')}'`);
      expect(code).toContain('sum(metrics.up)');
      expect(code).not.toContain('rawQuery');
    },
  );
});

test('the values of a label of streams stay a query in text', async () => {
  const query = 'label_values({job="shop"}, level)';
  const datasource = { type: 'loki', uid: 'l' };
  const code = await imported({
    templating: { list: [{ type: 'query', name: 'level', datasource, query }] },
  });
  expect(code).toContain(`query: '${query}'`);
});

describe('the place of panels', () => {
  test('a panel without one is 6 wide and 3 high, as in Grafana', async () => {
    const code = await imported({ panels: [{ id: 1, ...text('first') }] });
    expect(code).toMatch(/at: \{ x: 0, y: 0 \},\s+width: 6,\s+height: 3/);
  });

  test('panels of a row that a panel pushes down go down with it', async () => {
    const code = await imported({
      panels: [
        { id: 1, ...text('tall', { x: 0, y: 0, w: 12, h: 20 }) },
        { id: 2, type: 'row', title: 'Below', gridPos: { x: 0, y: 5, w: 24, h: 1 } },
        { id: 3, ...text('beside', { x: 12, y: 6, w: 12, h: 4 }) },
      ],
    });
    expect(code).toMatch(/title: 'beside',[\s\S]*?at: \{ x: 12, y: 0 \}/);
  });
});

test('the query of a variable that is data stands as a whole in its option', async () => {
  const query = { refId: 'V', type: 'fieldValue', field: 'tenant', limit: 25, query: '*' };
  const datasource = { type: 'victoriametrics-logs-datasource', uid: 'logs' };
  const variable = { type: 'query', name: 'tenant', datasource, query, refresh: 2, sort: 1 };
  const code = await imported({ templating: { list: [variable] } });
  expect(code).toMatch(
    /query: \{\s*refId: 'V',\s*type: 'fieldValue',\s*field: 'tenant',\s*limit: 25,\s*query: '\*',?\s*\}/,
  );
  expect(code).not.toContain('json:');
});
