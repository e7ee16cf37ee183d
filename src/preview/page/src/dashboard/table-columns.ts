import type { AnsweredSeries } from '../data/messages.js';
import type { TargetJson } from './json.js';

/** Whether a query asks for a table: one frame with a column per label. */
export function isTable({ format }: TargetJson): boolean {
  return format === 'table';
}

/** The column of the values: Grafana says which query it is of where several of the panel give a table. */
export function valueColumn({ refId }: TargetJson, tables: number): string {
  return tables > 1 && refId !== undefined ? `Value #${refId}` : 'Value';
}

/** Columns of labels as Grafana orders them: those of the first series by name, then what others have besides. */
export function labelColumns(series: readonly Pick<AnsweredSeries, 'labels'>[]): readonly string[] {
  return [...new Set(series.flatMap(({ labels }) => Object.keys(labels).sort()))];
}
