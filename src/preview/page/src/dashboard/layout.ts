import { interpolate, type VariableValues } from './interpolate.js';
import type { PanelJson } from './json.js';

/** A panel at its place in the grid of 24 columns, with the variables of its repetition. */
export interface PlacedPanel {
  readonly key: string;
  readonly panel: PanelJson;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly scope: VariableValues;
}

/** A row with its panels; the first section may have none. */
export interface Section {
  readonly key: string;
  readonly row?: PanelJson | undefined;
  readonly title: string;
  readonly panels: readonly PlacedPanel[];
  /** In grid rows, without the header. */
  readonly height: number;
}

const columns = 24;

/** Rows with their panels, repeated by the values of their variables. */
export function sectionsOf(panels: readonly PanelJson[], variables: VariableValues): Section[] {
  const groups: { row?: PanelJson; panels: PanelJson[] }[] = [{ panels: [] }];
  for (const panel of panels) {
    if (panel.type === 'row') groups.push({ row: panel, panels: [...(panel.panels ?? [])] });
    else groups.at(-1)?.panels.push(panel);
  }
  return groups
    .filter(({ row, panels: own }) => row || own.length > 0)
    .flatMap(({ row, panels: own }, index) =>
      scopesOf(row?.repeat, variables).map((scope, at): Section => {
        const placed = place(own, { ...variables, ...scope }, scope, `${index}.${at}`);
        return {
          key: `${row?.id ?? 'top'}.${index}.${at}`,
          row,
          title: interpolate(row?.title ?? '', { ...variables, ...scope }, 'text'),
          panels: placed,
          height: Math.max(0, ...placed.map(({ y, h }) => y + h)),
        };
      }),
    );
}

/** A section for a narrow window: each panel over the whole width, in the order in which they are read. */
export function stacked(section: Section): Section {
  let y = 0;
  const panels = [...section.panels]
    .sort((a, b) => a.y - b.y || a.x - b.x)
    .map((panel) => {
      const placed = { ...panel, x: 0, y, w: columns };
      y += panel.h;
      return placed;
    });
  return { ...section, panels, height: y };
}

function scopesOf(name: string | undefined, variables: VariableValues): VariableValues[] {
  const variable = name ? variables[name] : undefined;
  if (!name || !variable || variable.values.length === 0) return [{}];
  return variable.values.map((value) => ({ [name]: { values: [value], multi: false } }));
}

function place(
  panels: readonly PanelJson[],
  variables: VariableValues,
  outer: VariableValues,
  prefix: string,
): PlacedPanel[] {
  const first = Math.min(...panels.map(({ gridPos }) => gridPos?.y ?? 0));
  const sorted = panels
    .map((panel, index) => ({ panel, index, pos: panel.gridPos ?? { x: 0, y: index * 8, w: 12, h: 8 } }))
    .sort((a, b) => a.pos.y - b.pos.y || a.pos.x - b.pos.x);
  const placed: PlacedPanel[] = [];
  let pushed = 0;
  for (const { panel, index, pos } of sorted) {
    const scopes = scopesOf(panel.repeat, variables);
    const repeated = panel.repeat !== undefined && scopes.length > 1;
    const vertical = panel.repeatDirection === 'v';
    const perRow = repeated && !vertical ? Math.min(scopes.length, panel.maxPerRow ?? 4) : 1;
    scopes.forEach((scope, at) => {
      const w = repeated && !vertical ? columns / perRow : pos.w;
      placed.push({
        key: `${prefix}.${panel.id ?? index}.${at}`,
        panel,
        x: repeated && !vertical ? (at % perRow) * w : pos.x,
        y: pos.y - first + pushed + Math.floor(at / perRow) * pos.h,
        w,
        h: pos.h,
        scope: { ...outer, ...scope },
      });
    });
    if (repeated) pushed += (Math.ceil(scopes.length / perRow) - 1) * pos.h;
  }
  return compacted(placed);
}

/** As Grafana's grid does it: panels move up to what is above them, and down where they would lie over each other. */
function compacted(panels: readonly PlacedPanel[]): PlacedPanel[] {
  const done: PlacedPanel[] = [];
  for (const panel of [...panels].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const above = done.filter(({ x, w }) => x < panel.x + panel.w && panel.x < x + w);
    let y = 0;
    // Its own place, or the next that is free: never through a panel that is there already.
    for (const { y: top, h } of [...above].sort((a, b) => a.y - b.y)) y = Math.max(y, top + h);
    done.push({ ...panel, y });
  }
  return done;
}
