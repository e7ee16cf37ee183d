import type { Engine } from '../engine/index.js';
import { Mistake } from '../errors/mistake.js';
import type { MetricDescription } from '../observed/index.js';
import { inferCatalog, metricsIn, type WantedMetrics } from './catalog/infer.js';
import type { RecordedSeries, UsedExpression } from './catalog/settle.js';
import { queriesInTexts } from './catalog/used-in-texts.js';
import { data, literal, object } from './code/code.js';
import type { Input } from './model.js';
import type { Note } from './note.js';
import { prepareObjectives, writeObjectives } from './objectives/write.js';
import { expressionsOf, prepareDashboards } from './prepare-dashboards.js';
import { ImportMistake, type Problem } from './problems.js';
import { prepareExpressions } from './promql/prepare.js';
import { type MadeRouting, makeRouting } from './routing/index.js';
import { bundleFiles } from './write/bundle.js';
import type { PreparedDashboard } from './write/dashboard-frame.js';
import type { DashboardTally } from './write/dashboard-tally.js';
import { writeDashboard } from './write/dashboards.js';
import { Definitions } from './write/definition.js';
import { filesOf, type SourceFile } from './write/files.js';
import { writeLogRules } from './write/log-rules.js';
import { catalogValue, metricsFiles, seriesCode } from './write/metrics.js';
import { type PreparedGroup, RuleWriter } from './write/rules.js';
import { Signals } from './write/signals.js';
import { Sources } from './write/sources.js';

/** A bundle made of an input, not yet written. */
export interface MadeBundle {
  readonly files: readonly SourceFile[];
  readonly groups: readonly PreparedGroup[];
  readonly dashboards: readonly PreparedDashboard[];
  readonly routing: MadeRouting | undefined;
  readonly tally: Tally;
  readonly notes: readonly Note[];
}

/** How much of the input became typed. */
export interface Tally {
  readonly metrics: number;
  readonly signals: number;
  readonly alerts: number;
  readonly recordingRules: number;
  readonly logRules: number;
  readonly objectives: number;
  readonly routes: number;
  readonly receivers: number;
  readonly expressions: { readonly all: number; readonly typed: number };
  readonly dashboards: readonly DashboardTally[];
  /** Expressions that stand as PromQL text, and why. */
  readonly raw: readonly { readonly at: string; readonly expr: string; readonly reason: string }[];
}

/** What exporters or a server say of metrics, by name; asked for those that the input reads. */
export type DescribeMetrics = (wanted: WantedMetrics) => Promise<ReadonlyMap<string, MetricDescription>>;

export interface MakeOptions {
  readonly name: string;
  readonly engine: Engine;
  readonly progress?: (text: string) => void;
  readonly describe?: DescribeMetrics | undefined;
}

/**
 * Makes a bundle of what has been read. The same input gives the same bytes.
 *
 * @throws ImportMistake for dashboards that cannot be in one bundle
 */
