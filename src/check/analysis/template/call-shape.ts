import type { TemplateOperand } from '../../../engine/index.js';
import { patternProblem } from '../../../query/regular-expression.js';
import { comparisonProblem, countProblem, formatProblem, takes } from './expansion.js';
import { queryOf } from './query.js';
import { elementOf, isNumber, type Shape, unknown } from './shape.js';
import type { TemplateUse } from './use.js';

/** What a call of a function gives, and what it uses by that. */
export function callShape(
  found: TemplateUse[],
  { name, start, known }: Extract<TemplateOperand, { kind: 'function' }>,
  args: readonly TemplateOperand[],
  shapes: readonly Shape[],
): Shape {
  if (!known) {
    found.push({ kind: 'function', name, start, end: start + name.length });
    return unknown;
  }
  const wanted = takes[name];
  if (wanted !== undefined && wanted !== shapes.length) {
    const { name: problem, expected } = countProblem(name, wanted, shapes.length);
    found.push({ kind: 'mismatch', name: problem, expected, start, end: start + name.length });
    return unknown;
  }
  const [first] = args;
  const last = shapes.at(-1);
  switch (name) {
    case 'query': {
      const query = first && queryOf(first);
      if (!query) return unknown;
      found.push({ kind: 'query', query, start: query.start, end: query.end });
      return { type: 'series', query };
    }
    // The links are to what the query shows.
    case 'graphLink':
    case 'tableLink': {
      const query = first && queryOf(first);
      if (query) found.push({ kind: 'query', query, start: query.start, end: query.end });
      return unknown;
    }
    case 'match':
    case 'reReplaceAll':
      if (first) usePattern(found, name, first);
      return unknown;
    case 'first':
      return last?.type === 'series' ? elementOf(last) : unknown;
    case 'sortByLabel':
      if (first && last?.type === 'series') useNamed(found, first, { type: 'labels', of: last.query });
      return last ?? unknown;
    case 'label':
      if (first && last?.type === 'sample') useNamed(found, first, { type: 'labels', of: last.query });
      return unknown;
    case 'index':
      return indexShape(found, args, shapes);
    default: {
      const end = start + name.length;
      const problem = name === 'printf' ? formatProblem(args, shapes) : comparisonProblem(name, args, shapes);
      if (problem) found.push({ kind: 'mismatch', ...problem, start, end });
      if (shapes.some(isNumber) && inUnits.has(name)) found.push({ kind: 'format', name, start, end });
      return yieldsOther.has(name) || !shapes.some(({ type }) => type === 'value')
        ? unknown
        : { type: 'value', text: true };
    }
  }
}

function indexShape(found: TemplateUse[], args: readonly TemplateOperand[], shapes: readonly Shape[]): Shape {
  // `x | index y` has the map in front, and the key in the pipe.
  const [of] = shapes;
  if (of?.type === 'series') return elementOf(of);
  if (of?.type !== 'labels') return unknown;
  const [, key] = args;
  if (key) useNamed(found, key, of);
  return { type: 'string' };
}

/** The functions stop at a pattern that does not compile. */
function usePattern(found: TemplateUse[], name: string, pattern: TemplateOperand): void {
  const problem = pattern.kind === 'string' ? patternProblem(pattern.value) : undefined;
  if (pattern.kind !== 'string' || problem === undefined) return;
  found.push({
    kind: 'mismatch',
    name: `gives ${name} a pattern that is not a regular expression: ${problem}`,
    expected: 'a regular expression in the syntax of RE2',
    start: pattern.start,
    end: pattern.start + pattern.quoted.length,
  });
}

/** A label whose name is a string in the text. */
function useNamed(
  found: TemplateUse[],
  key: TemplateOperand,
  labels: Extract<Shape, { type: 'labels' }>,
): void {
  if (key.kind === 'string') useLabel(found, labels, key.value, key.start, key.start + key.quoted.length);
}

export function useLabel(
  found: TemplateUse[],
  { of }: Extract<Shape, { type: 'labels' }>,
  name: string,
  start: number,
  end: number,
): void {
  if (of === 'alert') found.push({ kind: 'label', name, start, end });
  else if (of === 'external') found.push({ kind: 'external-label', name, start, end });
  else found.push({ kind: 'query-label', name, query: of, start, end });
}

/** Prometheus' functions that take a number for one in a unit. */
const inUnits: ReadonlySet<string> = new Set([
  'humanizePercentage',
  'humanizeDuration',
  'humanizeTimestamp',
  'humanize1024',
  'toTime',
]);

/** Functions whose result does not change with every value that they are given. */
const yieldsOther: ReadonlySet<string> = new Set('eq ne lt le gt ge and or not len match'.split(' '));
