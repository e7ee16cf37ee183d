/** What values of the chart and variables of the module may be: regular expressions that RE2 and JSON Schema share. */

/** Kubernetes: labels and annotations are named by an optional domain and a name of at most 63 characters. */
export const qualifiedName =
  '^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$';
export const labelValue = '^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$';
export const prometheusLabel = '^[a-zA-Z_][a-zA-Z0-9_]*$';
/** RFC 1123 label. */
export const namespaceName = '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$';

/** The duration format of the PrometheusRule CRD. It takes the empty text, too. */
export const ruleDuration =
  '^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$';

/** What the Grafana Operator's CRD takes for periods. */
export const goDuration = '^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$';
export const datasourceType = '^(prometheus|loki|tempo)$';