export async function makeBundle(
  input: Input,
  { name, engine, describe, progress = () => undefined }: MakeOptions,
): Promise<MadeBundle> {
  const { dashboards, problems, notes } = prepareDashboards(input);
  if (problems.length > 0) throw new ImportMistake(problems);
  const groups = prepareGroups(input, engine);
  const promql = groups.filter(({ group }) => group.language === 'promql');
  const rules = promql.flatMap((group) => group.rules);
  const { prepared: objectives, problems: unread } = prepareObjectives(input.objectives.objectives, engine);
  if (unread.length > 0) throw new ImportMistake(unread);
  const used: readonly UsedExpression[] = [
    ...objectives.flatMap(({ queries }) => queries.flatMap(({ ast }) => (ast ? [{ ast, labels: [] }] : []))),
    ...dashboards.flatMap((dashboard) => expressionsOf(dashboard, engine)),
    ...rules.flatMap(({ rule, prepared }) =>
      rule.record === undefined && prepared.ast
        ? [{ ast: prepared.ast, labels: labelsInTexts(rule.annotations) }]
        : [],
    ),
    ...queriesInTexts(
      rules.flatMap(({ rule }) =>
        rule.record === undefined ? [...Object.values(rule.annotations), ...Object.values(rule.labels)] : [],
      ),
      engine,
    ),
  ];
  const recorded: readonly RecordedSeries[] = rules.flatMap(({ rule, prepared }) =>
    rule.record === undefined ? [] : [{ record: rule.record, ast: prepared.ast }],
  );
  const described = await describe?.(metricsIn(used, recorded));
  const catalog = inferCatalog(used, recorded, described);
  const definitions = new Definitions();
  definitions.provide('metrics', catalogValue(catalog));
  const writer = new RuleWriter(definitions, engine);
  const find = (series: string) => writer.recorded.get(series) ?? seriesCode(catalog, series);
  const signals = new Signals(definitions, find, engine);
  writer.recordings(promql, signals, catalog.recorded);
  const sources = new Sources(definitions);
  const written: { name: string; file: string; tally: DashboardTally }[] = [];
  const queries = { all: 0, typed: 0 };
  const raw: Tally['raw'][number][] = [];
  const refused: Problem[] = [];
  for (const dashboard of dashboards) {
    progress(`writing ${String(dashboard.target.title ?? '')}`);
    try {
      written.push(
        await writeDashboard(dashboard, {
          definitions,
          engine,
          signals,
          sources,
          find,
          many: dashboards.length > 1,
          count: ({ typed, expr, reason = '', at }) => {
            queries.all++;
            if (typed) queries.typed++;
            else raw.push({ at: `${dashboard.uid}: ${at}`, expr, reason });
          },
        }),
      );
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      const { file, at } = dashboard;
      refused.push({ file, at, message: `cannot be a definition: ${error.message}` });
    }
  }
  if (refused.length > 0) throw new ImportMistake(refused);
  writer.alerts(promql, signals);
  const logs = writeLogRules(
    groups.filter(({ group }) => group.language === 'logql'),
    definitions,
  );
  const slos = writeObjectives(objectives, { definitions, signals });
  if (slos.problems.length > 0) throw new ImportMistake(slos.problems);
  const routing = makeRouting(input.routings, definitions, writer.alertConstants, {
    alerting: groups.length + objectives.length > 0,
  });
  if (routing && routing.problems.length > 0) throw new ImportMistake(routing.problems);
  const files = filesOf(definitions.all);
  const paths = files.map(({ path }) => path.replace(/\.ts$/, ''));
  const contents = bundleFiles({
    name,
    title: titleOf(name),
    description: `${titleOf(name)}: ${partsOf(input).join(' and ')}.`,
    files: paths,
    dashboards: written.map((one) => ({ name: one.name, file: fileOf(files, one.name) })),
    routing: routing && { name: routing.name, file: fileOf(files, routing.name) },
    logGroups: logs.groups,
    options: {
      identity: routing?.namespace === undefined ? literal('none') : data({ namespace: routing.namespace }),
      // Tabs, auto grids and conditions are in resources of that version alone.
      ...(dashboards.some(({ layout }) => layout) && {
        grafanaResources: object({ version: literal('v2') }),
      }),
    },
  });
  const { tally } = writer;
  return {
    files: [...contents, ...metricsFiles(catalog), ...files, ...slos.runbooks, ...(routing?.templates ?? [])],
    groups,
    dashboards,
    notes: [
      ...(input.notes ?? []),
      ...notes,
      ...(routing?.notes ?? []),
      ...input.objectives.notes,
      ...input.objectives.lost,
    ],
    routing,
    tally: {
      metrics: catalog.metrics.length,
      signals: definitions.all.filter(({ file }) => file.startsWith('signals')).length,
      alerts: writer.alertNames.length,
      recordingRules: writer.recordNames.length,
      logRules: logs.rules,
      objectives: objectives.length,
      routes: routing?.routes ?? 0,
      receivers: routing?.read.receivers.length ?? 0,
      dashboards: written.map((one) => one.tally),
      expressions: { all: tally.rules + queries.all, typed: tally.typed + queries.typed },
      raw: [...tally.raw, ...raw],
    },
  };
}

/** The file that exports a definition, without ending. */
function fileOf(files: readonly SourceFile[], name: string): string {
  const found = files.find(
    ({ text }) => text.includes(`\nexport const ${name} =`) || text.startsWith(`export const ${name} =`),
  );
  return found?.path.replace(/\.ts$/, '') ?? '';
}

/** What the input has, in the words of a description. */
function partsOf({ dashboards, groups, routings, objectives }: Input): string[] {
  const parts = [
    ...(dashboards.length > 0 ? ['dashboards'] : []),
    ...(groups.length > 0 ? ['rules'] : []),
    ...(objectives.objectives.length > 0 ? ['objectives'] : []),
    ...(routings.length > 0 ? ['routes'] : []),
  ];
  return parts.length > 2 ? [parts.slice(0, -1).join(', '), ...parts.slice(-1)] : parts;
}

function titleOf(name: string): string {
  const text = name.replaceAll(/[_-]+/g, ' ').trim();
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** Groups with their expressions read; a name that two files have gets a number. */
function prepareGroups({ groups }: Input, engine: Engine): PreparedGroup[] {
  const texts = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
  const prepared = prepareExpressions(texts, engine);
  const taken = new Set<string>();
  let next = 0;
  return groups.map((group) => {
    let name = group.name;
    for (let number = 2; taken.has(name); number++) name = `${group.name}-${number}`;
    taken.add(name);
    const rules = group.rules.map((rule) => {
      const one = prepared[next++];
      if (!one) throw new Error('an expression has not been read');
      return { rule, prepared: one };
    });
    return { group, name, rules };
  });
}

/** Labels that the texts of an alert name. */
function labelsInTexts(texts: Readonly<Record<string, string>>): string[] {
  const all = Object.values(texts).join('\n');
  return [...all.matchAll(/\$labels\.(\w+)|\.Labels\.(\w+)/g)].map(
    ([, plain, dotted]) => plain ?? dotted ?? '',
  );
}
