/** Units of metrics that panels show as they are: names of others' metrics often do not tell. */
interface ShownPanel {
  readonly panels?: readonly ShownPanel[];
  readonly targets?: readonly { readonly expr?: string; readonly query?: string }[];
  readonly fieldConfig?: { readonly defaults?: { readonly unit?: string } };
}

/** Units that say nothing of the size of a value. */
const silent: ReadonlySet<string> = new Set(['short', 'none', 'string', 'locale']);

/** The unit of each metric that a panel of a dashboard shows without calculating with it. */
export function unitsOfPanels(json: {
  readonly panels?: unknown;
  readonly rows?: unknown;
}): ReadonlyMap<string, string> {
  const units = new Map<string, string>();
  const visit = (panel: ShownPanel): void => {
    for (const inner of listed<ShownPanel>(panel.panels)) visit(inner);
    const unit = panel.fieldConfig?.defaults?.unit;
    if (typeof unit !== 'string' || silent.has(unit)) return;
    for (const { expr, query } of listed<{ readonly expr?: string; readonly query?: string }>(
      panel.targets,
    )) {
      const name = metricShown(String(expr ?? query ?? ''));
      if (name !== undefined && !units.has(name)) units.set(name, unit);
    }
  };
  for (const panel of [...listed<ShownPanel>(json.panels), ...listed<ShownPanel>(json.rows)]) visit(panel);
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
  // What is called besides makes another value of it.
  if (/\w\s*\(/.test(bare)) return undefined;
  const name = bare.replace(/[()\s]/g, '');
  return /^[a-zA-Z_:][\w:]*$/.test(name) ? name : undefined;
}

function listed<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}
