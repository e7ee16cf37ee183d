import { type PlainRecord, recordOf, recordsOf } from '../plain.js';

/** Units that say nothing of the size of a value. */
const silent: ReadonlySet<string> = new Set(['short', 'none', 'string', 'locale']);

/**
 * The unit of each metric that a panel of a dashboard shows without calculating with it: from the names of other
 * projects' metrics, units often cannot be inferred.
 */
export function unitsOfPanels(json: PlainRecord): ReadonlyMap<string, string> {
  const units = new Map<string, string>();
  const visit = (panel: PlainRecord): void => {
    for (const inner of recordsOf(panel.panels)) visit(inner);
    const { unit } = recordOf(recordOf(panel.fieldConfig).defaults);
    if (typeof unit !== 'string' || silent.has(unit)) return;
    for (const { expr, query } of recordsOf(panel.targets)) {
      const name = metricShown(String(expr ?? query ?? ''));
      if (name !== undefined && !units.has(name)) units.set(name, unit);
    }
  };
  for (const panel of [...recordsOf(json.panels), ...recordsOf(json.rows)]) visit(panel);
  return units;
}

/** What leaves the unit as it is. */
const keeping =
  /(?<![\w:])(?:sum|avg|min|max|topk|bottomk|sort|sort_desc|last_over_time|max_over_time|avg_over_time)(?=\s*\()/g;

/** The only metric of an expression that leaves its values as they are: aggregations keep the unit. */
function metricShown(expr: string): string | undefined {
  const bare = expr
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\b(?:by|without)\s*\([^)]*\)/g, '')
    .replace(keeping, '')
    .replace(/\[[^\]]*\]|\(\s*\d+\s*,/g, '')
    .trim();
  // Any other function gives another value.
  if (/\w\s*\(/.test(bare)) return undefined;
  const name = bare.replace(/[()\s]/g, '');
  return /^[a-zA-Z_:][\w:]*$/.test(name) ? name : undefined;
}
