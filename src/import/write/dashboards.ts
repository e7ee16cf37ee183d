import { collectMistakes } from '../../catalog/mistakes.js';
import { grafanaBuilder } from '../../emit/grafana/index.js';
import type { Engine } from '../../engine/index.js';
import { languageOfPlugin } from '../../grafana/index.js';
import * as api from '../../index.js';
import { resolveBundle } from '../../resolve/index.js';
import {
  array,
  type Code,
  call,
  data,
  jsonCode,
  literal,
  type NameCode,
  name,
  namesIn,
  object,
} from '../code/code.js';
import { evaluate } from '../code/evaluate.js';
import { fileName, identifier } from '../code/names.js';
import { printCode } from '../code/print.js';
import { pluginOfReference } from '../grafana/default-sources.js';
import { gridPosOf } from '../grafana/grid.js';
import { remainder } from '../grafana/merge.js';
import {
  normalAnnotation,
  normalDashboard,
  normalPanel,
  normalTarget,
  normalVariable,
} from '../grafana/normal.js';
import { variableQueryForm } from '../grafana/variable-form.js';
import type { SeriesFinder } from '../promql/write.js';
import { isPlain, listOf, type Plain, plain } from '../read/plain.js';
import { annotationCode } from './annotations.js';
import type { Definitions } from './definition.js';
import { panelCode, panelReaders, type QueryRemainders, type ReadPanels, rawPanel } from './panels.js';
import { type QueryContext, sourceCode } from './queries.js';
import type { Signals } from './signals.js';
import type { Sources } from './sources.js';
import { variableCode } from './variables.js';

/** A dashboard of the input, migrated, and how it is written. */
export interface PreparedDashboard {
  readonly file: string;
  readonly at: string;
  readonly uid: string;
  readonly folder?: string | undefined;
  /** As Grafana has it once it is loaded, panels at the places that its grid gives them. */
  readonly target: Plain;
}

export interface DashboardTally {
  readonly uid: string;
  readonly title: string;
  readonly panels: number;
  /** Panels that stand as Grafana's JSON. */
  readonly raw: number;
  /** Values of panels and queries that options say, and those that stand in `json`. */
  readonly typedValues: number;
  readonly jsonValues: number;
}

export interface DashboardWriting {
  readonly definitions: Definitions;
  readonly engine: Engine;
  readonly signals: Signals;
  readonly sources: Sources;
  readonly find: SeriesFinder;
  readonly count: QueryContext['count'];
  /** A file of signals for each dashboard. */
  readonly many: boolean;
}

interface Frame {
  readonly target: Plain;
  readonly uid: string;
  readonly folder: string | undefined;
  readonly context: QueryContext;
  readonly writing: DashboardWriting;
  readonly read: ReadPanels;
  /** Panels that are written as Grafana's JSON, by their numbers. */
  readonly raw: ReadonlySet<number>;
}

interface Remainders {
  readonly panels: ReadonlyMap<number, QueryRemainders>;
  readonly rows: ReadonlyMap<number, Plain | undefined>;
  readonly variables: readonly (Plain | undefined)[];
  readonly annotations: readonly (Plain | undefined)[];
  readonly dashboard: Plain | undefined;
}

