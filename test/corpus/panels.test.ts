import { type AnyPanel, catalog, dashboard, datasource, panel, rawQuery } from 'dashwright';
import { describe, expect, it } from 'vitest';
import { appearanceOf, panelReader, type ReadPanel, typeOfPlugin } from '../../src/grafana/index.js';
import { dashboardsOf } from '../support/grafana.js';
import { corpusDashboards, dashboardCorpus, type Json } from './dashboards.js';

const source = datasource('some-datasource', { uid: 'x' });

interface Pair {
  readonly where: string;
  readonly original: Json;
  readonly read: ReadPanel;
}

async function readAll(): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const { name, panels } of corpusDashboards())
    for (const original of panels) {
      const type = typeOfPlugin(original.type);
      if (!type) continue;
      const read = (await panelReader(type))(original, queriesOf(original));
      pairs.push({ where: `${name}: ${String(original.title)}`, original, read });
    }
  return pairs;
}

function queriesOf({ targets }: Json): number {
  return Array.isArray(targets) ? targets.length : 0;
}

function definitionOf({ original, read: { type, options, json } }: Pair): AnyPanel {
  const make: (options: never) => AnyPanel = panel[type];
  const show = Array.from({ length: queriesOf(original) }, () => rawQuery({ source, json: {} }));
  return make({ ...options, ...(json && { json }), ...(show.length > 0 && { show }) } as never);
}

const corpusTest = dashboardCorpus.there || dashboardCorpus.required ? describe : describe.skip;

corpusTest('panels of others, read as options', async () => {
  const pairs = await readAll();
  const metrics = catalog({});

  it('look the same when they are built again', async () => {
    const [built] = await dashboardsOf({
      metrics,
      defaults: 'grafana',
      dashboards: [dashboard({ uid: 'all', title: 'All', rows: pairs.map(definitionOf) })],
    });
    expect(built?.panels).toHaveLength(pairs.length);
    for (const [index, { where, original, read }] of pairs.entries()) {
      const from = await appearanceOf(read.type, original);
      const to = await appearanceOf(read.type, { ...built?.panels[index] });
      expect({ where, ...to }).toEqual({ where, ...from });
    }
  });

  it('are expressed almost entirely with options', () => {
    const options = pairs.reduce((sum, { read }) => sum + read.settings.options, 0);
    const json = pairs.reduce((sum, { read }) => sum + read.settings.json, 0);
    expect(options / (options + json)).toBeGreaterThan(0.975);
  });
});
