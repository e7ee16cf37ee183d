import type { Engine } from '../engine/index.js';
import type { MetricDescription } from '../observed/index.js';
import { inferCatalog, metricsIn, type WantedMetrics } from './catalog/infer.js';
import type { UsedExpression } from './catalog/settle.js';
import { prepareGroups, recordedIn, usedInAlerts } from './groups.js';
import type { Input } from './model.js';
import type { Note } from './note.js';
import { prepareObjectives, writeObjectives } from './objectives/write.js';
import { expressionsOf, prepareDashboards } from './prepare-dashboards.js';
import { ImportMistake, type Problem } from './problems.js';
import type { RawExpression } from './promql/write.js';
import { type MadeRouting, makeRouting } from './routing/index.js';
import { tableOfContents } from './table-of-contents.js';
import { writeDashboards } from './write/all-dashboards.js';
import type { PreparedDashboard } from './write/dashboard-frame.js';
import type { DashboardTally } from './write/dashboard-tally.js';
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
  readonly raw: readonly RawExpression[];
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
 * @throws ImportMistake for what cannot be in one bundle
 */
export async function makeBundle(
  input: Input,
  { name, engine, describe, progress = () => undefined }: MakeOptions,
): Promise<MadeBundle> {
  const { dashboards, problems, notes } = prepareDashboards(input);
  refuse(problems);
  const groups = prepareGroups(input, engine);
  const promql = groups.filter(({ group }) => group.language === 'promql');
  const rules = promql.flatMap((group) => group.rules);
  const { prepared: objectives, problems: unread } = prepareObjectives(input.objectives.objectives, engine);
  refuse(unread);

  const used: readonly UsedExpression[] = [
    ...objectives.flatMap(({ queries }) => queries.flatMap(({ ast }) => (ast ? [{ ast, labels: [] }] : []))),
    ...dashboards.flatMap((dashboard) => expressionsOf(dashboard, engine)),
    ...usedInAlerts(rules, engine),
  ];
  const recorded = recordedIn(rules);
  const described = await describe?.(metricsIn(used, recorded));
  const catalog = inferCatalog(used, recorded, described);

  const definitions = new Definitions();
  definitions.provide('metrics', catalogValue(catalog));
  const writer = new RuleWriter(definitions, engine);
  const find = (series: string) => writer.recorded.get(series) ?? seriesCode(catalog, series);
  const signals = new Signals(definitions, find, engine);
  writer.recordings(promql, signals, catalog.recorded);
  const writing = { definitions, engine, signals, sources: new Sources(definitions), find };
  const written = await writeDashboards(dashboards, writing, progress);
  writer.alerts(promql, signals);
  const logs = writeLogRules(
    groups.filter(({ group }) => group.language === 'logql'),
    definitions,
  );
  const slos = writeObjectives(objectives, { definitions, signals });
  refuse(slos.problems);
  const routing = makeRouting(input.routings, definitions, writer.alertConstants, {
    alerting: groups.length + objectives.length > 0,
  });
  refuse(routing?.problems ?? []);

  const files = filesOf(definitions.all);
  const contents = tableOfContents(name, {
    input,
    files,
    prepared: dashboards,
    dashboards: written.names,
    routing,
    logGroups: logs.groups,
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
      dashboards: written.tallies,
      expressions: {
        all: tally.rules + written.expressions.all,
        typed: tally.typed + written.expressions.typed,
      },
      raw: [...tally.raw, ...written.raw],
    },
  };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ImportMistake(problems);
}
