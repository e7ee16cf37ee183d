import type { Layout, LayoutSection } from '../grafana/layout.js';
import { panelIds } from '../grafana/v2/dashboard.js';
import { readLayout } from '../grafana/v2/layout.js';
import { type Plain, plain } from '../read/plain.js';
import { differences } from './difference.js';

/**
 * Holds the layout of a dashboard of version v2 against that of the resource which a build writes: tabs, headings, grids,
 * conditions, and where each panel is.
 *
 * @param spec The content of the resource; undefined where there is none.
 */
export function layoutDifferences(
  expected: Layout,
  spec: Plain | undefined,
): { readonly at: string; readonly message: string }[] {
  if (!spec) return [{ at: 'layout', message: 'is missing: no resource of version v2 is built' }];
  const { layout } = readLayout(spec.layout, panelIds(plain(spec.elements)));
  return differences(comparable(expected), comparable(layout), 'layout');
}

function comparable(layout: Layout): unknown {
  return layout.tabs
    ? { tabs: layout.tabs.map((tab) => ({ ...tab, sections: tab.sections.map(comparableSection) })) }
    : { sections: layout.sections.map(comparableSection) };
}

/** Panels of a grid by their ids, for their order in the file says nothing. */
function comparableSection({ row, grid, panels }: LayoutSection): unknown {
  return {
    row,
    grid,
    panels: grid ? panels : Object.fromEntries(panels.map(({ id, ...panel }) => [`panel ${id}`, panel])),
  };
}
