import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { type AutoGrid, autoGridOf } from '../../../define/dashboards/auto-grid.js';
import { comparisonOf, conditionsOf, type ShowConditions } from '../../../define/dashboards/show-when.js';
import { rowHeadingHeight } from '../../../grafana/index.js';
import type { Placed, PlacedPanel, PlacedRow } from '../../../resolve/index.js';
import { elementName } from './elements.js';
import type { AutoGridLayout, Conditional, GridLayout, Layout, RowsLayoutRow } from './types.js';

/**
 * The layout of a dashboard: tabs, rows or a grid.
 *
 * @param items where panels and rows are on the classic dashboard
 * @param grid that of panels outside of rows and tabs
 */
export function layoutOf(
  placed: readonly Placed[],
  items: NonNullable<Dashboard['panels']>,
  grid: boolean | AutoGrid | undefined,
): Layout {
  const all = items.flatMap((item) =>
    'panels' in item && item.type === 'row' ? [item, ...item.panels] : [item],
  );
  const positions = new Map(all.flatMap(({ id, gridPos }) => (gridPos ? [[id, gridPos] as const] : [])));
  const at = (panel: PlacedPanel): PlacedPanel => ({
    ...panel,
    gridPos: positions.get(panel.id) ?? panel.gridPos,
  });
  const sections = sectionsOf(
    placed.map((item) =>
      'row' in item
        ? { ...item, y: positions.get(item.id)?.y ?? item.y, panels: item.panels.map(at) }
        : at(item),
    ),
  );
  const tabs = [...new Set(sections.flatMap(({ row }) => row?.tab ?? []))];
  if (tabs.length === 0) return withinOne(sections, grid);
  return {
    kind: 'TabsLayout',
    spec: {
      tabs: tabs.map((tab) => ({
        kind: 'TabsLayoutTab',
        spec: {
          title: tab.title,
          layout: withinOne(
            sections.filter(({ row }) => row?.tab === tab),
            tab.autoGrid,
          ),
          ...(tab.showWhen && { conditionalRendering: conditional(tab.showWhen) }),
          ...(tab.repeat !== undefined && { repeat: { mode: 'variable', value: tab.repeat } }),
        },
      })),
    },
  };
}

interface Section {
  readonly row?: PlacedRow;
  readonly panels: readonly PlacedPanel[];
}

/** Rows, and the panels that are in none. */
function sectionsOf(placed: readonly Placed[]): readonly Section[] {
  const found: Section[] = [];
  let loose: PlacedPanel[] = [];
  for (const item of placed) {
    if ('row' in item) {
      found.push({ row: item, panels: item.panels });
      loose = [];
      continue;
    }
    if (loose.length === 0) found.push({ panels: loose });
    loose.push(item);
  }
  return found;
}

/** What is in a tab, or on a dashboard without tabs. */
function withinOne(sections: readonly Section[], grid: boolean | AutoGrid | undefined): Layout {
  const [only, ...others] = sections;
  if (!only) return gridOf([], grid, 0);
  if (others.length === 0 && isLoose(only)) return gridOf(only.panels, grid, topOf(only));
  return { kind: 'RowsLayout', spec: { rows: sections.map((section) => rowOf(section, grid)) } };
}

function isLoose({ row }: Section): boolean {
  return !row || row.ofTab;
}

/** Where the panels of a section begin on the dashboard. */
function topOf({ row, panels }: Section): number {
  if (row) return row.y + rowHeadingHeight;
  return panels.length === 0 ? 0 : Math.min(...panels.map(({ gridPos }) => gridPos.y));
}

function rowOf(section: Section, grid: boolean | AutoGrid | undefined): RowsLayoutRow {
  const { row, panels } = section;
  if (!row || row.ofTab)
    return {
      kind: 'RowsLayoutRow',
      spec: { title: '', collapse: false, hideHeader: true, layout: gridOf(panels, grid, topOf(section)) },
    };
  const { title, collapsed = false, repeat, autoGrid, showWhen } = row.row;
  return {
    kind: 'RowsLayoutRow',
    spec: {
      title,
      collapse: collapsed,
      ...(showWhen && { conditionalRendering: conditional(showWhen) }),
      ...(repeat !== undefined && { repeat: { mode: 'variable', value: repeat } }),
      layout: gridOf(panels, autoGrid, topOf(section)),
    },
  };
}

