import type { Engine } from '../../src/engine/index.js';
import type { SiteBundle } from '../../src/preview/model.js';
import { expressionsOf } from '../../src/preview/page/src/dashboard/expressions.js';
import { interpolate, macros } from '../../src/preview/page/src/dashboard/interpolate.js';
import type { DashboardJson, PanelJson } from '../../src/preview/page/src/dashboard/json.js';
import { sectionsOf } from '../../src/preview/page/src/dashboard/layout.js';
import { panelsOfDashboard } from '../../src/preview/page/src/dashboard/old-rows.js';
import { type Ask, resolveVariables, valuesOf } from '../../src/preview/page/src/dashboard/variables.js';
import { type AskedQuery, type LazyDataset, lazyDataset } from '../../src/preview/simulated/parts.js';
import { boundsOf, wellMetrics } from '../../src/preview/simulated/well.js';

const hour = 3_600_000;
const end = Date.UTC(2026, 0, 14, 14, 30);
const range = { start: end - hour, end };
const stepMs = 300_000;

/** Expressions of a bundle that fail on simulated data or have no value there, each with what is wrong. */
export async function withoutAnswer(bundle: SiteBundle, engine: Engine): Promise<string[]> {
  const source = { metrics: wellMetrics(bundle, engine), records: bundle.records, guessed: bundle.guessed };
  const wrong: string[] = [];
  const look = (data: LazyDataset, place: string, expr: string, more: Partial<AskedQuery> = {}): void => {
    const found = series(data, { expr, ...range, stepMs, instant: false, ...more });
    if (typeof found === 'string' || found.length === 0)
      wrong.push(`${place}: ${found || 'no value'}: ${expr}`);
  };
  for (const { uid, json } of bundle.dashboards) {
    const dashboard = JSON.parse(JSON.stringify(json)) as DashboardJson;
    const data = lazyDataset(engine, source, expressionsOf(dashboard), range);
    const ask: Ask = async ({ expr, instant }) => {
      const found = series(data, { expr, ...range, stepMs, instant });
      return typeof found === 'string' ? { ok: false, message: found } : { ok: true, series: found, more: 0 };
    };
    const variables = await resolveVariables(dashboard.templating?.list ?? [], {}, ask, true);
    for (const {
      json: { name, type },
      error,
      options,
    } of variables)
      if (error || (options.length === 0 && type === 'query'))
        wrong.push(`${uid}, variable ${name}: ${error ?? 'no value'}`);
    const sections = sectionsOf(panelsOfDashboard(dashboard), valuesOf(variables));
    for (const { panel, scope } of sections.flatMap(({ panels }) => panels)) {
      const values = { ...valuesOf(variables), ...scope, ...macros(range, stepMs, 15_000) };
      for (const { expr, instant, range: asRange } of prometheusTargets(panel))
        look(data, `${uid}, ${panel.title}`, interpolate(expr ?? '', values, 'query'), {
          instant: instant === true && asRange !== true,
        });
    }
    data.dispose();
  }
  const rules = [...bundle.records.map(({ expr }) => expr), ...bundle.alerts.map(({ expr }) => expr)];
  const data = lazyDataset(engine, source, rules, range);
  for (const { record, expr } of bundle.records) look(data, `rule ${record}`, expr, { instant: true });
  for (const { name, expr } of bundle.alerts) {
    const [parsed] = engine.parse([expr]);
    const bounds = parsed?.ok ? boundsOf(parsed.ast, expr) : [];
    for (const bound of bounds) look(data, `alert ${name}`, bound.expr, { instant: true });
    const found = series(data, { expr, ...range, stepMs, instant: true });
    if (typeof found === 'string') wrong.push(`alert ${name}: ${found}: ${expr}`);
  }
  data.dispose();
  return wrong;
}

function prometheusTargets({ targets = [], datasource }: PanelJson) {
  return targets.filter(
    (target) => target.expr && !/loki|tempo/i.test(JSON.stringify([target.datasource ?? datasource])),
  );
}

/** Series of an answer, or why there is none. */
function series(data: LazyDataset, asked: AskedQuery) {
  try {
    const { loaded, lookbackMs } = data.forQuery(asked);
    const { expr, start, end: last, instant } = asked;
    if (!instant) {
      const result = loaded.rangeQuery({ expr, start, end: last, stepMs: asked.stepMs, lookbackMs });
      return result.type === 'matrix' ? result.series : [];
    }
    const result = loaded.instantQuery({ expr, at: last, lookbackMs });
    if (result.type === 'scalar')
      return [{ labels: {}, times: Float64Array.of(last), values: Float64Array.of(result.value) }];
    return result.type === 'vector'
      ? result.samples.map(({ labels, value }) => ({
          labels,
          times: Float64Array.of(last),
          values: Float64Array.of(value),
        }))
      : [];
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
