import { readFileSync } from 'node:fs';
import { Mistake } from '../errors/mistake.js';
import { isRecord } from '../plain.js';
import type { AlertHistory, HistoryReport } from './model.js';

/** A file is no report of `dashwright backtest --format json`, or one of another version. */
export class HistoryReportError extends Mistake {}

/** The version of docs/schemas/backtest.json that is read. */
const version = 1;

/**
 * Reads the report of `dashwright backtest --format json`. Fields that its schema does not name are left out of account:
 * they can be added without another version.
 *
 * @throws HistoryReportError for a file that cannot be read, is no JSON, no such report, or of another version
 */
export function readHistoryReport(file: string): HistoryReport {
  const refuse = (wrong: string): never => {
    throw new HistoryReportError(
      `${file}: ${wrong}. Expected: a report of \`dashwright backtest --format json\`, version ${version}`,
    );
  };
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(`is not JSON: ${error.message}`);
    return refuse(`cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  if (isRecord(report) && Array.isArray(report.alerts) && 'start' in report && report.version !== version)
    return refuse(`has version ${JSON.stringify(report.version)}`);
  const wrong = fault(report, reportShape, '');
  if (wrong !== undefined) return refuse(wrong);
  return report as HistoryReport;
}

/**
 * Gives each alert of the definitions its part of a report. Alerts with the same name and severity are taken in the order
 * of the definitions, which is that of the report; a part whose firings are labelled as another bundle's is not taken.
 */
export function historyParts({ alerts }: HistoryReport): {
  take(bundle: string, alert: string, severity: string): AlertHistory | undefined;
  /** What nothing has taken: alerts that the definitions do not have. */
  rest(): readonly string[];
} {
  const left = new Set(alerts);
  return {
    take(bundle, alert, severity) {
      const found = [...left].find(
        (one) =>
          one.alert === alert &&
          one.severity === severity &&
          one.firings.every(({ labels }) => (labels.bundle ?? bundle) === bundle),
      );
      if (found) left.delete(found);
      return found;
    },
    rest: () => [...left].map(({ alert, severity }) => (severity === '' ? alert : `${alert} (${severity})`)),
  };
}

/** What a value must be: a test with its name, a list, or an object with fields. */
type Shape =
  | { readonly name: string; readonly test: (value: unknown) => boolean }
  | { readonly list: Shape }
  | { readonly fields: Readonly<Record<string, Shape>>; readonly optional?: Readonly<Record<string, Shape>> };

const text: Shape = { name: 'a text', test: (value) => typeof value === 'string' };
const number: Shape = { name: 'a number', test: (value) => typeof value === 'number' };
const yesOrNo: Shape = { name: 'true or false', test: (value) => typeof value === 'boolean' };
const isTime = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const time: Shape = { name: 'a time of RFC 3339', test: isTime };

const firing: Shape = {
  fields: {
    labels: {
      name: 'labels with texts as values',
      test: (value) => isRecord(value) && Object.values(value).every((one) => typeof one === 'string'),
    },
    pending: time,
    from: time,
    to: { name: 'a time of RFC 3339, or null', test: (value) => value === null || isTime(value) },
    value: { name: 'a number or a text', test: (value) => ['number', 'string'].includes(typeof value) },
  },
  optional: { summary: text },
};
const outcome = {
  firings: { list: firing },
  pendings: number,
  firingSeconds: number,
  withoutData: yesOrNo,
  problems: { list: text },
};
const suggestion: Shape = {
  fields: {
    operator: text,
    threshold: number,
    for: text,
    waits: { list: text },
    rows: {
      list: {
        fields: {
          threshold: number,
          cells: { list: { fields: { firings: number, firingMs: number } } },
        },
      },
    },
  },
};
const before: Shape = {
  name: 'what the alert did before, or null',
  test: (value) => value === null || fault(value, { fields: outcome }, '') === undefined,
};
const reportShape: Shape = {
  fields: {
    start: time,
    end: time,
    series: number,
    samples: number,
    alerts: {
      list: { fields: { alert: text, severity: text, ...outcome }, optional: { before, suggestion } },
    },
  },
};

/** The first place at which a value is not what it must be, in words. */
function fault(value: unknown, shape: Shape, at: string): string | undefined {
  const where = at === '' ? 'the report' : at;
  if ('test' in shape) return shape.test(value) ? undefined : `${where} is not ${shape.name}`;
  if ('list' in shape) {
    if (!Array.isArray(value)) return `${where} is not a list`;
    return first(value.map((one, index) => () => fault(one, shape.list, `${at}[${index}]`)));
  }
  if (!isRecord(value)) return `${where} is not an object`;
  const inner = (name: string): string => (at === '' ? name : `${at}.${name}`);
  return first([
    ...Object.entries(shape.fields).map(
      ([name, one]) =>
        () =>
          name in value ? fault(value[name], one, inner(name)) : `${inner(name)} is missing`,
    ),
    ...Object.entries(shape.optional ?? {}).map(
      ([name, one]) =>
        () =>
          name in value ? fault(value[name], one, inner(name)) : undefined,
    ),
  ]);
}

function first(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const found = check();
    if (found !== undefined) return found;
  }
  return undefined;
}
