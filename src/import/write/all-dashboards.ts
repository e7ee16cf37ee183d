import { Mistake } from '../../errors/mistake.js';
import { ImportMistake, type Problem } from '../problems.js';
import type { RawExpression } from '../promql/write.js';
import type { DashboardWriting, PreparedDashboard } from './dashboard-frame.js';
import type { DashboardTally } from './dashboard-tally.js';
import { writeDashboard } from './dashboards.js';

interface WrittenDashboards {
  /** The constants of the dashboards. */
  readonly names: readonly string[];
  readonly tallies: readonly DashboardTally[];
  /** How many expressions there are, how many of them are typed, and the others. */
  readonly expressions: { readonly all: number; readonly typed: number };
  readonly raw: readonly RawExpression[];
}

/**
 * Writes dashboards, one after the other: what one calls a signal, the next reuses.
 *
 * @throws ImportMistake for dashboards that no definition can have
 */
export async function writeDashboards(
  dashboards: readonly PreparedDashboard[],
  writing: Omit<DashboardWriting, 'many' | 'count'>,
  progress: (text: string) => void,
): Promise<WrittenDashboards> {
  const names: string[] = [];
  const tallies: DashboardTally[] = [];
  const expressions = { all: 0, typed: 0 };
  const raw: RawExpression[] = [];
  const refused: Problem[] = [];
  for (const dashboard of dashboards) {
    progress(`writing ${String(dashboard.target.title ?? '')}`);
    try {
      const written = await writeDashboard(dashboard, {
        ...writing,
        many: dashboards.length > 1,
        count: ({ typed, expr, reason = '', at }) => {
          expressions.all++;
          if (typed) expressions.typed++;
          else raw.push({ at: `${dashboard.uid}: ${at}`, expr, reason });
        },
      });
      names.push(written.name);
      tallies.push(written.tally);
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      const { file, at } = dashboard;
      refused.push({ file, at, message: `cannot be a definition: ${error.message}` });
    }
  }
  if (refused.length > 0) throw new ImportMistake(refused);
  return { names, tallies, expressions, raw };
}
