import type { AutoGrid } from '../../define/dashboards/auto-grid.js';
import type { ShowConditions } from '../../define/dashboards/show-when.js';
import { array, type Code, call, data, jsonCode, literal, object } from '../code/code.js';
import { allPanels } from '../grafana/all-panels.js';
import { gridPosOf } from '../grafana/grid.js';
import type { LayoutSection } from '../grafana/layout.js';
import { equal } from '../grafana/merge.js';
import { listOf, type Plain, plain, textOf } from '../read/plain.js';
import type { Frame } from './dashboard-frame.js';
import { type PanelPlace, panelCode, placeCode, rawPanel } from './panels.js';
import type { Remainders } from './remainders.js';

type Options = Readonly<Record<string, Code | undefined>>;

/** Panels under a heading, or under none, and where they are. */
interface Block {
  readonly heading?: { readonly title: string; readonly options: Options } | undefined;
  readonly grid?: Required<AutoGrid> | undefined;
  readonly panels: readonly { readonly panel: Plain; readonly place: PanelPlace }[];
}

/** `rows` of a dashboard, and `autoGrid` where the panels outside of rows are in one. */
export function contentsCode(frame: Frame, rest: Remainders | undefined): Options {
  const { layout, target } = frame;
  if (!layout) return inBlocks(classicBlocks(target, rest), frame, rest);
  const panels = new Map(allPanels(target).map((panel) => [Number(panel.id), panel]));
  if (!layout.tabs)
    return inBlocks(
      layout.sections.map((one) => blockOf(one, panels)),
      frame,
      rest,
    );
  const tabs = layout.tabs.map(({ title, repeat, showWhen, sections }) => {
    const { rows, ...grid } = inBlocks(
      sections.map((one) => blockOf(one, panels)),
      frame,
      rest,
    );
    const isEmpty = sections.length === 0;
    return call(
      'tab',
      literal(title),
      // A tab has something in it.
      isEmpty || !rows ? array([call('row', literal(''), array([]))]) : rows,
      object({ repeat: textCode(repeat), showWhen: conditionCode(showWhen), ...grid }),
    );
  });
  return { rows: array(tabs.map(withoutEmpty)) };
}

/** A call without an argument at its end that says nothing. */
function withoutEmpty(code: Code): Code {
  if (code.kind !== 'call') return code;
  const last = code.args.at(-1);
  return last?.kind === 'object' && last.entries.length === 0
    ? { ...code, args: code.args.slice(0, -1) }
    : code;
}

function inBlocks(blocks: readonly Block[], frame: Frame, rest: Remainders | undefined): Options {
  const loose = blocks.find(({ heading }) => heading === undefined);
  const items = blocks.flatMap((block): Code[] => {
    const panels = block.panels.map(({ panel, place }) => onePanel(panel, place, frame, rest));
    // Panels outside of rows have one grid.
    if (!block.heading && equal(block.grid, loose?.grid)) return panels;
    const { title, options } = block.heading ?? { title: '', options: {} };
    return [
      withoutEmpty(
        call('row', literal(title), array(panels), object({ ...options, autoGrid: gridCode(block.grid) })),
      ),
    ];
  });
  return { rows: array(items), autoGrid: gridCode(loose?.grid) };
}

function onePanel(
  panel: Plain,
  place: PanelPlace,
  { raw, context, read }: Frame,
  rest: Remainders | undefined,
): Code {
  const id = Number(panel.id);
  if (raw.has(id)) return rawPanel(panel, place);
  return panelCode(panel, place, context, read, rest ? (rest.panels.get(id) ?? []) : undefined);
}

/** Panels before the first row, and rows with theirs, of a classic dashboard. */
function classicBlocks(target: Plain, rest: Remainders | undefined): Block[] {
  const blocks: Block[] = [];
  let open: { row: Plain; panels: Plain[] } | undefined;
  const loose = (panel: Plain, y: number): void => {
    blocks.push({ panels: [{ panel, place: placeCode(panel, { x: 0, y }) }] });
  };
  const close = (): void => {
    if (!open) return;
    const { row, panels } = open;
    const isCollapsed = row.collapsed === true;
    const inner = [...listOf(row.panels).map(plain), ...(isCollapsed ? [] : panels)];
    const y = gridPosOf(row).y + 1;
    const json = rest?.rows.get(Number(row.id));
    blocks.push({
      heading: {
        title: textOf(row.title),
        options: {
          ...headingOptions(isCollapsed, textOf(row.repeat)),
          id: literal(Number(row.id)),
          json: json && jsonCode(json),
        },
      },
      panels: inner.map((panel) => ({ panel, place: placeCode(panel, { x: 0, y }) })),
    });
    open = undefined;
  };
  for (const panel of listOf(target.panels).map(plain)) {
    if (panel.type === 'row') {
      close();
      open = { row: panel, panels: [] };
    } else if (open && open.row.collapsed !== true) open.panels.push(panel);
    else if (open) {
      // Panels under a closed row stand outside of rows, which the layout cannot say: they open it.
      close();
      loose(panel, gridPosOf(panel).y);
    } else loose(panel, 0);
  }
  close();
  return blocks;
}

function headingOptions(collapsed: boolean, repeat: string): Options {
  return { collapsed: collapsed ? literal(true) : undefined, repeat: textCode(repeat) };
}

/** A section of a dashboard of version v2. */
function blockOf({ row, grid, panels }: LayoutSection, known: ReadonlyMap<number, Plain>): Block {
  return {
    heading: row && {
      title: row.title,
      options: { ...headingOptions(row.collapsed, row.repeat ?? ''), showWhen: conditionCode(row.showWhen) },
    },
    grid,
    panels: panels.flatMap(({ id, at, showWhen }) => {
      const panel = known.get(id);
      if (!panel) return [];
      const place = at ? placeCode({ gridPos: at }, { x: 0, y: 0 }) : { showWhen: conditionCode(showWhen) };
      return [{ panel, place }];
    }),
  };
}

function conditionCode(showWhen: ShowConditions | undefined): Code | undefined {
  return showWhen === undefined ? undefined : data(showWhen);
}

/** What a grid says besides what all have. */
function gridCode(grid: Required<AutoGrid> | undefined): Code | undefined {
  if (!grid) return undefined;
  const { maxColumns, columnWidth, rowHeight, fillScreen } = grid;
  const own = object({
    maxColumns: maxColumns === 3 ? undefined : literal(maxColumns),
    columnWidth: columnWidth === 'standard' ? undefined : literal(columnWidth),
    rowHeight: rowHeight === 'standard' ? undefined : literal(rowHeight),
    fillScreen: fillScreen ? literal(true) : undefined,
  });
  return own.entries.length === 0 ? literal(true) : own;
}

function textCode(text: string | undefined): Code | undefined {
  return text === undefined || text === '' ? undefined : literal(text);
}
