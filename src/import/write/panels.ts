import {
  type PanelReader,
  type PanelType,
  panelReader,
  panelTypes,
  type Reading,
  type ReadPanel,
  refIdAt,
  typeOfPlugin,
} from '../../grafana/index.js';
import {
  array,
  type Code,
  call,
  data,
  jsonCode,
  literal,
  member,
  name,
  object,
  textCode,
} from '../code/code.js';
import { type GridPos, gridPosOf } from '../grafana/grid.js';
import { listOf, type Plain, plain, textOf } from '../read/plain.js';
import { type QueryContext, queryCode } from './queries.js';

/** Reads panels as options; undefined for those of a plugin that has no function. */
export type ReadPanels = (panel: Plain) => ReadPanel | undefined;

/** Prepares what reads the panels of a dashboard. */
export async function panelReaders(panels: readonly Plain[], reading?: Reading): Promise<ReadPanels> {
  const readers = new Map<unknown, PanelReader>();
  for (const { type } of panels) {
    const known = typeOfPlugin(type);
    if (known !== undefined && !readers.has(type)) readers.set(type, await panelReader(known, reading));
  }
  return (panel) => readers.get(panel.type)?.(panel, listOf(panel.targets).length);
}

/** What is left of the queries of a panel that their options do not say, by their positions. */
export type QueryRemainders = readonly (Plain | undefined)[];

/** Options of a panel that say where it is, or when it is shown. */
export type PanelPlace = Readonly<Record<string, Code | undefined>>;

/**
 * A panel as code.
 *
 * @param rest Undefined at first, when it is to be found out.
 */
export function panelCode(
  panel: Plain,
  place: PanelPlace,
  context: QueryContext,
  read: ReadPanels,
  rest: QueryRemainders | undefined,
): Code {
  const found = read(panel);
  const format = (found && panelTypes[found.type].format) ?? 'time_series';
  const queries = queryCodes(panel, context, format, rest);
  if (!found || !queries) return rawPanel(panel, place);
  const { title, description, ...said } = found.options;
  // The unit of a signal would be that of the panel.
  const own = said.unit === undefined && hasUnit(found.type) ? { unit: 'none', ...said } : said;
  const options = object(
    {
      title: data(title ?? ''),
      description: description === undefined ? undefined : data(description),
      show: queries.length === 0 ? undefined : queries.length === 1 ? queries[0] : array(queries),
      ...place,
      id: literal(Number(panel.id)),
      // A table of several queries would have transformations of ours.
      transformations: panelTypes[found.type].format === 'table' ? array([]) : undefined,
      ...Object.fromEntries(Object.entries(own).map(([key, value]) => [key, data(value)])),
      json: found.json && jsonCode(found.json),
    },
    { tall: true },
  );
  return call(member(name('panel'), found.type), options);
}

/** The form in which panels of a type take samples; undefined for time series. */
export function panelFormat(type: PanelType): string | undefined {
  return panelTypes[type].format;
}

export { refIdAt };

function hasUnit(type: PanelType): boolean {
  return Object.hasOwn(panelTypes[type].shapes, 'unit');
}

function queryCodes(
  panel: Plain,
  context: QueryContext,
  format: string,
  rest: QueryRemainders | undefined,
): Code[] | undefined {
  const targets = listOf(panel.targets).map(plain);
  const codes: Code[] = [];
  const inOrder = targets.every(({ refId }, index) => refId === refIdAt(index));
  for (const [index, target] of targets.entries()) {
    const code = queryCode(
      target,
      panel.datasource,
      context,
      {
        panelTitle: textOf(panel.title),
        several: targets.length > 1,
        at: textOf(panel.title),
        inOrder,
        format,
      },
      rest?.[index],
      rest === undefined,
    );
    if (!code) return undefined;
    codes.push(code);
  }
  return codes;
}

/** A panel of a plugin that has no function of its own, as Grafana's JSON. */
export function rawPanel(panel: Plain, { showWhen: _, ...place }: PanelPlace): Code {
  const { id: _id, title, gridPos: _pos, description, repeat, ...json } = panel;
  return call(
    member(name('panel'), 'raw'),
    object(
      {
        title: literal(textOf(title)),
        description: textCode(description),
        ...place,
        id: literal(Number(panel.id)),
        repeat: textCode(repeat),
        json: data(json),
      },
      { tall: true },
    ),
  );
}

/** Where a panel is. @param origin The corner of the space that it is placed in */
export function placeCode(panel: Plain, origin: Pick<GridPos, 'x' | 'y'>): PanelPlace {
  const { x, y, w, h } = gridPosOf(panel);
  return {
    at: object({ x: literal(x - origin.x), y: literal(y - origin.y) }),
    width: literal(w),
    height: literal(h),
  };
}
