import { type NumberScale, onScale, type PartUnit } from '../number-scale.js';
import { binaryUnits, countedUnits, decimalUnits, measuredUnits } from './unit-suffixes.js';

/**
 * How numbers in a unit are written: by us for a number that is known, and by Prometheus for one that is not. Both give
 * the same to within the digits that Prometheus' functions have.
 */
export interface ValueFormat {
  /** A number that is known, such as a threshold: every digit that it was given with, up to seven. */
  text(value: number): string;
  /** A Prometheus template that prints what `variable` holds: four digits. */
  template(variable: string): string;
  /** By what a known number is written, for what cannot call `text`. Undefined for points in time. */
  readonly scale: NumberScale | undefined;
}

/** The format of a Grafana unit id. An id that Grafana does not know is a unit's own name there, and so it is here. */
export function formatOf(unit: string | undefined): ValueFormat {
  const id = unit ?? 'none';
  let format = formats.get(id);
  if (!format) {
    format = made(id);
    formats.set(id, format);
  }
  return format;
}

/** A Prometheus template that prints `variable` in `unit` for a person. */
export function templateFor(variable: string, unit: string | undefined): string {
  return formatOf(unit).template(variable);
}

/** A fixed number in `unit` for a person: 0.05 of `percentunit` is 5%. */
export function humanNumber(value: number, unit: string | undefined): string {
  return formatOf(unit).text(value);
}

const metric = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** Numbers with a prefix for thousands and millions, beside a unit. */
function counted(suffix: string): ValueFormat {
  return {
    ...onOneScale(prefixed(1000, metric, suffix, 1e7)),
    template(variable) {
      return decimal(variable, 4, `${variable} | humanize`) + suffix;
    },
  };
}

/** Numbers as they are, beside a unit that has no prefixes, or has one already: ms, °C, %. */
function measured(suffix: string, digits = 4): ValueFormat {
  return {
    ...onOneScale(inFull(suffix)),
    template: (variable) => decimal(variable, digits, `printf "%.0f" ${variable}`) + suffix,
  };
}

/** Bytes and bits, by 1024 or by 1000. */
function sized(base: 1000 | 1024, suffix: string): ValueFormat {
  const [prefixes, humanize] = base === 1024 ? [binary, 'humanize1024'] : [metric, 'humanize'];
  return {
    ...onOneScale(prefixed(base, prefixes, suffix, base)),
    template: (variable) => `{{ ${variable} | ${humanize} }}${suffix}`,
  };
}

function money(code: string): ValueFormat {
  const decimals = withoutCents.has(code) ? 0 : 2;
  return {
    ...onOneScale(inFull(` ${code}`)),
    template: (variable) => `{{ printf "%.${decimals}f" ${variable} }} ${code}`,
  };
}

const share: ValueFormat = {
  ...onOneScale({ ...inFull('%'), factor: 100 }),
  template: (variable) => `{{ ${variable} | humanizePercentage }}`,
};

/** Seconds in the largest units that divide them: 600 is 10m, 90 is 1m 30s, 0.5 is 500ms. */
const seconds: NumberScale = {
  ...inFull('s'),
  whole: [
    { size: 86_400, suffix: 'd' },
    { size: 3600, suffix: 'h' },
    { size: 60, suffix: 'm' },
  ],
  // A little below: what binary fractions take away is not told.
  units: [
    { from: 1 - 1e-9, size: 1, suffix: 's', digits: 7 },
    { from: 1e-3 - 1e-12, size: 1e-3, suffix: 'ms', digits: 7 },
    { from: 1e-6 - 1e-15, size: 1e-6, suffix: 'µs', digits: 7 },
    { from: 1e-12, size: 1e-9, suffix: 'ns', digits: 7 },
  ],
};

const duration: ValueFormat = {
  ...onOneScale(seconds),
  template: (variable) => `{{ ${variable} | humanizeDuration }}`,
};

