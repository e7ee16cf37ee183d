import { humanNumber } from '../../define/alerting/value-format.js';
import { absentAlertName, alertName, type Slo } from '../../define/index.js';
import { grafanaUnit, print } from '../../query/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { alertFile } from './alert-file.js';

/** The data of an objective's page. */
export function sloSection(slo: Slo, bundle: ResolvedBundle, link: (page: string) => string): object {
  const {
    id,
    title,
    description = '',
    objective,
    budget,
    period,
    groupBy,
    runbook,
    burnRateAlerts,
    sli,
  } = slo;
  const { minEventsPerWindow, absent } = slo;
  return {
    id,
    title,
    description,
    objective: percent(objective),
    budget: percent(budget),
    period,
    indicator: indicatorText(sli),
    groups: groupBy.join(', '),
    runbook: { title: `runbooks/${runbook.slug}.md`, path: link(`runbooks/${runbook.slug}.md`) },
    dashboard: link(`dashboards.md#${bundle.name.replaceAll('_', '-')}-slo`),
    burnRateAlerts: burnRateAlerts.map((tier) => ({
      name: alertName(slo, tier),
      page: link(alertFile(alertName(slo, tier))),
      long: tier.long,
      short: tier.short,
      factor: String(tier.factor),
      wait: tier.for,
      severity: tier.severity,
    })),
    minimumEvents: minEventsPerWindow === undefined ? '' : String(minEventsPerWindow),
    absent: absent && {
      name: absentAlertName(slo),
      page: link(alertFile(absentAlertName(slo))),
      severity: absent.severity,
      wait: absent.for,
      series: selectorText(sli.total),
    },
  };
}

function indicatorText({ type, part, total, threshold, expressions }: Slo['sli']): string {
  if (expressions) {
    const { errors, total: all } = expressions;
    const text = (one: typeof all) => print(one.node, { window: '5m' });
    return errors ? `${text(errors)} of ${text(all)}` : text(all);
  }
  if (type === 'latency' || type === 'latencyNative')
    return `${total.metric?.name ?? total.name} within ${boundText(threshold, total.metric?.unit)}`;
  if (type === 'gauge') return `${total.name} is not 0`;
  return `${selectorText(part)} of ${selectorText(total)}`;
}

/** A threshold in the unit of its metric, as everywhere else. */
function boundText(threshold: number | undefined, unit: string | undefined): string {
  return threshold === undefined ? 'its bound' : humanNumber(threshold, grafanaUnit(unit));
}

function selectorText({ name, matchers }: Slo['sli']['part']): string {
  const texts = matchers.map(({ label, operator, value }) => `${label}${operator}"${value}"`);
  return texts.length === 0 ? name : `${name}{${texts.join(',')}}`;
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))} %`;
}
