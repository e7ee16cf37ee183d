import {
  chosenBy,
  func,
  isRecord,
  labels,
  list,
  matching,
  name,
  options,
  type Problem,
  required,
  type Shape,
  text,
  unfit,
  unwritableIn,
  wrong,
} from '../catalog/shape/index.js';
import { nearest } from '../catalog/similar.js';
import type { Runbook } from './alerting/runbook.js';
import type { Suppression } from './suppression.js';

const severities = ['critical', 'warning', 'info'];

/** One of the severities, or one of a team's own that is not one of these misspelt. */
export const severity: Shape = (value) => {
  if (typeof value !== 'string' || value === '') return unfit(value, `one of ${severities.join(', ')}`);
  const meant = severities.includes(value) ? undefined : nearest(value, severities);
  return meant === undefined
    ? undefined
    : unfit(value, `one of ${severities.join(', ')}`, `did you mean ${meant}?`);
};

/** Metrics, and what is made of them. */
export const expression: Shape = (value) => {
  if (isRecord(value) && ('node' in value || value.type === 'selector')) return undefined;
  return wrong(
    value,
    'a metric or an expression; of a histogram take quantile(…), or its bucket, sum or count',
  );
};

export const condition: Shape = (value) =>
  isRecord(value) && 'node' in value && Array.isArray(value.signals)
    ? undefined
    : wrong(value, 'a condition, such as above(signal, 5) or missing(signal)');

/** A text, or a function that makes one of the labels, the value and the threshold. */
export const message = chosenBy((value) => (typeof value === 'function' ? func : text));

const slug = matching(/^(?!.*\.\.)[^/\\\0]+$/, 'the name of a file in runbooks/, without .md');
export const runbookShape = options<Runbook>({ slug: required(slug) });

const day = matching(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-12-31');
/** Reasons and days are looked at by the checks `suppress/…`. */
export const suppressions = list(
  options<Suppression>({ check: required(name), reason: required(text), until: day }),
);

/** Labels of alerts: some names are Prometheus', Alertmanager's or Grafana's own. */
export const alertLabels = labels({
  alertname: 'another name: alertname is the name of the alert itself',
  alertstate: 'another name: Prometheus sets alertstate to pending or firing',
  severity: 'the option severity in place of the label',
  grafana_folder: 'another name: Grafana sets grafana_folder to the folder of the rule',
});

/** Labels of series. */
export const seriesLabels = labels();

/** Where something is: a URL that opens from anywhere. */
export const url = matching(
  /^([a-z][a-z0-9+.-]*:\/\/[^\s/]|\{\{)/i,
  'a URL with its scheme, such as https://…',
);

/** A time as Grafana reads it in a panel: a duration, one relative to now, or a variable. */
export const grafanaTime = matching(
  /^$|^\$|^now|^auto$|^\d+(ms|[smhdwMQy])(\/[smhdwMQy])?$/,
  'a time such as 30s, 5m or 1d',
);

/** A regular expression as Grafana reads it, in JavaScript's syntax, with or without slashes around it. */
export const grafanaPattern: Shape = (value) => {
  if (typeof value !== 'string') return wrong(value, 'a regular expression as text, such as /^5../');
  const [, source = value, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(value) ?? [];
  // A variable in it is filled in later.
  if (value.includes('$') && /\$\{?\w/.test(value)) return undefined;
  try {
    new RegExp(source, flags);
    return text(value);
  } catch (error) {
    return [problem(`does not compile: ${(error as Error).message}`)];
  }
};

function problem(message: string): Problem {
  return { at: '', message, expected: 'a regular expression', fatal: false };
}

const deepest = 100;

/** Data that JSON can hold as it is. */
export const json: Shape = (value) => {
  const found = notJson(value, new Set());
  return found === undefined ? undefined : [found];
};

function notJson(value: unknown, around: Set<object>): Problem | undefined {
  switch (typeof value) {
    case 'string': {
      const bad = unwritableIn(value);
      return bad === undefined ? undefined : notJsonProblem(`holds ${bad}`);
    }
    case 'boolean':
    case 'undefined':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : notJsonProblem(`is ${value}, which JSON does not have`);
    case 'object':
      break;
    default:
      return notJsonProblem(`is a ${typeof value}, which JSON does not have`);
  }
  if (value === null) return undefined;
  if (around.has(value)) return notJsonProblem('holds itself: a cycle has no end in JSON');
  if (around.size > deepest) return notJsonProblem(`is more than ${deepest} levels deep`);
  around.add(value);
  for (const [key, content] of Object.entries(value)) {
    const found = notJson(content, around);
    if (!found) continue;
    const own = Array.isArray(value) ? `[${key}]` : key;
    return {
      ...found,
      at: found.at === '' || found.at.startsWith('[') ? own + found.at : `${own}.${found.at}`,
    };
  }
  around.delete(value);
  return undefined;
}

function notJsonProblem(message: string): Problem {
  return {
    at: '',
    message,
    expected: 'plain data: texts, numbers, true, false, null, lists and objects',
    fatal: false,
  };
}

/** A signal with its bounds and the like. */
export const signalShape: Shape = (value) =>
  isRecord(value) && value.type === 'signal'
    ? undefined
    : wrong(value, "a signal: wrap an expression in signal({ title: '…', expr: … })");

export { metricUnit, range, unit } from '../catalog/shape/units.js';