/** Writes a dashboard: in options as far as they say what it is, and the rest as data. */
export async function writeDashboard(
  { target, uid, folder }: PreparedDashboard,
  writing: DashboardWriting,
): Promise<{ readonly name: string; readonly file: string; readonly tally: DashboardTally }> {
  const { definitions } = writing;
  const title = textOf(target.title);
  const slug = definitions.uniqueFile(fileName(title, fileName(uid, 'dashboard')));
  const context: QueryContext = {
    ...writing,
    dashboard: target,
    usual: new Set(usualSources(target, writing.sources).map((one) => one.name)),
    signalFile: writing.many ? `signals/${slug}` : 'signals',
  };
  const read = await panelReaders(allPanels(target));
  const raw = refusedPanels(target, context, read, definitions);
  const frame: Frame = { target, uid, folder, context, writing, read, raw };
  const first = dashboardCode(frame, undefined);
  const emitted = await emit(evaluate(first, definitions.scope), definitions);
  const rest = remaindersOf(target, emitted, raw, writing.engine);
  const code = dashboardCode(frame, rest);
  const constant = definitions.unique(identifier(`${title} dashboard`, 'dashboard'));
  const file = `dashboards/${slug}`;
  addParted(definitions, constant, code, file);
  return { name: constant, file, tally: tallyOf(frame, rest) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Of each language, the data source that most queries of a dashboard ask. */
function usualSources(target: Plain, sources: Sources): NameCode[] {
  const counts = new Map<string, Map<string, { readonly code: NameCode; count: number }>>();
  for (const panel of allPanels(target)) {
    for (const one of listOf(panel.targets).map(plain)) {
      const reference = one.datasource ?? panel.datasource;
      const plugin = pluginOfReference(reference, target);
      const language = plugin === undefined ? undefined : languageOfPlugin(plugin);
      const code = sourceCode(reference, { dashboard: target, sources });
      if (language === undefined || code?.kind !== 'name') continue;
      const own = counts.get(language) ?? new Map<string, { code: NameCode; count: number }>();
      counts.set(language, own);
      const known = own.get(code.name) ?? { code, count: 0 };
      known.count++;
      own.set(code.name, known);
    }
  }
  return [...counts.values()].flatMap((own) => {
    const [most] = [...own.values()].sort((a, b) => b.count - a.count);
    return most ? [most.code] : [];
  });
}

/** Panels that a constructor refuses, by their numbers: they are written as Grafana's JSON. */
function refusedPanels(
  target: Plain,
  context: QueryContext,
  read: ReadPanels,
  { scope }: Definitions,
): Set<number> {
  const refused = new Set<number>();
  for (const panel of allPanels(target)) {
    if (panel.type === 'row') continue;
    if (!read(panel)) {
      refused.add(Number(panel.id));
      continue;
    }
    const quiet: QueryContext = { ...context, count: () => undefined };
    try {
      const mistakes = collectMistakes(() => {
        evaluate(panelCode(panel, { x: 0, y: 0 }, quiet, read, undefined), scope);
      });
      if (mistakes.length > 0) refused.add(Number(panel.id));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      refused.add(Number(panel.id));
    }
  }
  return refused;
}

function allPanels(target: Plain): Plain[] {
  return listOf(target.panels)
    .map(plain)
    .flatMap((panel) => [panel, ...listOf(panel.panels).map(plain)]);
}

const cursors = ['off', 'shared', 'tooltip'];

function dashboardCode(frame: Frame, rest: Remainders | undefined): Code {
  const { target, uid, folder, context, writing } = frame;
  const list = listOf(plain(target.templating).list).map(plain);
  const variables = list.map((one, index) =>
    variableCode(one, { ...writing, dashboard: target, usual: context.usual }, rest?.variables[index]),
  );
  const annotations = shownAnnotations(target).map((one, index) =>
    annotationCode(one, { ...context, find: writing.find }, rest?.annotations[index]),
  );
  const time = plain(target.time);
  const sources = [...context.usual].map(name);
  return call(
    'dashboard',
    object(
      {
        uid: literal(uid),
        title: literal(textOf(target.title)),
        description: textOf(target.description) === '' ? undefined : literal(textOf(target.description)),
        tags: data(listOf(target.tags).map(String)),
        folder: folder === undefined || folder === '' ? undefined : literal(folder),
        refresh: literal(textOf(target.refresh)),
        time:
          typeof time.from === 'string' && typeof time.to === 'string'
            ? object({ from: literal(time.from), to: literal(time.to) })
            : undefined,
        timezone: literal(textOf(target.timezone)),
        editable: target.editable === false ? undefined : literal(true),
        crosshair: literal(cursors[Number(target.graphTooltip ?? 0)] ?? 'off'),
        defaults: literal('grafana'),
        source: sources.length === 0 ? undefined : sources.length === 1 ? sources[0] : array(sources),
        variables: variables.length > 0 ? array(variables) : undefined,
        annotations: annotations.length > 0 ? array(annotations) : undefined,
        rows: array(rowsOf(frame, rest)),
        json: rest?.dashboard && jsonCode(rest.dashboard),
      },
      { tall: true },
    ),
  );
}

/** Annotations without the one that every dashboard has. */
function shownAnnotations(target: Plain): Plain[] {
  return listOf(plain(target.annotations).list)
    .map(plain)
    .filter((one) => !(one.builtIn === 1 && one.enable !== false));
}

/** Panels before the first row, and rows with theirs. */
function rowsOf({ target, context, read, raw }: Frame, rest: Remainders | undefined): Code[] {
  const items: Code[] = [];
  let open: { row: Plain; panels: Plain[] } | undefined;
  const panelOf = (panel: Plain, origin: { x: number; y: number }): Code =>
    raw.has(Number(panel.id))
      ? rawPanel(panel, origin)
      : panelCode(panel, origin, context, read, rest ? (rest.panels.get(Number(panel.id)) ?? []) : undefined);
  const close = (): void => {
    if (!open) return;
    const { row, panels } = open;
    const { y } = gridPosOf(row);
    const isCollapsed = row.collapsed === true;
    const inner = [...listOf(row.panels).map(plain), ...(isCollapsed ? [] : panels)];
    items.push(
      rowCode(
        row,
        inner.map((panel) => panelOf(panel, { x: 0, y: y + 1 })),
        rest?.rows.get(Number(row.id)),
      ),
    );
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
      items.push(panelOf(panel, { x: 0, y: gridPosOf(panel).y }));
    } else items.push(panelOf(panel, { x: 0, y: 0 }));
  }
  close();
  return items;
}

function rowCode(row: Plain, panels: readonly Code[], json: Plain | undefined): Code {
  const options = object({
    collapsed: row.collapsed === true ? literal(true) : undefined,
    repeat: textOf(row.repeat) === '' ? undefined : literal(textOf(row.repeat)),
    id: literal(Number(row.id)),
    json: json && jsonCode(json),
  });
  return call('row', literal(textOf(row.title)), array(panels), options);
}

/** What a build makes of a dashboard. */
async function emit(dashboard: unknown, { scope }: Definitions): Promise<Plain> {
  const bundle = api.bundle({
    name: 'import',
    title: 'Import',
    description: 'Import.',
    version: '0.0.0',
    metrics: scope('metrics') as api.AnyCatalog,
    dashboards: [dashboard as api.Dashboard],
  });
  const [built] = [...(await grafanaBuilder(resolveBundle(bundle)))()];
  // As a file has it: the SDK's result carries functions.
  return JSON.parse(JSON.stringify(built?.json ?? {})) as Plain;
}

function remaindersOf(target: Plain, emitted: Plain, raw: ReadonlySet<number>, engine: Engine): Remainders {
  const own = new Map(allPanels(emitted).map((panel) => [Number(panel.id), panel]));
  const panels = new Map<number, QueryRemainders>();
  const rows = new Map<number, Plain | undefined>();
  for (const panel of allPanels(target)) {
    const id = Number(panel.id);
    const made = own.get(id) ?? {};
    if (panel.type === 'row') rows.set(id, rowRemainder(panel, made));
    else if (!raw.has(id)) panels.set(id, queryRemainders(panel, made));
  }
  const list = (dashboard: Plain, key: string): Plain[] => listOf(plain(dashboard[key]).list).map(plain);
  const madeVariables = new Map(list(emitted, 'templating').map((one) => [one.name, one]));
  const madeAnnotations = list(emitted, 'annotations');
  return {
    panels,
    rows,
    variables: list(target, 'templating').map((one) =>
      variableRemainder(one, madeVariables.get(one.name) ?? {}, engine),
    ),
    annotations: shownAnnotations(target).map((one, index) =>
      annotationRemainder(one, madeAnnotations[index] ?? {}),
    ),
    dashboard: dashboardRemainder(target, emitted),
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

function dashboardRemainder(target: Plain, emitted: Plain): Plain | undefined {
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
  return remainder(pick(target), pick(emitted));
}

/** A dashboard that is longer than a file may be is written panel by panel. */
function addParted(definitions: Definitions, constant: string, code: Code, file: string): void {
  const parts = partedPanels(definitions, code, file);
  definitions.add({ name: constant, code: parts, file });
}

/** Lines of a dashboard at most, with those of its imports. */
const mostLines = 220;

/** First panels become constants of their own, then rows and variables too, as far as it takes. */
function partedPanels(definitions: Definitions, code: Code, file: string): Code {
  if (lines(code) <= mostLines) return code;
  const panels = hoisted(code, 'rows', isPanel, (panel) =>
    constantOf(definitions, panel, `${titleIn(panel)} panel`, `${file}-panels`),
  );
  if (lines(panels) <= mostLines) return panels;
  const rows = hoisted(panels, 'rows', isRow, (row) =>
    constantOf(definitions, row, `${rowTitle(row)} row`, `${file}-rows`),
  );
  return hoisted(rows, 'variables', isVariable, (variable) =>
    constantOf(definitions, variable, `${nameIn(variable)} variable`, `${file}-variables`),
  );
}

function constantOf(definitions: Definitions, code: Code, title: string, file: string): Code {
  const constant = definitions.unique(identifier(title, 'part'));
  definitions.add({ name: constant, code, file });
  return name(constant);
}

function lines(code: Code): number {
  return printCode(code).split('\n').length + namesIn(code).size;
}

/** The code with what is meant in one of its options replaced. */
function hoisted(
  code: Code,
  option: string,
  isMeant: (part: Code) => boolean,
  replace: (part: Code) => Code,
): Code {
  const walk = (part: Code): Code => {
    if (isMeant(part)) return replace(part);
    if (part.kind === 'array') return { ...part, items: part.items.map(walk) };
    return part.kind === 'call' ? { ...part, args: part.args.map(walk) } : part;
  };
  const [options] = code.kind === 'call' ? code.args : [];
  if (code.kind !== 'call' || options?.kind !== 'object') return code;
  const entries = options.entries.map(([key, value]) => [key, key === option ? walk(value) : value] as const);
  return { ...code, args: [{ ...options, entries }] };
}

function isCallOf(part: Code, holder: string): boolean {
  return (
    part.kind === 'call' &&
    part.of.kind === 'member' &&
    part.of.of.kind === 'name' &&
    part.of.of.name === holder
  );
}
const isPanel = (part: Code): boolean => isCallOf(part, 'panel');
const isVariable = (part: Code): boolean => isCallOf(part, 'variable');
const isRow = (part: Code): boolean =>
  part.kind === 'call' && part.of.kind === 'name' && part.of.name === 'row';

function rowTitle(row: Code): string {
  const [title] = row.kind === 'call' ? row.args : [];
  return title?.kind === 'literal' ? String(title.value) : '';
}

function nameIn(variable: Code): string {
  return textOption(variable, 'name');
}

function titleIn(panel: Code): string {
  return textOption(panel, 'title');
}

function textOption(code: Code, option: string): string {
  const [options] = code.kind === 'call' ? code.args : [];
  const value = options?.kind === 'object' ? options.entries.find(([key]) => key === option)?.[1] : undefined;
  return value?.kind === 'literal' ? String(value.value) : '';
}

function tallyOf({ target, uid, read, raw }: Frame, rest: Remainders): DashboardTally {
  const panels = allPanels(target).filter(({ type }) => type !== 'row');
  let typed = 0;
  let json = 0;
  for (const panel of panels) {
    const id = Number(panel.id);
    const found = raw.has(id) ? undefined : read(panel);
    const targets = listOf(panel.targets).map((one) => values(normalTarget(plain(one), panel.datasource)));
    const asked = targets.reduce((sum, one) => sum + one, 0);
    if (!found) {
      json += values(normalPanel(panel));
      continue;
    }
    const left = (rest.panels.get(id) ?? []).reduce((sum, one) => sum + values(one), 0);
    typed += found.settings.options + Math.max(0, asked - left);
    json += found.settings.json + left;
  }
  return {
    uid,
    title: textOf(target.title),
    panels: panels.length,
    raw: raw.size,
    typedValues: typed,
    jsonValues: json,
  };
}

/** Single values in plain data. */
function values(data_: unknown): number {
  if (Array.isArray(data_)) return data_.reduce((sum: number, one) => sum + values(one), 0);
  if (isPlain(data_)) return Object.values(data_).reduce((sum: number, one) => sum + values(one), 0);
  return data_ === undefined ? 0 : 1;
}
