import {
  choice,
  chosenBy,
  flag,
  options as optionsOf,
  type Problem,
  quoted,
  type Shape,
  whole,
  within,
} from '../../catalog/shape/index.js';
import { isList, isRecord } from '../../plain.js';

/**
 * Grafana's auto grid: panels of equal size, as many per row as fit. Only dashboards of version v2 have it; in others
 * the panels are placed in a grid of `maxColumns` columns.
 */
export interface AutoGrid {
  /** Maximum number of columns: 1 to 10. @default 3 */
  readonly maxColumns?: number;
  /** Minimum width of a column: 192, 448 or 768 pixels, or a number of pixels. @default standard */
  readonly columnWidth?: 'narrow' | 'standard' | 'wide' | number;
  /** Height of a row: 168, 320 or 512 pixels, or a number of pixels. @default standard */
  readonly rowHeight?: 'short' | 'standard' | 'tall' | number;
  /** Makes rows higher to fill the screen. @default false */
  readonly fillScreen?: boolean;
}

const grid = optionsOf<AutoGrid>({
  maxColumns: whole(1, 10),
  columnWidth: chosenBy((value) =>
    typeof value === 'number' ? whole(50, 10_000) : choice('narrow', 'standard', 'wide'),
  ),
  rowHeight: chosenBy((value) =>
    typeof value === 'number' ? whole(50, 10_000) : choice('short', 'standard', 'tall'),
  ),
  fillScreen: flag,
});
export const autoGridShape: Shape = chosenBy((value) => (isRecord(value) ? grid : flag));

/** An auto grid with defaults for missing options. */
export function autoGridOf(given: boolean | AutoGrid | undefined): Required<AutoGrid> | undefined {
  if (given === undefined || given === false) return undefined;
  const {
    maxColumns = 3,
    columnWidth = 'standard',
    rowHeight = 'standard',
    fillScreen = false,
  } = given === true ? {} : given;
  return { maxColumns, columnWidth, rowHeight, fillScreen };
}

/** What items of an auto grid say of their place, which follows from the grid alone. */
export function placedInAutoGrid(
  { autoGrid, ...options }: Readonly<Record<string, unknown>>,
  list: 'panels' | 'rows',
): readonly Problem[] {
  const items = options[list];
  if (autoGrid === undefined || autoGrid === false || !isList(items)) return [];
  return items.flatMap((item, index): readonly Problem[] => {
    if (!isRecord(item)) return [];
    if (item.type === 'column')
      return within(list, within(`[${index}]`, [problem('', 'is a column', 'panels alone')]));
    const given = isRecord(item.options) ? item.options : {};
    return ['width', 'height', 'at']
      .filter((name) => given[name] !== undefined)
      .flatMap((name) =>
        within(
          list,
          within(`[${index}]`, [
            problem(
              name,
              `is set on ${quoted(String(given.title))}, and autoGrid gives all panels one size`,
              `no ${name}, or no autoGrid`,
            ),
          ]),
        ),
      );
  });
}

function problem(at: string, message: string, expected: string): Problem {
  return { at, message, expected, fatal: false };
}
