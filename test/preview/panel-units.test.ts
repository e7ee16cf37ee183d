// Units of metrics that only the panels of a dashboard tell.
import { expect, test } from 'vitest';
import { unitsOfPanels } from '../../src/preview/panel-units.js';

const panel = (unit: string | undefined, ...exprs: readonly string[]) => ({
  fieldConfig: { defaults: { unit } },
  targets: exprs.map((expr) => ({ expr })),
});

test('are those of the panels that show a metric without calculating with it', () => {
  const units = unitsOfPanels({
    panels: [
      panel(
        'bytes',
        'sum by (pod) (container_memory_rss{pod=~"a (b)"})',
        'topk(5, memory:sum)',
        'rate(read[5m])',
      ),
      { panels: [panel('s', 'max(delay) without (job)'), panel('percentunit', 'used / whole')] },
      panel('ms', 'container_memory_rss'),
      panel('short', 'things'),
      panel(undefined, 'others'),
      { targets: null },
    ],
  });
  expect([...units]).toEqual([
    ['container_memory_rss', 'bytes'],
    ['memory:sum', 'bytes'],
    ['delay', 's'],
  ]);
});

test('are none where JSON has no panels', () => {
  expect(unitsOfPanels({ panels: 'none', rows: [null] }).size).toBe(0);
});
