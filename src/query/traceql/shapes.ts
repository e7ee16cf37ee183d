import {
  anything,
  choice,
  chosenBy,
  flag,
  matching,
  options,
  record,
  required,
  type Shape,
  text,
  wrong,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import type { SpanDuration, SpanMatch, SpanMatches } from './matches.js';

const durationText = matching(/^\d+(\.\d+)?(ns|us|ms|s|m|h)$/, 'a duration with its unit, such as 500ms');
const finite: Shape = (value) =>
  typeof value === 'number' && Number.isFinite(value)
    ? undefined
    : wrong(
        value,
        'a string, a number, a regular expression, or an object with above, below, present or not',
      );
const numberOr = (other: Shape) => chosenBy((value) => (typeof value === 'string' ? other : finite));

/** One comparison, in the form of an object. */
const comparisons = {
  above: options<{ above: number | SpanDuration }>({ above: required(numberOr(durationText)) }),
  below: options<{ below: number | SpanDuration }>({ below: required(numberOr(durationText)) }),
  present: options<{ present: boolean }>({ present: required(flag) }),
  not: options<{ not: string | number }>({ not: required(numberOr(text)) }),
} satisfies Readonly<Record<KeysOf<Exclude<SpanMatch, string | number | RegExp>>, Shape>>;
type KeysOf<Union> = Union extends unknown ? keyof Union : never;

const matchShape: Shape = (value) => {
  if (value instanceof RegExp) return undefined;
  if (!isRecord(value)) return numberOr(text)(value);
  const [key = ''] = Object.keys(value);
  const shape = new Map<string, Shape>(Object.entries(comparisons)).get(key);
  return shape ? shape(value) : finite(value);
};

const above = options<{ above: SpanDuration }>({ above: required(durationText) });
const below = options<{ below: SpanDuration }>({ below: required(durationText) });
const durationShape = chosenBy((value) => (isRecord(value) && 'below' in value ? below : above));

/** Which spans are selected. */
export const spansShape = options<SpanMatches>({
  resource: record(matchShape),
  span: record(matchShape),
  name: chosenBy((value) => (value instanceof RegExp ? anything : text)),
  status: choice('ok', 'error', 'unset'),
  kind: choice('server', 'client', 'producer', 'consumer', 'internal'),
  duration: durationShape,
  traceDuration: durationShape,
});

/** Spans that others are related to. */
export const relatedShape: Shape = (value) =>
  isRecord(value) && typeof value.traceql === 'string'
    ? undefined
    : wrong(value, 'the result of traceql.spans({ … })');
