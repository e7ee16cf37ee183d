import { type AutoGrid, autoGridOf } from '../../../define/dashboards/auto-grid.js';
import type { ShowConditions } from '../../../define/dashboards/show-when.js';
import { listOf, type Plain, plain, textOf } from '../../read/plain.js';
import { compacted, gridPosOf } from '../grid.js';
import type { Layout, LayoutPanel, LayoutRow, LayoutSection, LayoutTab, Lost } from '../layout.js';
import { conditionsOf } from './conditions.js';

/** A layout as it is read, and what of it a bundle cannot say. */
export interface ReadLayout {
  readonly layout: Layout;
  readonly lost: readonly Lost[];
  /** How panels are repeated, by their ids, as classic panels have it. */
  readonly repeats: ReadonlyMap<number, Plain>;
}

/**
 * The layout of a dashboard of version v2. Rows without a heading that follow one another are one section, and gaps in
 * grids are closed, as Grafana shows them.
 *
 * @param ids The ids of panels, by the names of their elements.
 */
export function readLayout(layout: unknown, ids: ReadonlyMap<string, number>): ReadLayout {
  const reading: Reading = { ids, seen: new Set(), lost: [], repeats: new Map() };
  const { kind, spec } = plain(layout);
  if (kind !== 'TabsLayout')
    return { layout: { sections: sectionsOf(layout, 'layout', reading) }, ...reading };
  const tabs = listOf(plain(spec).tabs).map((tab, index): LayoutTab => {
    const at = `layout.tabs[${index}]`;
    const own = plain(plain(tab).spec);
    ownVariables(own, at, reading);
    return {
      title: textOf(own.title),
      repeat: repeatOf(own),
      showWhen: shownWhen(own, at, reading),
      sections: sectionsOf(own.layout, at, reading),
    };
  });
  return { layout: { tabs }, ...reading };
}

interface Reading {
  readonly ids: ReadonlyMap<string, number>;
  /** Panels that have a place. */
  readonly seen: Set<number>;
  readonly lost: Lost[];
  readonly repeats: Map<number, Plain>;
}

function sectionsOf(layout: unknown, at: string, reading: Reading): LayoutSection[] {
  return joined(readSections(layout, at, reading));
}

function readSections(layout: unknown, at: string, reading: Reading): LayoutSection[] {
  const { kind, spec: given } = plain(layout);
  const spec = plain(given);
  switch (kind) {
    case 'GridLayout':
      return [{ panels: gridPanels(spec, at, reading) }];
    case 'AutoGridLayout':
      return [{ grid: gridOf(spec), panels: autoPanels(spec, at, reading) }];
    case 'RowsLayout':
      return listOf(spec.rows).flatMap((row, index) => rowSections(row, `${at}.rows[${index}]`, reading));
    case 'TabsLayout':
      reading.lost.push({ at, message: 'has tabs inside of rows or tabs: each becomes a row' });
      return listOf(spec.tabs).flatMap((tab, index) => rowSections(tab, `${at}.tabs[${index}]`, reading));
    default:
      reading.lost.push({ at, message: `is a layout of the kind ${textOf(kind) || 'unknown'}` });
      return [];
  }
}

/** A row with what is in it; also a tab that becomes one. */
function rowSections(row: unknown, at: string, reading: Reading): LayoutSection[] {
  const spec = plain(plain(row).spec);
  ownVariables(spec, at, reading);
  if (spec.fillScreen === true)
    reading.lost.push({ at, message: 'fills the screen (fillScreen), which rows of a bundle do not' });
  const repeat = repeatOf(spec);
  const showWhen = shownWhen(spec, at, reading);
  const isHidden = spec.hideHeader === true;
  const needsHeading = repeat !== undefined || showWhen !== undefined;
  if (isHidden && needsHeading)
    reading.lost.push({ at, message: 'has no heading: a row that is repeated or has conditions gets one' });
  const heading: LayoutRow | undefined =
    isHidden && !needsHeading
      ? undefined
      : { title: textOf(spec.title), collapsed: spec.collapse === true, repeat, showWhen };
  const inner = readSections(spec.layout, at, reading);
  const [first, ...others] = inner;
  if (first && others.length === 0 && first.row === undefined) return [{ ...first, row: heading }];
  if (inner.length > 0 && plain(spec.layout).kind === 'RowsLayout')
    reading.lost.push({ at, message: 'has rows inside of it: they become rows after it' });
  return [...(heading ? [{ row: heading, panels: [] }] : []), ...inner];
}

