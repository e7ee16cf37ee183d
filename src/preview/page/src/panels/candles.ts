import {
  type DataFrame,
  type Field,
  FieldType,
  getFieldDisplayName,
  outerJoinDataFrames,
  sortDataFrame,
} from '@grafana/data';

export const candleParts = ['open', 'high', 'low', 'close', 'volume'] as const;
export type CandlePart = (typeof candleParts)[number];

/** Names of the fields that Grafana takes where the panel names none. */
const usualNames: Readonly<Record<CandlePart, readonly string[]>> = {
  open: ['open', 'o'],
  high: ['high', 'h', 'max'],
  low: ['low', 'l', 'min'],
  close: ['close', 'c'],
  volume: ['volume', 'v'],
};

export interface CandleSettings {
  readonly mode: string;
  /** Names of fields by what they are. */
  readonly fields: Readonly<Partial<Record<CandlePart, string>>>;
  readonly includeAllFields: boolean;
}

export interface Candles {
  readonly frame: DataFrame;
  readonly parts: Readonly<Partial<Record<CandlePart, Field>>>;
}

/**
 * The frame that a candlestick panel draws, and which of its fields are parts of candles: Grafana finds them by name, takes
 * the next open for a missing close and the previous close for a missing open.
 */
export function candlesOf(
  frames: readonly DataFrame[],
  { mode, fields: named, includeAllFields }: CandleSettings,
): Candles | undefined {
  const joined = frames.length === 1 ? frames[0] : outerJoinDataFrames({ frames: [...frames] });
  const timeIndex = joined?.fields.findIndex(({ type }) => type === FieldType.time) ?? -1;
  if (!joined || timeIndex < 0 || joined.length === 0) return undefined;
  const sorted = sortDataFrame(joined, timeIndex);
  const numbers = sorted.fields.filter(({ type }) => type === FieldType.number);
  const find = (part: CandlePart): Field | undefined => {
    const isCalled = (field: Field, names: readonly string[]): boolean =>
      names.includes(field.name) || names.includes(getFieldDisplayName(field, sorted).toLowerCase());
    const name = named[part];
    const own =
      name && numbers.find((field) => field.name === name || getFieldDisplayName(field, sorted) === name);
    return own || numbers.find((field) => isCalled(field, usualNames[part]));
  };
  const parts: Partial<Record<CandlePart, Field>> = {};
  for (const part of candleParts) {
    const field = find(part);
    if (field) parts[part] = field;
  }
  const made: Field[] = [];
  if (!parts.open && !parts.close && numbers[0]) parts.open = numbers[0];
  if (parts.open && !parts.close) {
    parts.close = moved(parts.open, 'Next open', (values) => [...values.slice(1), values.at(-1)]);
    made.push(parts.close);
  }
  if (parts.close && !parts.open) {
    parts.open = moved(parts.close, 'Previous close', (values) => [values[0], ...values.slice(0, -1)]);
    made.push(parts.open);
  }
  if (!parts.open) return undefined;
  parts.high ??= parts.open;
  parts.low ??= parts.open;
  if (mode === 'candles') delete parts.volume;
  const used = new Set(Object.values(parts));
  const all = [...numbers, ...made].filter((field) => includeAllFields || used.has(field));
  const time = sorted.fields[timeIndex];
  return { frame: { ...sorted, fields: time ? [time, ...all] : all }, parts };
}

function moved(field: Field, name: string, values: (of: readonly number[]) => unknown[]): Field {
  return {
    ...field,
    name,
    values: values(field.values),
    config: { ...field.config, displayName: name, displayNameFromDS: undefined },
    state: null,
  };
}

/** Of each candle, whether it falls: below its open, or below the close before it. What stays as it is does not. */
export function fallsOf(
  open: readonly (number | null)[],
  close: readonly (number | null)[],
  strategy: string,
): readonly boolean[] {
  return close.map((end, at) => {
    const start = strategy === 'close-close' && at > 0 ? close[at - 1] : open[at];
    return end !== null && start !== null && start !== undefined && end < start;
  });
}
