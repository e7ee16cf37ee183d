import type { Expression, ParsedExpression, VectorSelector } from '../../engine/index.js';
import { childrenOf, selectedName } from '../../engine/tree.js';
import { mostSamples, type Span, sampleStep } from './spans.js';

/** The part of the engine that reads expressions. */
export interface ExpressionParser {
  parse(expressions: readonly string[]): ParsedExpression[];
}

/** The range of a query, in milliseconds since the epoch. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What queries read. */
export interface Needs {
  /** By the name of series; under the empty name what is read of any. */
  readonly spans: ReadonlyMap<string, readonly Span[]>;
  /** How old a sample may be to be used, in milliseconds: where steps are long, samples are far apart. */
  readonly lookbackMs: number;
}

const minute = 60_000;
/** Prometheus' default. */
const lookback = 5 * minute;
/** Samples that a long window has at least: enough for what changes slowly. */
const samplesOfWindow = 200;
/** Most windows of one selector that stand apart. */
const mostWindows = 4000;

/**
 * The samples that an expression reads: of each series those in the windows before the times of evaluation, moved by
 * `offset` and `@`, and not those between them.
 *
 * @param evaluations When it is evaluated: at the start of each span, and at each step until its end
 * @param range What `@ start()` and `@ end()` mean
 */
export function needsOf(node: Expression, evaluations: readonly Span[], range: Range): Needs {
  const spans = new Map<string, Span[]>();
  let lookbackMs = lookback;
  visit(node, evaluations);
  return { spans, lookbackMs };

  function visit(at: Expression, times: readonly Span[]): void {
    switch (at.kind) {
      case 'vector':
        for (const one of times) lookbackMs = Math.max(lookbackMs, 2 * sampleStep(one));
        read(
          at,
          moved(at, times, range).map(({ start, end, stepMs }) => ({ start: start - lookback, end, stepMs })),
        );
        break;
      case 'matrix': {
        const width = at.rangeMs + (at.selector.extension ? lookback : 0);
        const found = moved(at.selector, times, range).flatMap((one) =>
          windowsOf(
            one,
            width,
            // Two samples at least, so that there is a rate.
            Math.min(width / 2, Math.max(one.stepMs, width / samplesOfWindow)),
          ),
        );
        read(at.selector, found);
        break;
      }
      case 'subquery': {
        const stepMs = at.stepMs ?? minute;
        visit(
          at.expr,
          moved(at, times, range)
            .flatMap((one) => windowsOf(one, at.rangeMs, stepMs))
            .map((one) => ({ ...one, start: Math.floor(one.start / stepMs) * stepMs })),
        );
        break;
      }
      default:
        for (const one of childrenOf(at)) visit(one, times);
    }
  }

  function read(selector: VectorSelector, found: readonly Span[]): void {
    const name = selectedName(selector) ?? '';
    spans.set(name, [...(spans.get(name) ?? []), ...found]);
  }
}

/** All together. */
export function together(needs: readonly Needs[]): Needs {
  const spans = new Map<string, Span[]>();
  for (const one of needs)
    for (const [name, own] of one.spans) spans.set(name, [...(spans.get(name) ?? []), ...own]);
  return { spans, lookbackMs: Math.max(lookback, ...needs.map(({ lookbackMs }) => lookbackMs)) };
}

/** Times after `@` and `offset`. */
function moved(
  { at, offsetMs }: { readonly at: number | 'start' | 'end' | undefined; readonly offsetMs: number },
  times: readonly Span[],
  range: Range,
): readonly Span[] {
  const fixed = at === 'start' || at === 'end' ? range[at] : at;
  return times.map(({ start, end, stepMs }) => ({
    start: (fixed ?? start) - offsetMs,
    end: (fixed ?? end) - offsetMs,
    stepMs,
  }));
}

/**
 * Windows before the times of evaluation: one long span, unless they lie so far apart that it would have too many
 * samples.
 */
function windowsOf({ start, end, stepMs }: Span, width: number, everyMs: number): readonly Span[] {
  const whole = { start: start - width, end, stepMs: everyMs };
  const count = Math.floor((end - start) / Math.max(stepMs, 1)) + 1;
  const isShort = (end - start + width) / everyMs <= 2 * mostSamples;
  if (isShort || stepMs <= 2 * width || count > mostWindows) return [whole];
  return Array.from({ length: count }, (_, index) => {
    const time = start + index * stepMs;
    return { start: time - width, end: time, stepMs: everyMs };
  });
}
