import type { TemplateOperand } from '../../../engine/index.js';
import { counted } from '../../names.js';
import { isNumber, isText, type Shape } from './shape.js';

/** Why Go expands a call to an error in place of a text, and what it needs. */
export interface ExpansionProblem {
  readonly name: string;
  readonly expected: string;
}

/** How many arguments the functions of Prometheus' templates take, the piped one included. */
export const takes: Readonly<Record<string, number | undefined>> = {
  query: 1,
  first: 1,
  label: 2,
  value: 1,
  strvalue: 1,
  reReplaceAll: 3,
  match: 2,
  title: 1,
  toUpper: 1,
  toLower: 1,
  sortByLabel: 2,
  stripPort: 1,
  stripDomain: 1,
  humanize: 1,
  humanize1024: 1,
  humanizeDuration: 1,
  humanizePercentage: 1,
  humanizeTimestamp: 1,
  toTime: 1,
  parseDuration: 1,
};

/** What is wrong with the number of arguments: the whole text becomes an error message. */
export function countProblem(name: string, wanted: number, given: number): ExpansionProblem {
  return {
    name: `calls ${name} with ${counted(given, 'argument')}, so the text becomes an error message`,
    expected:
      name === 'value' && given === 0
        ? '{{ $value }} for the value of the alert'
        : counted(wanted, 'argument'),
  };
}

/** Verbs of Go's fmt for floating point numbers, and for texts. */
const ofNumbers = new Set('vTeEfFgGbxX');
const ofTexts = new Set('vTsqxX');
const verb = /%[-+# 0]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?(\[\d+\])?(.)?/g;

/**
 * What is wrong with `printf`: Go writes `%!d(float64=5)` into the text and goes on.
 *
 * @param shapes those of all arguments, that of the format first
 */
export function formatProblem(
  args: readonly TemplateOperand[],
  shapes: readonly Shape[],
): ExpansionProblem | undefined {
  const [format] = args;
  if (format?.kind !== 'string') return undefined;
  const verbs = [...format.value.matchAll(verb)].filter(([, , letter]) => letter !== '%');
  // Widths and indices that are arguments too.
  if (verbs.some(([text, index]) => index !== undefined || text.includes('*'))) return undefined;
  const values = shapes.slice(1);
  if (verbs.length !== values.length) {
    return {
      name: `formats ${counted(values.length, 'value')} by ${JSON.stringify(format.value)}, which has ${counted(verbs.length, 'verb')}`,
      expected: 'a verb such as %.2f or %s for each value',
    };
  }
  for (const [index, [text, , letter = '']] of verbs.entries()) {
    const shape = values[index];
    if (!shape) continue;
    if (isNumber(shape) && !ofNumbers.has(letter)) {
      return {
        name: `formats the value, a floating point number, by ${text}, which writes %!${letter}(float64=…)`,
        expected: '%.0f for a number without decimals, %.2f for one with two',
      };
    }
    if (isText(shape) && !ofTexts.has(letter)) {
      return { name: `formats a text by ${text}, which writes %!${letter}(string=…)`, expected: '%s or %q' };
    }
  }
  return undefined;
}

const comparisons = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);

/** What is wrong with a comparison: Go compares numbers of one type only, and the whole text becomes an error. */
export function comparisonProblem(
  name: string,
  args: readonly TemplateOperand[],
  shapes: readonly Shape[],
): ExpansionProblem | undefined {
  if (!comparisons.has(name)) return undefined;
  const numbers = args.flatMap((operand) => (operand.kind === 'number' ? [{ text: operand.text }] : []));
  const [number] = numbers;
  if (!number) return undefined;
  if (shapes.some(isText)) {
    return {
      name: `compares a text with the number ${number.text}, so the text becomes an error message`,
      expected: `the number as a text, ${JSON.stringify(number.text)}, with eq or ne`,
    };
  }
  const whole = numbers.find(({ text }) => /^[+-]?\d+$/.test(text));
  if (!whole || !shapes.some(isNumber)) return undefined;
  return {
    name: `compares the value, a floating point number, with the integer ${whole.text}, so the text becomes an error message`,
    expected: `${whole.text}.0`,
  };
}
