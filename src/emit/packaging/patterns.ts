import { legacyLabelName } from '../../catalog/names.js';

/**
 * Patterns of values of the chart and variables of the module: regular expressions that both RE2 and JSON Schema
 * support.
 */

export const prometheusLabel = legacyLabelName.source;

/** Labels that Prometheus sets itself (`alertname`, `alertstate`) or keeps for itself: rules cannot set them. */
export const reservedLabel = '^(alertname|alertstate|__.*)$';

/** The address of a Grafana: paths of dashboards are appended, so that it has no query and no fragment. */
export const grafanaAddress = '^(https?://[^\\s?#]+)?$';

export const webAddress = '^(https?://[^\\s]+)?$';

/** The duration format of the PrometheusRule CRD, which also accepts the empty string. */
export const ruleDuration =
  '^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$';

/** The duration format of the Grafana Operator's CRD. */
export const goDuration = '^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$';
export const datasourceType = '^(prometheus|loki|tempo)$';
