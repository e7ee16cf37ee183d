import { describe, expect, it } from 'vitest';
import type { Answer, AnswerSeries } from '../../src/export/answer.js';
import {
  AnswerTooLargeError,
  emptyReport,
  exportCsv,
  type QueryRange,
  type RangeRequest,
} from '../../src/export/export.js';
import { periodOf } from '../../src/export/period.js';
import type { ExportedSignal } from '../../src/export/signals.js';
import { readCsv, readRecords } from '../support/csv.js';

const errors: ExportedSignal = { name: 'errors', unit: 'cps', expr: 'e', labels: ['path'] };
const size: ExportedSignal = { name: 'size', unit: 'bytes', expr: 's', labels: ['unit', 'path'] };
const hour = periodOf({ end: 3_600_000, range: 3_600_000, step: 60_000 });

function answer(series: readonly AnswerSeries[], more: Partial<Answer> = {}): Answer {
  return { series, warnings: [], histograms: false, ...more };
}

/** A series whose value is the minute, at every requested time. */
function everywhere(labels: Record<string, string>, { start, end, step }: RangeRequest): AnswerSeries {
  const points: [number, string][] = [];
  for (let at = start; at <= end; at += step) points.push([at, String(at / 60_000)]);
  return { labels, points };
}

async function written(signals: readonly ExportedSignal[], query: QueryRange, period = hour) {
  const report = emptyReport();
  const pieces: string[] = [];
  for await (const piece of exportCsv(signals, period, query, report)) pieces.push(piece);
  return { text: pieces.join(''), pieces, report };
}

describe('columns', () => {
  it('are those of all signals, in a fixed order, whatever the data', async () => {
    const { text } = await written([size, errors], async () => answer([]));
    expect(text).toBe('timestamp,signal,unit,path,label_unit,other_labels,value\n');
  });

  it('put unexpected labels in other_labels', async () => {
    const labels = { __name__: 'e', path: '/a "b",\n다', zone: '서울', cluster: 'x' };
    const { text } = await written([errors], async ({ end }) => answer([{ labels, points: [[end, '1']] }]));
    expect(readRecords(text)).toEqual([
      {
        timestamp: '1970-01-01T01:00:00Z',
        signal: 'errors',
        unit: 'cps',
        path: '/a "b",\n다',
        other_labels: '{"cluster":"x","zone":"서울"}',
        value: '1',
      },
    ]);
  });
});

describe('lines', () => {
  it('are ordered by signal, time and labels, regardless of the chunks in which they arrived', async () => {
    const query: QueryRange = async (request) =>
      answer([everywhere({ path: 'b' }, request), everywhere({ path: 'a' }, request)]);
    const { text } = await written([errors, size], query);
    const limited: QueryRange = async (request) => {
      if (request.end - request.start > 7 * 60_000) throw new AnswerTooLargeError();
      return query(request);
    };
    expect((await written([errors, size], limited)).text).toBe(text);
    const rows = readCsv(text).slice(1);
    expect(rows).toHaveLength(2 * 60 * 2);
    expect(rows.slice(0, 3).map((row) => row.slice(0, 5))).toEqual([
      ['1970-01-01T00:01:00Z', 'errors', 'cps', 'a', ''],
      ['1970-01-01T00:01:00Z', 'errors', 'cps', 'b', ''],
      ['1970-01-01T00:02:00Z', 'errors', 'cps', 'a', ''],
    ]);
  });

  it("keep Prometheus' notation of NaN and infinities", async () => {
    const points = ['NaN', '+Inf', '-Inf', '1e-05'].map((value, at) => [at * 60_000, value] as const);
    const { text } = await written([errors], async () => answer([{ labels: {}, points }]));
    expect(readRecords(text).map(({ value }) => value)).toEqual(['NaN', '+Inf', '-Inf', '1e-05']);
  });

  it('are written in chunks', async () => {
    const week = periodOf({ end: 604_800_000, range: 604_800_000, step: 60_000 });
    const { pieces, text } = await written([errors], async (r) => answer([everywhere({}, r)]), week);
    expect(text.length).toBeGreaterThan(300_000);
    for (const piece of pieces) expect(piece.length).toBeLessThan(70_000);
  });
});

describe('requests', () => {
  it('cover every time once, with at most 11 000 points per series', async () => {
    const week = periodOf({ end: 604_800_000, range: 604_800_000, step: 15_000 });
    const asked: RangeRequest[] = [];
    await written(
      [errors],
      async (request) => {
        asked.push(request);
        return answer([everywhere({}, request)]);
      },
      week,
    );
    const counts = asked.map(({ start, end, step }) => (end - start) / step + 1);
    expect(counts.reduce((sum, count) => sum + count)).toBe(40_320);
    expect(Math.max(...counts)).toBeLessThanOrEqual(11_000);
    asked.slice(1).forEach(({ start }, index) => {
      expect(start).toBe((asked[index]?.end ?? 0) + 15_000);
    });
  });

  it('are shorter for many series', async () => {
    const day = periodOf({ end: 86_400_000, range: 86_400_000, step: 15_000 });
    const asked: number[] = [];
    await written(
      [errors],
      async (request) => {
        asked.push((request.end - request.start) / request.step + 1);
        return answer(Array.from({ length: 500 }, (_, i) => ({ labels: { path: `${i}` }, points: [] })));
      },
      day,
    );
    expect(asked[1]).toBe(100);
  });

  it('fail if a single step has too many series', async () => {
    const query: QueryRange = async () => {
      throw new AnswerTooLargeError('too much');
    };
    await expect(written([errors], query)).rejects.toThrow('too much');
  });
});

describe('the report', () => {
  it('counts lines, and lists signals without data or numbers', async () => {
    const { report } = await written([errors, size], async (request) =>
      request.signal === errors
        ? answer([everywhere({}, request)], { warnings: ['partial'] })
        : answer([{ labels: {}, points: [] }], { histograms: true }),
    );
    expect(report).toEqual({
      rows: 60,
      empty: ['size'],
      histograms: ['size'],
      warnings: new Set(['partial']),
    });
  });
});
