import { withoutPart } from '../../catalog/names.js';
import { mentions } from '../../prove/compile/mentions.js';
import { usedRecords } from '../../prove/compile/used-records.js';
import {
  type DataSource,
  type Dataset,
  loadDataset,
  namesNothing,
  reads,
  type SeriesEngine,
} from './dataset.js';

/** Data of which only what is asked for is loaded, when it is first asked for. */
export interface LazyDataset {
  /** Data that a query reads, variables replaced. */
  forQuery(expr: string): Dataset;
  dispose(): void;
}

interface Part {
  readonly names: Set<string>;
  readonly expressions: string[];
}

/**
 * Data of a dashboard in parts that share no metric, so that the first panel need not wait for the data of the last. What
 * a part has does not depend on what is asked, but on all expressions of the dashboard.
 */
export function lazyDataset(
  engine: SeriesEngine,
  source: DataSource,
  expressions: readonly string[],
  range: { readonly start: number; readonly end: number },
): LazyDataset {
  const known = namesIn(source);
  const parts = partsOf(known, source, expressions);
  const loaded = new Map<string, Dataset>();
  return {
    forQuery(expr) {
      const names = namesOf(known, source, expr);
      const touched = namesNothing(expr)
        ? parts
        : parts.filter((part) => names.some((name) => part.names.has(name)));
      // A name that a variable has made.
      const isNew = names.some((name) => !touched.some((part) => part.names.has(name)));
      const texts = [...touched.flatMap((part) => part.expressions), ...(isNew ? [expr] : [])];
      const key = JSON.stringify(texts);
      let found = loaded.get(key);
      if (!found) {
        found = loadDataset(engine, source, texts, range);
        loaded.set(key, found);
      }
      return found;
    },
    dispose() {
      for (const one of loaded.values()) one.loaded.dispose();
      loaded.clear();
    },
  };
}

/** Expressions by the metrics that they read: those that share one, if only through others, stand together. */
function partsOf(
  known: readonly string[],
  source: DataSource,
  expressions: readonly string[],
): readonly Part[] {
  let parts: Part[] = [];
  for (const expr of new Set(expressions)) {
    const names = namesOf(known, source, expr);
    const isTogether = namesNothing(expr)
      ? () => true
      : (part: Part) => names.some((name) => part.names.has(name));
    const together = parts.filter(isTogether);
    parts = [
      ...parts.filter((part) => !together.includes(part)),
      {
        names: new Set([...together.flatMap((part) => [...part.names]), ...names]),
        expressions: [...together.flatMap((part) => part.expressions), expr],
      },
    ];
  }
  return parts;
}

function namesIn({ metrics, incident }: DataSource): string[] {
  const series = (incident?.series ?? []).map(({ labels }) => withoutPart(labels.__name__ ?? ''));
  return [...new Set([...metrics.map(({ name }) => name), ...series])];
}

/** Metrics and records that an expression reads, also through recording rules. */
function namesOf(known: readonly string[], { records }: DataSource, expr: string): string[] {
  const used = usedRecords(records, [expr]);
  const texts = [expr, ...used.map((record) => record.expr)];
  return [
    ...known.filter((name) => texts.some((text) => reads(text, name) || mentions(text, name))),
    ...used.map(({ record }) => record),
  ];
}
