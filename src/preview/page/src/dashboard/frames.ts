import { createDataFrame, type DataFrame, type Field, FieldType, formatLabels } from '@grafana/data';
import type { AnsweredSeries } from '../data/messages.js';
import type { TargetJson } from './json.js';
import { labelColumns, valueColumn } from './table-columns.js';

/**
 * The frames that Grafana's Prometheus data source makes of an answer, by the query's format.
 *
 * @param tables How many queries of the panel ask for tables
 */
export function framesOf(
  series: readonly AnsweredSeries[],
  target: TargetJson,
  expr: string,
  tables = 1,
): DataFrame[] {
  switch (target.format) {
    case 'table':
      return [tableFrame(series, target, tables)];
    case 'heatmap':
      return heatmapFrames(series, target);
    default:
      return series.map((one) => seriesFrame(one, target, expr));
  }
}

function seriesFrame({ labels, times, values }: AnsweredSeries, target: TargetJson, expr: string): DataFrame {
  const name = displayName(labels, target.legendFormat, expr);
  return createDataFrame({
    refId: target.refId,
    ...(name !== undefined && { name }),
    fields: [
      { name: 'Time', type: FieldType.time, values: Array.from(times), config: {} },
      {
        name: 'Value',
        type: FieldType.number,
        values: plain(values),
        labels,
        config: name === undefined ? {} : { displayNameFromDS: name },
      },
    ],
  });
}

/** Values of labels in place of `{{label}}`; nothing for one that is not there. */
export function withLabels(format: string, labels: AnsweredSeries['labels']): string {
  return format.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, name: string) => labels[name] ?? '');
}

/**
 * `{{label}}` of the legend; without one, what Prometheus prints of the labels. Undefined where Grafana makes one of the
 * labels that differ.
 */
function displayName(
  labels: AnsweredSeries['labels'],
  legend: string | undefined,
  expr: string,
): string | undefined {
  if (legend === '__auto') return Object.keys(labels).length > 0 ? undefined : expr;
  if (legend) return withLabels(legend, labels);
  const { __name__ = '', ...rest } = labels;
  const shown = Object.keys(rest).length === 0 ? '' : formatLabels(rest);
  return `${__name__}${shown}` || expr;
}

function tableFrame(series: readonly AnsweredSeries[], target: TargetJson, tables: number): DataFrame {
  const names = labelColumns(series);
  const rows = series.flatMap(({ labels, times, values }) =>
    Array.from(times, (time, index) => ({ time, labels, value: values[index] ?? Number.NaN })),
  );
  return createDataFrame({
    refId: target.refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: rows.map(({ time }) => time), config: {} },
      ...names.map((name) => ({
        name,
        type: FieldType.string,
        values: rows.map(({ labels }) => labels[name] ?? ''),
        config: { filterable: true },
      })),
      {
        name: valueColumn(target, tables),
        type: FieldType.number,
        values: rows.map(({ value }) => value),
        config: {},
      },
    ],
  });
}

/** Buckets of a classic histogram: each without those below it, one field per bound, ascending. */
function heatmapFrames(series: readonly AnsweredSeries[], target: TargetJson): DataFrame[] {
  const sorted = [...series].sort((a, b) => bound(a) - bound(b));
  const times = [...new Set(sorted.flatMap((one) => Array.from(one.times)))].sort((a, b) => a - b);
  if (times.length === 0) return [];
  let before: number[] = times.map(() => 0);
  const fields: Partial<Field>[] = sorted.map((one) => {
    const byTime = new Map(Array.from(one.times, (time, index) => [time, one.values[index] ?? 0]));
    const total = times.map((time) => byTime.get(time) ?? 0);
    const values = total.map((value, index) => Math.max(0, value - (before[index] ?? 0)));
    before = total;
    return {
      name: one.labels.le ?? 'Value',
      type: FieldType.number,
      values,
      config: {},
      labels: { le: one.labels.le ?? '' },
    };
  });
  return [
    createDataFrame({
      refId: target.refId,
      meta: { type: 'heatmap-rows' as never },
      fields: [{ name: 'Time', type: FieldType.time, values: times, config: {} }, ...(fields as Field[])],
    }),
  ];
}

function bound({ labels }: AnsweredSeries): number {
  return labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le);
}

function plain(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
