import { describe, expect, test } from 'vitest';
import { backtestJson } from '../../src/backtest/index.js';
import { historyParts } from '../../src/preview/history.js';
import { HistoryReportError, readHistoryReport } from '../../src/preview/index.js';
import { project } from '../support/project.js';

const firing = (bundle: string) => ({
  labels: { alertname: 'QueueLong', bundle, queue: 'mail' },
  pendingAt: 0,
  from: 60_000,
  value: Number.NaN,
});
const alert = { pendings: [], firingMs: 0, withoutData: false, problems: [], severity: 'warning' };
const period = {
  start: 0,
  end: 3_600_000,
  series: 1,
  samples: 60,
  history: [],
  reach: 0,
  trees: new Map(),
  suggestions: new Map(),
};
const report = backtestJson({
  now: {
    ...period,
    alerts: [
      { ...alert, alert: 'QueueLong', firings: [firing('shop')] },
      { ...alert, alert: 'QueueLong', firings: [firing('bank')] },
      { ...alert, alert: 'Gone', severity: '', firings: [] },
    ],
  },
  before: { ...period, alerts: [] },
});

function read(text: string) {
  const files = project({ 'report.json': text });
  try {
    return readHistoryReport(files.path('report.json'));
  } finally {
    files.remove();
  }
}

describe('the report of a backtest', () => {
  test('is parsed, and each alert gets its part', () => {
    const parts = historyParts(read(report));
    expect(parts.take('bank', 'QueueLong', 'warning')?.firings[0]?.labels.bundle).toBe('bank');
    expect(parts.take('shop', 'QueueLong', 'critical')).toBeUndefined();
    const shop = parts.take('shop', 'QueueLong', 'warning');
    expect([shop?.firings[0]?.to, shop?.firings[0]?.value, shop?.before]).toEqual([null, 'NaN', null]);
    expect(parts.rest()).toEqual(['Gone']);
  });

  test.each([
    ['no JSON', '{', 'is not JSON'],
    ['a list', '[]', 'the report is not an object'],
    ['another report', '{"version":1,"findings":[]}', 'start is missing'],
    ['another version', report.replace('"version": 1', '"version": 2'), 'has version 2'],
    ['no version', report.replace('"version": 1,', ''), 'has version undefined'],
    [
      'an invalid time',
      report.replace('"from": "1970', '"from": "x'),
      'alerts[0].firings[0].from is not a time',
    ],
    ['a label that is no text', report.replace('"mail"', '1'), 'alerts[0].firings[0].labels is not labels'],
    [
      'a suggestion that is none',
      report.replace('"before": null', '"suggestion": {}'),
      'suggestion.operator is missing',
    ],
    ['a before that is none', report.replace('"before": null', '"before": {}'), 'alerts[0].before is not'],
  ])('is refused with what was expected: %s', (_, text, reason) => {
    expect(() => read(text)).toThrow(HistoryReportError);
    expect(() => read(text)).toThrow(reason);
    expect(() => read(text)).toThrow(
      /report\.json: .*Expected: a report of `dashwright backtest --format json`/s,
    );
  });

  test('is rejected if the file does not exist', () => {
    expect(() => readHistoryReport('missing.json')).toThrow('missing.json: cannot be read: ENOENT');
  });
});
