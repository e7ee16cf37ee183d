import { DefinitionError, type Place } from '../../catalog/index.js';
import { legacyLabelName } from '../../catalog/names.js';
import { shown } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { templateFor } from './value-format.js';

/** What the annotations of an alert can use. Prometheus fills it in when the alert fires. */
export interface Message<L extends string> {
  /** Labels of the alert. */
  readonly labels: { readonly [Label in L]: string };
  /** Value of the alert's expression: in the signal's unit in a template literal, or in one of these formats. */
  readonly value: MessageValue;
  /** Current threshold, in the signal's unit. */
  readonly threshold: string;
}
/** The value of an alert. In a template literal it is formatted in the signal's unit. */
export interface MessageValue {
  /** The value in the signal's unit. */
  toString(): string;
  /** As Prometheus prints it, unrounded. */
  readonly raw: string;
  /** Four significant digits with a metric prefix: 1.235k. */
  readonly short: string;
  /** A ratio as a percentage: 5.2%. */
  readonly percentage: string;
  /** Seconds as a duration: 1h 2m 3s. */
  readonly duration: string;
  /** Bytes with binary prefixes: 4.7GiB. */
  readonly bytes: string;
  /** With a fixed number of decimals. */
  fixed(decimals: number): string;
}

/**
 * An annotation of an alert: a string, which may use Prometheus' templates, or a function of labels, value and
 * threshold.
 */
export type MessageText<L extends string> = string | ((message: Message<L>) => string);

/** A text as a list of its parts. */
export type ComposedText = readonly TextPart[];

/** A part of a text: literal text, a label, the value, or the threshold. */
export type TextPart =
  /** Literal text, which may use Prometheus' template language. */
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'label'; readonly label: string }
  /** The alert's value; `template` prints it. */
  | { readonly type: 'value'; readonly template: string }
  /** The current threshold; its value is known when the text is emitted. */
  | { readonly type: 'threshold' };

/** How to write the parts that are not text. */
export interface TextWriter {
  /** The text for the threshold. */
  readonly threshold: string;
  /** @default Prometheus' templates */
  readonly value?: (template: string) => string;
}

/**
 * Splits a text into its parts: literal text, labels, the value and the threshold.
 *
 * @throws DefinitionError if the function has modified the placeholder of a label, the value or the threshold
 */
export function composeText<L extends string>(
  text: MessageText<L>,
  unit: string | undefined,
  place?: Place,
): ComposedText {
  if (typeof text === 'string') return [{ type: 'text', text }];
  const parts: TextPart[] = [];
  const put = (part: TextPart): string => `${opening}${parts.push(part) - 1}${closing}`;
  const given: unknown = text(messageOf(unit, put) as Message<L>);
  if (typeof given !== 'string' && typeof given !== 'number' && !isValue(given)) {
    throw new DefinitionError(`the function for a text of an alert returns ${shown(given)}`, place, {
      expected: 'a function that returns a string: ({ value }) => `${value} requests wait`',
    });
  }
  const written = String(given);
  const composed: TextPart[] = [];
  written.split(reference).forEach((piece, index) => {
    const part = index % 2 === 1 ? parts[Number(piece)] : undefined;
    if (part) composed.push(part);
    else if (piece !== '') composed.push({ type: 'text', text: piece });
  });
  if (composed.some((part) => part.type === 'text' && /[\ufdd0\ufdd1]/.test(part.text))) {
    throw new DefinitionError('a text of an alert modifies a label, the value or the threshold', place, {
      expected: `them unmodified: their values are known only when the alert fires (\`\${labels.topic}\`, \`\${value.fixed(1)}\`)`,
    });
  }
  return composed;
}

/** `value` itself can be the text. */
function isValue(given: unknown): boolean {
  return isRecord(given) && 'percentage' in given;
}

/** The text as Prometheus expands it. */
export function writeText(
  text: ComposedText,
  { threshold, value = (template) => template }: TextWriter,
): string {
  return text.map((part) => writePart(part, threshold, value)).join('');
}

function writePart(part: TextPart, threshold: string, value: (template: string) => string): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'label':
      return `{{ ${labelOf(part.label)} }}`;
    case 'value':
      return value(part.template);
    case 'threshold':
      return threshold;
  }
}

/** A label of the alert in Go's template language; a name with dots has no short form there. */
export function labelOf(label: string): string {
  return legacyLabelName.test(label) ? `$labels.${label}` : `index $labels ${JSON.stringify(label)}`;
}

/** Noncharacters, which Unicode reserves for internal use, so no text has them. They never leave this file. */
const opening = '\ufdd0';
const closing = '\ufdd1';
const reference = /\ufdd0(\d+)\ufdd1/;

function messageOf(unit: string | undefined, put: (part: TextPart) => string): object {
  const value = (template: string): string => put({ type: 'value', template });
  return {
    labels: new Proxy({}, { get: (_, label) => put({ type: 'label', label: String(label) }) }),
    value: {
      toString: () => value(templateFor('$value', unit)),
      get raw() {
        return value('{{ $value }}');
      },
      get short() {
        return value('{{ $value | humanize }}');
      },
      get percentage() {
        return value('{{ $value | humanizePercentage }}');
      },
      get duration() {
        return value('{{ $value | humanizeDuration }}');
      },
      get bytes() {
        return value('{{ $value | humanize1024 }}B');
      },
      fixed: (decimals: number) => value(`{{ printf "%.${decimals}f" $value }}`),
    } satisfies MessageValue,
    get threshold() {
      return put({ type: 'threshold' });
    },
  };
}
