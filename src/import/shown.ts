import type { Engine } from '../engine/index.js';
import { Mistake } from '../errors/mistake.js';
import { inferCatalog } from './catalog/infer.js';
import type { ImportedMetric } from './catalog/model.js';
import { expressionsOf, prepareDashboards } from './prepare-dashboards.js';
import { type Problem, problemText } from './problems.js';
import { prepareExpressions } from './promql/prepare.js';
import { readDocuments } from './read/documents.js';
import { readFiles } from './read/files.js';
import { readInput } from './read/kinds.js';

/** Files that hold no dashboard that can be shown. */
class DashboardFileError extends Mistake {}

/** Dashboards of files as Grafana has them once they are loaded, with the metrics that they ask for. */
export interface ReadDashboards {
  readonly dashboards: readonly {
    readonly uid: string;
    readonly file: string;
    readonly folder: string | undefined;
    /** Classic JSON of the newest schema. */
    readonly json: Readonly<Record<string, unknown>>;
  }[];
  /** Guessed from the queries: types, units, labels and their values. */
  readonly metrics: readonly ImportedMetric[];
  /** Labels that every series has from its scrape. */
  readonly targetLabels: readonly string[];
  /** Recording rules of the files. */
  readonly records: readonly {
    readonly record: string;
    readonly expr: string;
    readonly labels: Readonly<Record<string, string>>;
  }[];
}

/**
 * Reads dashboards of any schema to show them as they are; nothing becomes a definition. Two of one uid get two.
 *
 * @throws DashboardFileError for files that cannot be read, or that hold no dashboard
 */
export function readDashboards(paths: readonly string[], engine: Engine): ReadDashboards {
  const { files, problems } = readFiles(paths);
  const documents = files.flatMap(({ file, text }) => {
    const read = readDocuments(file, text);
    problems.push(...read.problems);
    return read.documents;
  });
  const { input, problems: found } = readInput(documents, engine);
  refuse([...problems, ...found]);
  const { dashboards } = prepareDashboards(input);
  if (dashboards.length === 0)
    refuse([
      {
        file: paths.join(', '),
        message: 'has no dashboard: expected JSON with `panels`, as Grafana exports it',
      },
    ]);
  const rules = input.groups.filter(({ language }) => language === 'promql').flatMap((group) => group.rules);
  const records = rules.flatMap(({ record, expr, labels = {} }) =>
    record === undefined ? [] : [{ record, expr, labels }],
  );
  const prepared = prepareExpressions(
    records.map(({ expr }) => expr),
    engine,
  );
  const catalog = inferCatalog(
    dashboards.flatMap((dashboard) => expressionsOf(dashboard, engine)),
    records.map(({ record }, index) => ({ record, ast: prepared[index]?.ast })),
  );
  const taken = new Map<string, number>();
  return {
    dashboards: dashboards.map(({ uid, file, folder, target }) => {
      const before = taken.get(uid) ?? 0;
      taken.set(uid, before + 1);
      return { uid: before === 0 ? uid : `${uid}-${before + 1}`, file, folder, json: target };
    }),
    metrics: catalog.metrics,
    targetLabels: catalog.targetLabels,
    records,
  };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, 20).map((problem) => `\n  ${problemText(problem)}`);
  throw new DashboardFileError(`there is nothing to show:${shown.join('')}`);
}