/** Points in time, as seconds or milliseconds since 1970. */
function date(unit: 's' | 'ms'): ValueFormat {
  const factor = unit === 's' ? 1000 : 1;
  return {
    text(value) {
      const time = new Date(value * factor);
      return Number.isNaN(time.getTime())
        ? plain(value)
        : `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
    },
    template(variable) {
      const inSeconds = unit === 's' ? variable : `parseDuration (printf "%.0fms" ${variable})`;
      return `{{ (${inSeconds} | toTime).Format "2006-01-02 15:04:05 MST" }}`;
    },
    scale: undefined,
  };
}

const withoutCents = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK']);

const formats = new Map<string, ValueFormat>([
  ...all(countedUnits, counted),
  ...all(measuredUnits, measured),
  ...all(binaryUnits, (suffix) => sized(1024, suffix)),
  ...all(decimalUnits, (suffix) => sized(1000, suffix)),
  ['percentunit', share],
  // Objectives have more digits than other shares: 99.995.
  ['percent', measured('%', 5)],
  ['s', duration],
  ['dtdurations', duration],
  // What a metric's unit is called here; Grafana has dates by milliseconds alone.
  ['timestamp', date('s')],
]);

function all(
  units: Readonly<Record<string, string>>,
  make: (suffix: string) => ValueFormat,
): [string, ValueFormat][] {
  return Object.entries(units).map(([id, suffix]) => [id, make(suffix)]);
}

function made(id: string): ValueFormat {
  const currency = /^currency([A-Z]{3})$/.exec(id)?.[1];
  if (currency !== undefined) return money(currency);
  if (/^(?:dateTime|time:)/.test(id)) return date('ms');
  const [, kind = '', name = ''] = /^(prefix|suffix|currency|si|count|bool):(.*)$/s.exec(id) ?? [];
  switch (kind) {
    case 'prefix':
    case 'currency': {
      const scale = { ...prefixed(1000, metric, '', 1e7), before: name, zero: `${name}0` };
      return { ...onOneScale(scale), template: (of) => name + counted('').template(of) };
    }
    case 'suffix':
      return counted(name);
    case 'count':
      return counted(` ${name}`);
    case 'si':
      return measured(` ${name}`);
    case 'bool':
      return counted('');
    default:
      return measured(` ${id}`);
  }
}

/**
 * A template for numbers of up to four digits before the point, and one for those beyond: `%g` would give those an
 * exponent. What rounds up to five digits is beyond.
 */
function decimal(variable: string, digits: number, beyond: string): string {
  const isShort = `and (lt ${variable} 9999.5) (gt ${variable} -9999.5)`;
  return `{{ if ${isShort} }}{{ printf "%.${digits}g" ${variable} }}{{ else }}{{ ${beyond} }}{{ end }}`;
}

/** A number without an exponent where people write none. Up to seven digits are kept; whole numbers stay whole. */
function plain(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Inf' : '-Inf';
  return Number.isSafeInteger(value) ? String(value) : digits(value, 7);
}

/** Rounded to so many digits: what binary fractions add is gone. */
function digits(value: number, count: number): string {
  return String(Number(value.toPrecision(count)));
}

/** A format whose numbers all are on one scale. */
function onOneScale(scale: NumberScale): Pick<ValueFormat, 'text' | 'scale'> {
  return { scale, text: (value) => (Number.isFinite(value) ? onScale(value, scale) : beside(value, scale)) };
}

function beside(value: number, { before, units }: NumberScale): string {
  return `${before}${plain(value)}${units.at(-1)?.suffix ?? ''}`;
}

/** Up to seven digits, without a prefix. */
function inFull(suffix: string): NumberScale {
  const unit = { from: 0, size: 1, suffix, digits: 7 };
  return { factor: 1, before: '', zero: `0${suffix}`, whole: [], units: [unit] };
}

/** Four digits with a prefix from `smallest` on; what rounds to a thousand has the next one. */
function prefixed(
  base: 1000 | 1024,
  prefixes: readonly string[],
  suffix: string,
  smallest: number,
): NumberScale {
  const thousand = base === 1000 ? 999.95 : 1023.5;
  const units = prefixes.flatMap((prefix, power): PartUnit[] => {
    const size = base ** power;
    if (power === 0 || size * base <= smallest) return [];
    const isFirst = size <= smallest;
    return [
      {
        from: isFirst ? smallest : thousand * base ** (power - 1),
        size,
        suffix: `${prefix}${suffix}`,
        digits: 4,
      },
    ];
  });
  return { ...inFull(suffix), units: [...units.reverse(), ...inFull(suffix).units] };
}