function gridOf(
  panels: readonly PlacedPanel[],
  given: boolean | AutoGrid | undefined,
  top: number,
): GridLayout | AutoGridLayout {
  const grid = autoGridOf(given);
  return grid ? autoGrid(panels, grid) : fixedGrid(panels, top);
}

function fixedGrid(panels: readonly PlacedPanel[], top: number): GridLayout {
  return {
    kind: 'GridLayout',
    spec: {
      items: panels.map(({ panel, id, gridPos }) => {
        const { repeat, repeatDirection = 'h', maxPerRow } = repeatOf(panel);
        return {
          kind: 'GridLayoutItem',
          spec: {
            x: gridPos.x,
            y: gridPos.y - top,
            width: gridPos.w,
            height: gridPos.h,
            element: { kind: 'ElementReference', name: elementName(id) },
            ...(repeat !== undefined && {
              repeat: {
                mode: 'variable',
                value: repeat,
                direction: repeatDirection,
                ...(maxPerRow !== undefined && { maxPerRow }),
              },
            }),
          },
        };
      }),
    },
  };
}

function autoGrid(panels: readonly PlacedPanel[], grid: Required<AutoGrid>): AutoGridLayout {
  const { maxColumns, columnWidth, rowHeight, fillScreen } = grid;
  return {
    kind: 'AutoGridLayout',
    spec: {
      maxColumnCount: maxColumns,
      ...(typeof columnWidth === 'number'
        ? { columnWidthMode: 'custom', columnWidth }
        : { columnWidthMode: columnWidth }),
      ...(typeof rowHeight === 'number'
        ? { rowHeightMode: 'custom', rowHeight }
        : { rowHeightMode: rowHeight }),
      ...(fillScreen && { fillScreen }),
      items: panels.map(({ panel, id }) => {
        const { repeat } = repeatOf(panel);
        const showWhen = panel.type === 'raw' ? undefined : panel.options.showWhen;
        return {
          kind: 'AutoGridLayoutItem',
          spec: {
            element: { kind: 'ElementReference', name: elementName(id) },
            ...(repeat !== undefined && { repeat: { mode: 'variable', value: repeat } }),
            ...(showWhen && { conditionalRendering: conditional(showWhen) }),
          },
        };
      }),
    },
  };
}

interface Repeat {
  readonly repeat?: string;
  readonly repeatDirection?: 'h' | 'v';
  readonly maxPerRow?: number;
}

/** How a panel is repeated, also one of raw JSON. */
function repeatOf(panel: PlacedPanel['panel']): Repeat {
  if (panel.type !== 'raw') return panel.options;
  const { repeatDirection, maxPerRow } = panel.json;
  const repeat = panel.options.repeat ?? panel.json.repeat;
  return {
    ...(typeof repeat === 'string' && { repeat }),
    ...((repeatDirection === 'h' || repeatDirection === 'v') && { repeatDirection }),
    ...(typeof maxPerRow === 'number' && { maxPerRow }),
  };
}

function conditional(given: ShowConditions): Conditional {
  const { join, all } = conditionsOf(given);
  return {
    kind: 'ConditionalRenderingGroup',
    spec: {
      visibility: 'show',
      condition: join,
      items: all.map((one): Conditional['spec']['items'][number] => {
        if ('hasData' in one) return { kind: 'ConditionalRenderingData', spec: { value: one.hasData } };
        if ('timeRangeShorterThan' in one)
          return { kind: 'ConditionalRenderingTimeRangeSize', spec: { value: one.timeRangeShorterThan } };
        return {
          kind: 'ConditionalRenderingVariable',
          spec: { variable: one.variable, ...comparisonOf(one) },
        };
      }),
    },
  };
}