/** Sections without a heading and with places are one, where nothing lies between them. */
function joined(sections: readonly LayoutSection[]): LayoutSection[] {
  const found: LayoutSection[] = [];
  for (const section of sections) {
    if (section.row === undefined && section.panels.length === 0) continue;
    const last = found.at(-1);
    if (!last || !isPlainGrid(last) || !isPlainGrid(section)) {
      found.push(section);
      continue;
    }
    const below = last.panels.reduce((most, { at }) => Math.max(most, at ? at.y + at.h : 0), 0);
    const moved = section.panels.map((panel) => ({
      ...panel,
      ...(panel.at && { at: { ...panel.at, y: panel.at.y + below } }),
    }));
    found[found.length - 1] = { panels: [...last.panels, ...moved] };
  }
  return found;
}

function isPlainGrid({ row, grid }: LayoutSection): boolean {
  return row === undefined && grid === undefined;
}

function gridPanels(spec: Plain, at: string, reading: Reading): LayoutPanel[] {
  const placed = listOf(spec.items).flatMap((item, index): Plain[] => {
    const place = `${at}.items[${index}]`;
    const { kind, spec: given } = plain(item);
    const own = plain(given);
    // The first versions had rows in the grid.
    if (kind === 'GridLayoutRow') {
      reading.lost.push({ at: place, message: 'is a row in a grid, which Grafana no longer reads' });
      return [];
    }
    const id = elementId(own, place, reading);
    if (id === undefined) return [];
    const { value, direction, maxPerRow } = plain(own.repeat);
    if (value !== undefined)
      reading.repeats.set(id, {
        repeat: value,
        repeatDirection: direction === 'v' ? 'v' : 'h',
        ...(typeof maxPerRow === 'number' && { maxPerRow }),
      });
    if (shownWhen(own, place, reading) !== undefined)
      reading.lost.push({ at: place, message: 'has conditions, which only panels in auto grids can have' });
    const { x, y, width, height } = own;
    return [{ id, gridPos: { x, y, w: width, h: height } }];
  });
  return compacted(placed).map((panel) => ({ id: Number(panel.id), at: gridPosOf(panel) }));
}

function autoPanels(spec: Plain, at: string, reading: Reading): LayoutPanel[] {
  return listOf(spec.items).flatMap((item, index): LayoutPanel[] => {
    const place = `${at}.items[${index}]`;
    const own = plain(plain(item).spec);
    const id = elementId(own, place, reading);
    if (id === undefined) return [];
    const repeat = repeatOf(own);
    if (repeat !== undefined) reading.repeats.set(id, { repeat });
    return [{ id, showWhen: shownWhen(own, place, reading) }];
  });
}

function elementId(item: Plain, at: string, { ids, seen, lost }: Reading): number | undefined {
  const name = textOf(plain(item.element).name);
  const id = ids.get(name);
  if (id === undefined) {
    lost.push({ at, message: `has no panel: there is no element ${JSON.stringify(name)}` });
    return undefined;
  }
  if (seen.has(id)) {
    lost.push({ at, message: `shows the element ${JSON.stringify(name)} a second time` });
    return undefined;
  }
  seen.add(id);
  return id;
}

const widths = ['narrow', 'standard', 'wide'] as const;
const heights = ['short', 'standard', 'tall'] as const;

function gridOf(spec: Plain): Required<AutoGrid> | undefined {
  const { maxColumnCount, columnWidthMode, columnWidth, rowHeightMode, rowHeight, fillScreen } = spec;
  const pixels = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  const size = <Name extends string>(names: readonly Name[], mode: unknown, custom: unknown) =>
    mode === 'custom' ? pixels(custom) : names.find((name) => name === mode);
  const column = size(widths, columnWidthMode, columnWidth);
  const row = size(heights, rowHeightMode, rowHeight);
  return autoGridOf({
    ...(typeof maxColumnCount === 'number' && { maxColumns: maxColumnCount }),
    ...(column !== undefined && { columnWidth: column }),
    ...(row !== undefined && { rowHeight: row }),
    fillScreen: fillScreen === true,
  });
}

function repeatOf({ repeat }: Plain): string | undefined {
  return textOf(plain(repeat).value) || undefined;
}

function shownWhen(spec: Plain, at: string, { lost }: Reading): ShowConditions | undefined {
  const found = conditionsOf(spec.conditionalRendering);
  if (found === undefined || !('reason' in found)) return found;
  lost.push({ at, message: found.reason });
  return undefined;
}

function ownVariables({ variables }: Plain, at: string, { lost }: Reading): void {
  const names = listOf(variables).map((one) => textOf(plain(plain(one).spec).name));
  if (names.length > 0)
    lost.push({ at, message: `has variables of its own (${names.join(', ')}), which only dashboards have` });
}
