import { grafanaBuilder } from '../../emit/grafana/index.js';
import type { Engine } from '../../engine/index.js';
import * as api from '../../index.js';
import { resolveBundle } from '../../resolve/index.js';
import { allPanels } from '../grafana/all-panels.js';
import { remainder } from '../grafana/merge.js';
import { normalAnnotation, normalDashboard } from '../grafana/normal.js';
import { normalPanel, normalTarget } from '../grafana/normal-panel.js';
import { normalVariable } from '../grafana/normal-variable.js';
import { variableQueryForm } from '../grafana/variable-form.js';
import { jsonCopy, listOf, type Plain, plain } from '../read/plain.js';
import { shownAnnotations } from './dashboard-frame.js';
import type { Definitions } from './definition.js';
import type { QueryRemainders } from './panels.js';

/** What no option of a dashboard and its parts covers: it goes to their `json`. */
export interface Remainders {
  readonly panels: ReadonlyMap<number, QueryRemainders>;
  readonly rows: ReadonlyMap<number, Plain | undefined>;
  readonly variables: readonly (Plain | undefined)[];
  readonly annotations: readonly (Plain | undefined)[];
  readonly dashboard: Plain | undefined;
}

/** What a build makes of a dashboard. */
export async function builtOf(dashboard: unknown, { scope }: Definitions): Promise<Plain> {
  const bundle = api.bundle({
    name: 'import',
    title: 'Import',
    description: 'Import.',
    version: '0.0.0',
    metrics: scope('metrics') as api.AnyCatalog,
    dashboards: [dashboard as api.Dashboard],
  });
  const [one] = [...(await grafanaBuilder(resolveBundle(bundle)))()];
  // As a file has it: the SDK's result carries functions.
  return plain(jsonCopy(one?.json ?? {}));
}

/** Where a dashboard as it is to be differs from what a build makes of its options. */
export function remaindersOf(
  target: Plain,
  built: Plain,
  raw: ReadonlySet<number>,
  engine: Engine,
): Remainders {
  const own = new Map(allPanels(built).map((panel) => [Number(panel.id), panel]));
  const panels = new Map<number, QueryRemainders>();
  const rows = new Map<number, Plain | undefined>();
  for (const panel of allPanels(target)) {
    const id = Number(panel.id);
    const made = own.get(id) ?? {};
    if (panel.type === 'row') rows.set(id, rowRemainder(panel, made));
    else if (!raw.has(id)) panels.set(id, queryRemainders(panel, made));
  }
  const list = (dashboard: Plain, key: string): Plain[] => listOf(plain(dashboard[key]).list).map(plain);
  const madeVariables = new Map(list(built, 'templating').map((one) => [one.name, one]));
  const madeAnnotations = list(built, 'annotations');
  return {
    panels,
    rows,
    variables: list(target, 'templating').map((one) =>
      variableRemainder(one, madeVariables.get(one.name) ?? {}, engine),
    ),
    annotations: shownAnnotations(target).map((one, index) =>
      annotationRemainder(one, madeAnnotations[index] ?? {}),
    ),
    dashboard: dashboardRemainder(target, built),
  };
}

function rowRemainder(row: Plain, made: Plain): Plain | undefined {
  const { panels: _, gridPos: _pos, ...wanted } = normalPanel(row);
  const { panels: _made, gridPos: _madePos, ...actual } = normalPanel(made);
  return remainder(wanted, actual);
}

function queryRemainders(panel: Plain, made: Plain): QueryRemainders {
  const madeTargets = listOf(made.targets).map(plain);
  return listOf(panel.targets).map((one, index) => {
    const { expr: _expr, datasource: _source, ...wanted } = normalTarget(plain(one), panel.datasource);
    const {
      expr: _madeExpr,
      datasource: _madeSource,
      ...actual
    } = normalTarget(madeTargets[index] ?? {}, made.datasource);
    return remainder(wanted, actual);
  });
}

function variableRemainder(variable: Plain, made: Plain, engine: Engine): Plain | undefined {
  const form = (one: Plain): Plain => {
    const normal = normalVariable(one);
    const { query } = normal;
    return one.type === 'query' && typeof query === 'string'
      ? { ...normal, query: variableQueryForm(query, engine) }
      : normal;
  };
  const rest = remainder(form(variable), form(made));
  return restored(rest, variable, { chosen: 'current', query: 'query', datasource: 'datasource' });
}

function annotationRemainder(annotation: Plain, made: Plain): Plain | undefined {
  const rest = remainder(normalAnnotation(annotation), normalAnnotation(made));
  return restored(rest, annotation, { datasource: 'datasource', expr: undefined });
}

/** Keys of a normal form that stand for others: the value is that of the input. */
function restored(
  rest: Plain | undefined,
  input: Plain,
  keys: Readonly<Record<string, string | undefined>>,
): Plain | undefined {
  if (!rest) return undefined;
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(rest)) {
    if (!Object.hasOwn(keys, key)) result[key] = value;
    else {
      const original = keys[key];
      if (original !== undefined) result[original] = input[original] ?? null;
    }
  }
  return Object.keys(result).length > 0 ? result : undefined;
}

function dashboardRemainder(target: Plain, built: Plain): Plain | undefined {
  const pick = (dashboard: Plain): Plain => {
    const {
      uid: _uid,
      panels: _panels,
      templating: _variables,
      annotations: _annotations,
      ...own
    } = normalDashboard(dashboard);
    return own;
  };
  return remainder(pick(target), pick(built));
}
