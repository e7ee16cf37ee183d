import { legacyLabelName } from '../../catalog/names.js';

/** What values of the chart and variables of the module may be: regular expressions that RE2 and JSON Schema share. */

export const prometheusLabel = legacyLabelName.source;

/** The duration format of the PrometheusRule CRD. It takes the empty text, too. */
export const ruleDuration =
  '^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$';

/** What the Grafana Operator's CRD takes for periods. */
export const goDuration = '^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$';
export const datasourceType = '^(prometheus|loki|tempo)$';
