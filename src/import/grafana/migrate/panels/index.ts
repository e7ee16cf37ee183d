import type { Json } from '../step.js';
import { migrateGraph } from './graph.js';
import { migrateHeatmap } from './heatmap.js';
import { migratePie } from './pie.js';
import { migrateSingleValue } from './single-value.js';
import { migrateSinglestat } from './singlestat.js';
import { migrateTable } from './table.js';
import { migrateText } from './text.js';

/** Makes of a panel whose plugin has become another one what Grafana makes of it. */
export function migratePanel(panel: Json): void {
  const { type } = panel;
  const migrate = typeof type === 'string' && Object.hasOwn(migrations, type) ? migrations[type] : undefined;
  migrate?.(panel);
}

const migrations: Readonly<Record<string, (panel: Json) => void>> = {
  graph: migrateGraph,
  singlestat: migrateSinglestat,
  'grafana-singlestat-panel': migrateSinglestat,
  'table-old': migrateTable,
  'grafana-piechart-panel': migratePie,
  text: migrateText,
  heatmap: migrateHeatmap,
  stat: migrateSingleValue,
  gauge: migrateSingleValue,
  bargauge: migrateSingleValue,
};
