import { type Metric, metricsIn } from '../../../catalog/index.js';
import type { Series } from '../../analysis/analysis.js';
import { seriesOf } from '../../analysis/series.js';
import type { Check } from '../../check.js';
import { within } from '../../collect/subject.js';

export const declaredTwice: Check = {
  id: 'catalog/declared-twice',
  level: 'error',
  summary: 'two metrics with the same name that differ in type or unit',
  bundle({ bundle, subject }, report) {
    const declared = new Map<string, Series & { readonly metric: Metric }>();
    for (const metric of metricsIn(bundle.source.options.metrics)) {
      for (const series of seriesOf(metric)) {
        const former = declared.get(series.name);
        if (!former) {
          declared.set(series.name, { ...series, metric });
          continue;
        }
        const difference = differenceOf(former, series, metric);
        if (difference === undefined) continue;
        report(
          within(subject, `metrics/${metric.name}`, metric),
          `${series.name} is declared twice: ${difference}`,
          {
            expected: 'one declaration, which all catalogs of the bundle share',
          },
        );
        break;
      }
    }
  },
};

function differenceOf(former: Series & { readonly metric: Metric }, series: Series, metric: Metric) {
  if (former.type !== series.type || former.metric.kind !== metric.kind)
    return `${partOf(series.name, former.metric)} and ${partOf(series.name, metric)}`;
  const [one = 'none', other = 'none'] = [former.metric.unit, metric.unit];
  return one === other ? undefined : `with the unit ${one} and with ${other}`;
}

function partOf(series: string, { name, kind }: Metric): string {
  const type = kind.replace('_', ' ');
  return series === name ? `as a ${type}` : `as part of the ${type} ${name}`;
}
