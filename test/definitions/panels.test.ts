import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { durationUnits } from '../../src/catalog/duration.js';
import { emitGrafana, grafanaBuilder } from '../../src/emit/grafana/index.js';
import { loadDefinitions } from '../../src/load/index.js';
import { resolveBundle } from '../../src/resolve/index.js';

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly panels?: readonly Panel[];
  readonly targets?: readonly { readonly expr?: string }[];
}

const { bundles } = await loadDefinitions(fileURLToPath(new URL('../../definitions', import.meta.url)), {
  scenarios: false,
});

describe.each(bundles.map(({ bundle, runbooks }) => ({ bundle, runbooks, name: bundle.name })))(
  '$name',
  ({ bundle, runbooks }) => {
    it('has a description on every panel', async () => {
      const silent = (await panels()).filter(({ description = '' }) => description.trim() === '');
      expect(silent.map(({ title }) => title)).toEqual([]);
    });

    it('has no window without data, or with too little, at a scrape interval of one minute', async () => {
      const short = (await panels()).flatMap(({ title, targets = [] }) =>
        targets.flatMap(({ expr = '' }) =>
          [...expr.matchAll(/\[((?:\d+(?:ms|[smhdwy]))+)[\]:]/g)]
            .map(([, window = '']) => window)
            .filter((window) => milliseconds(window) < 4 * 60_000)
            .map((window) => `${title}: ${window}`),
        ),
      );
      expect(short).toEqual([]);
    });

    async function panels(): Promise<Panel[]> {
      const resolved = resolveBundle(bundle, runbooks);
      const dashboards = (await grafanaBuilder(resolved))();
      return [...emitGrafana(resolved, dashboards)].flatMap(({ content }) =>
        flat((JSON.parse(String(content)) as { panels: Panel[] }).panels),
      );
    }
  },
);

/** Panels, including those in collapsed rows; rows themselves have no description. */
function flat(panels: readonly Panel[]): Panel[] {
  return panels.flatMap((panel) => (panel.type === 'row' ? flat(panel.panels ?? []) : [panel]));
}

function milliseconds(duration: string): number {
  return [...duration.matchAll(/(\d+)([a-z]+)/g)].reduce(
    (total, [, count, unit = '']) => total + Number(count) * (durationUnits[unit] ?? Number.NaN),
    0,
  );
}
