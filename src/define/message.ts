import { humanNumber, templateFor } from './value-format.js';

/** What an alert's texts can say, filled in by Prometheus when the alert fires. */
export interface Message<L extends string> {
  /** The labels that the alert keeps. */
  readonly labels: { readonly [Label in L]: string };
  /** The value that crossed the threshold; as text in the signal's unit, or in a format of its own. */
  readonly value: MessageValue;
  /** The threshold in force, in the signal's unit. */
  readonly threshold: string;
}
export interface MessageValue {
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
  /** With so many decimals. */
  fixed(decimals: number): string;
}

export type MessageText<L extends string> = string | ((message: Message<L>) => string);

/** Stands for the threshold until it is known which environment the text is for. */
export const thresholdToken = '\u0001threshold\u0001';

/** Calls the text with placeholders that print Prometheus' template language. */
export function renderText<L extends string>(text: MessageText<L>, unit: string | undefined): string {
  if (typeof text === 'string') return text;
  return text(messageFor(unit) as Message<L>);
}

const messages = new Map<string | undefined, Message<never>>();

/** The placeholders depend on the unit alone, of which there are few, and alerts many. */
function messageFor(unit: string | undefined): Message<never> {
  const known = messages.get(unit);
  if (known) return known;
  const message = { labels: labelTemplates, value: valueTemplate(unit), threshold: thresholdToken };
  messages.set(unit, message);
  return message;
}

/** Puts the threshold in force into a text; `reference` gives what an absent number is looked up with. */
export function fillThreshold(text: string, threshold: string): string {
  return text.includes(thresholdToken) ? text.replaceAll(thresholdToken, () => threshold) : text;
}

/** A number in its unit, as people write it. */
export function thresholdText(value: number, unit: string | undefined): string {
  return humanNumber(value, unit);
}

const labelTemplates = new Proxy({}, { get: (_, label) => labelTemplate(String(label)) });

function labelTemplate(label: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)
    ? `{{ $labels.${label} }}`
    : `{{ index $labels ${JSON.stringify(label)} }}`;
}

function valueTemplate(unit: string | undefined): MessageValue {
  return {
    toString: () => templateFor('$value', unit),
    raw: '{{ $value }}',
    short: '{{ $value | humanize }}',
    percentage: '{{ $value | humanizePercentage }}',
    duration: '{{ $value | humanizeDuration }}',
    bytes: '{{ $value | humanize1024 }}B',
    fixed: (decimals) => `{{ printf "%.${decimals}f" $value }}`,
  };
}
