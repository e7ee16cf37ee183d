import {
  chosenBy,
  func,
  labels,
  list,
  matching,
  name,
  options,
  required,
  type Shape,
  text,
  unfit,
  wrong,
} from '../catalog/shape/index.js';
import { isRecord } from '../plain.js';
import type { Runbook } from './alerting/runbook.js';
import type { Suppression } from './suppression.js';

/** Any text: the check `alert/metadata` holds severities to the list of the team. */
export const severity: Shape = (value) =>
  typeof value === 'string' && value !== ''
    ? text(value)
    : unfit(value, 'a severity, such as critical, warning or info');

/** Metrics and expressions. */
export const expression: Shape = (value) => {
  if (isRecord(value) && ('node' in value || value.type === 'selector')) return undefined;
  return wrong(
    value,
    'a metric or an expression; for a histogram use histogramQuantile(…), or its bucket, sum or count',
  );
};

export const condition: Shape = (value) =>
  isRecord(value) && 'node' in value && Array.isArray(value.signals)
    ? undefined
    : wrong(value, 'a condition, such as above(signal, 5) or missing(signal)');

/** A text, or a function of the labels, the value and the threshold. */
export const message = chosenBy((value) => (typeof value === 'function' ? func : text));

const slug = fileName(matching(/^(?!.*\.\.)[^/\\\0]+$/, 'the name of a file in runbooks/, without .md'));

/** A part of the names of files, whose names have at most 255 bytes in common file systems. */
function fileName(shape: Shape): Shape {
  return (value) =>
    typeof value === 'string' && Buffer.byteLength(value) > 200
      ? unfit(value, 'a name of at most 200 bytes, as files are named by it')
      : shape(value);
}
const runbookFields = options<Runbook>({ slug: required(slug), text });
export const runbookShape: Shape = (value) =>
  typeof value === 'string' ? wrong(value, `runbook('${value}')`) : runbookFields(value);

const day = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-12-31');
/** Reasons and days are validated by the checks `suppress/…`. */
export const suppressions = list(
  options<Suppression>({ check: required(name), reason: required(text), until: day }),
);

/** Names of labels that alerts cannot have, with what to do instead. */
export const takenByAlerts = {
  alertname: 'another name: alertname is the name of the alert itself',
  alertstate: 'another name: Prometheus sets alertstate to pending or firing',
  severity: 'the option severity instead of the label',
  grafana_folder: 'another name: Grafana sets grafana_folder to the folder of the rule',
} as const;

/** Labels of alerts: some names are reserved by Prometheus, Alertmanager or Grafana. */
export const alertLabels = labels(takenByAlerts);

/** Labels of series. */
export const seriesLabels = labels();

/** An absolute URL. */
export const url = matching(
  /^([a-z][a-z0-9+.-]*:\/\/[^\s/]|\{\{)/i,
  'a URL with its scheme, such as https://…',
);

/** A signal. */
export const signalShape: Shape = (value) =>
  isRecord(value) && value.type === 'signal'
    ? undefined
    : wrong(value, "a signal: wrap an expression in signal({ title: '…', expr: … })");

export { metricUnit, range, unit } from '../catalog/shape/units.js';
export { grafanaPattern, grafanaTime } from '../grafana/shapes.js';
