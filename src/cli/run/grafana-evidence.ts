import type { RunningDashboard, RunningGrafana } from '../../check/index.js';
import { eachOf, readDashboard, searchDashboards } from '../../grafana-api/index.js';
import { comparable, wordsFor } from '../../sync/index.js';
import { connectTo, type GrafanaOptions } from '../options/grafana.js';

type Data = Readonly<Record<string, unknown>>;

/** Dashboards that are read for the series that they name, at most. */
const mostDashboards = 500;

/**
 * What a Grafana has of the dashboards that are built, and which expressions all of its dashboards have.
 *
 * @param built by uid
 * @throws GrafanaError for a URL, credentials or a server that cannot be used
 */
export async function evidenceOfGrafana(
  url: string,
  options: GrafanaOptions,
  built: ReadonlyMap<string, Data>,
  signal: AbortSignal,
  note: (text: string) => void,
): Promise<RunningGrafana> {
  const grafana = await connectTo(url, options, signal);
  const who = `Grafana at ${grafana.url.host}`;
  const dashboards = new Map<string, RunningDashboard>();
  const expressions = new Set<string>();
  await eachOf([...built], async ([uid, json]) => {
    const there = await readDashboard(grafana, uid);
    if (!there) {
      dashboards.set(uid, { there: false });
      return;
    }
    collectExpressions(there.json, expressions);
    const [own, other] = [await comparable(json), await comparable(there.json)];
    dashboards.set(uid, {
      there: true,
      changes: wordsFor(uid, own, other).map((change) => change.replace(`dashboard ${uid}: `, '')),
      by: there.updatedBy === '' ? undefined : there.updatedBy.replace(/^user:/, ''),
      at: there.updated === '' ? undefined : there.updated,
    });
  });
  const others = (await searchDashboards(grafana)).filter(({ uid }) => !built.has(uid));
  const all = others.length <= mostDashboards;
  if (all) {
    await eachOf(others, async ({ uid }) => {
      const there = await readDashboard(grafana, uid);
      if (there) collectExpressions(there.json, expressions);
    });
  } else {
    note(
      `${who} has ${others.length} other dashboards, more than ${mostDashboards}: their queries are not checked`,
    );
  }
  return { who, dashboards, expressions: all ? [...expressions] : undefined };
}

/** Texts of queries, wherever they stand: panels, library panels, variables, annotations. */
function collectExpressions(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const one of value) collectExpressions(one, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      if (typeof one !== 'string') collectExpressions(one, found);
      else if (/^(expr|query|definition|expression)$/.test(key)) found.add(one);
    }
  }
}
