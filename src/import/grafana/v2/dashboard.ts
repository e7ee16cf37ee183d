import { isPlain, listOf, type Plain, plain, textOf } from '../../read/plain.js';
import type { Layout, Lost } from '../layout.js';
import { currentSchema } from '../migrate/index.js';
import { classicAnnotation } from './annotations.js';
import { classicPanel } from './elements.js';
import { readLayout } from './layout.js';
import { present } from './pieces.js';
import { classicVariable } from './variables.js';

/** A dashboard of version v2 as a classic one, with its layout beside it. */
export interface ReadV2 {
  readonly json: Plain;
  readonly layout: Layout;
  readonly lost: readonly Lost[];
}

const cursors: Readonly<Record<string, number>> = { Off: 0, Crosshair: 1, Tooltip: 2 };

/** Whether it is the content of a dashboard of v2alpha1, v2beta1, v2 or another version like them. */
export function isV2({ elements, layout }: Plain): boolean {
  return isPlain(elements) && isPlain(layout);
}

/**
 * A dashboard of version v2 as Grafana's own conversion makes a classic one of it
 * (apps/dashboard/pkg/migration/conversion), but for the layout: tabs, auto grids and conditions stay what they are.
 */
export function readV2(spec: Plain): ReadV2 {
  const lost: Lost[] = [];
  const ids = panelIds(plain(spec.elements));
  const { layout, lost: ofLayout, repeats } = readLayout(spec.layout, ids);
  const shown = new Set(panelsOfLayout(layout));
  const panels = [...ids].flatMap(([name, id]): Plain[] => {
    const at = `elements.${name}`;
    const panel = classicPanel(plain(spec.elements)[name], id);
    if (!panel) {
      lost.push({ at, message: 'is not of a panel kind' });
      return [];
    }
    // Nobody sees what the layout does not name.
    return shown.has(id) ? [{ ...panel, ...repeats.get(id) }] : [];
  });
  for (const [index, variable] of listOf(spec.variables).entries())
    if (!classicVariable(variable))
      lost.push({
        at: `variables[${index}]`,
        message: `is a variable of the kind ${textOf(plain(variable).kind)}`,
      });
  const { title, description, tags, editable, liveNow, revision, preload, links } = spec;
  return {
    json: present({
      title: textOf(title),
      description,
      tags,
      editable,
      liveNow,
      revision,
      preload,
      links,
      graphTooltip: cursors[textOf(spec.cursorSync)] ?? 0,
      ...timeOf(plain(spec.timeSettings)),
      templating: { list: listOf(spec.variables).flatMap((one) => classicVariable(one) ?? []) },
      annotations: { list: listOf(spec.annotations).map(classicAnnotation) },
      panels,
      schemaVersion: currentSchema,
    }),
    layout,
    lost: [...lost, ...ofLayout],
  };
}

function timeOf(settings: Plain): Plain {
  const { from, to, timezone, autoRefresh, weekStart, fiscalYearStartMonth } = settings;
  const { autoRefreshIntervals, quickRanges, hideTimepicker, nowDelay } = settings;
  return present({
    time: present({ from, to }),
    timezone,
    refresh: autoRefresh,
    weekStart,
    fiscalYearStartMonth,
    timepicker: present({
      refresh_intervals: autoRefreshIntervals,
      quick_ranges: quickRanges,
      hidden: hideTimepicker,
      nowDelay,
    }),
  });
}

/** The ids of panels by the names of their elements; one that has none, or that of another, gets the next. */
export function panelIds(elements: Plain): Map<string, number> {
  const ids = new Map<string, number>();
  const given = Object.entries(elements).map(
    ([name, element]) => [name, plain(plain(element).spec).id] as const,
  );
  const isId = (id: unknown): id is number =>
    typeof id === 'number' && Number.isInteger(id) && id > 0 && id < 2 ** 31;
  const taken = new Set<number>();
  let most = given.reduce((largest, [, id]) => (isId(id) ? Math.max(largest, id) : largest), 0);
  for (const [name, id] of given) {
    const own = isId(id) && !taken.has(id) ? id : ++most;
    taken.add(own);
    ids.set(name, own);
  }
  return ids;
}

function panelsOfLayout(layout: Layout): number[] {
  const sections = layout.tabs ? layout.tabs.flatMap((tab) => tab.sections) : layout.sections;
  return sections.flatMap(({ panels }) => panels.map(({ id }) => id));
}
