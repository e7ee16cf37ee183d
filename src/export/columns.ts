import { byCodeUnit } from '../compare.js';
import { csvCells, csvLine, withoutFormula } from './csv.js';
import type { ExportedSignal } from './signals.js';

/**
 * The columns of a bundle: `timestamp`, `signal`, `unit`, one for each label that its signals are known to have,
 * `other_labels`, `value`. They follow from the definitions alone, so that a notebook finds the same columns
 * whatever the data is.
 */
export interface Columns {
  /** Names of the labels that have a column, sorted. */
  readonly labels: readonly string[];
  /** The first line. */
  readonly header: string;
}

const own = ['timestamp', 'signal', 'unit', 'other_labels', 'value'];

export function columnsOf(signals: readonly ExportedSignal[]): Columns {
  const labels = [...new Set(signals.flatMap((signal) => signal.labels))].sort(byCodeUnit);
  const header = csvLine([
    'timestamp',
    'signal',
    'unit',
    ...columnNames(labels).map(withoutFormula),
    'other_labels',
    'value',
  ]);
  return { labels, header };
}

/** Each label is a column with its own name, or `label_…` if another column has that name. */
function columnNames(labels: readonly string[]): string[] {
  const taken = new Set([...own, ...labels.filter((label) => !own.includes(label))]);
  return labels.map((label) => {
    let name = label;
    while (own.includes(label) && taken.has(name)) name = `label_${name}`;
    taken.add(name);
    return name;
  });
}

/**
 * What all lines of one series have between the time and the value. Labels without a column, which relabelling adds
 * or which hand-written PromQL keeps, are a JSON object in `other_labels`.
 */
export function seriesCells(
  { labels: columns }: Columns,
  { name, unit }: ExportedSignal,
  labels: Readonly<Record<string, string>>,
): string {
  const others = Object.entries(labels)
    .filter(([label]) => !columns.includes(label) && label !== '__name__')
    .sort(([a], [b]) => byCodeUnit(a, b));
  const rest = others.length === 0 ? '' : JSON.stringify(Object.fromEntries(others));
  return csvCells([name, unit, ...columns.map((label) => labels[label] ?? ''), rest].map(withoutFormula));
}
