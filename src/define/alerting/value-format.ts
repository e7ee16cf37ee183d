import { type NumberScale, onScale, type PartUnit } from '../number-scale.js';
import { binaryUnits, countedUnits, decimalUnits, measuredUnits } from './unit-suffixes.js';

/**
 * How numbers in a unit are formatted: by this code for a known number, and by a Prometheus template for a value at run
 * time. Both give the same text, up to the precision of Prometheus' functions.
 */
export interface ValueFormat {
  /** Formats a known number, such as a threshold, with up to seven significant digits. */
  text(value: number): string;
  /** A Prometheus template that prints `variable` with four significant digits. */
  template(variable: string): string;
  /**
   * The scale by which charts and modules, which cannot call `text`, format a known number. Undefined for timestamps.
   */
  readonly scale: NumberScale | undefined;
}

/** The format of a Grafana unit id. As in Grafana, an unknown id is printed after the number. */
export function formatOf(unit: string | undefined): ValueFormat {
  const id = unit ?? 'none';
  let format = formats.get(id);
  if (!format) {
    format = made(id);
    formats.set(id, format);
  }
  return format;
}

/** A Prometheus template that prints `variable` in `unit` for people. */
export function templateFor(variable: string, unit: string | undefined): string {
  return formatOf(unit).template(variable);
}

/** A known number in `unit` for people: 0.05 in `percentunit` is 5%. */
export function humanNumber(value: number, unit: string | undefined): string {
  return formatOf(unit).text(value);
}

const metric = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** Numbers with an SI prefix, before the suffix of a unit. */
function counted(suffix: string): ValueFormat {
  return {
    ...onOneScale(prefixed(1000, metric, suffix, 1e7)),
    template(variable) {
      return decimal(variable, 4, `${variable} | humanize`) + suffix;
    },
  };
}

/** Numbers without a prefix, before the suffix of a unit: ms, °C, %. */
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

/** Seconds as a sum of units, largest first: 600 is 10m, 90 is 1m 30s, 0.5 is 500ms. */
const seconds: NumberScale = {
  ...inFull('s'),
  whole: [
    { size: 86_400, suffix: 'd' },
    { size: 3600, suffix: 'h' },
    { size: 60, suffix: 'm' },
  ],
  // Slightly lower, so that rounding errors of binary fractions do not show.
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

/** Timestamps, as seconds or milliseconds since 1970. */
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
  // Objectives have more digits than other ratios: 99.995.
  ['percent', measured('%', 5)],
  ['s', duration],
  ['dtdurations', duration],
  ['dthms', duration],
  ['dtdhms', duration],
  ['clocks', duration],
  // Units of metrics that Grafana does not have; Grafana has dates in milliseconds only.
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
      // Grafana writes a space before it.
      return counted(` ${name.trimStart()}`);
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
 * Two templates: for numbers with up to four digits before the point, and for larger ones, which `%g` would print with
 * an exponent. A number that rounds up to five digits counts as larger.
 */
function decimal(variable: string, digits: number, beyond: string): string {
  const isShort = `and (lt ${variable} 9999.5) (gt ${variable} -9999.5)`;
  return `{{ if ${isShort} }}{{ printf "%.${digits}g" ${variable} }}{{ else }}{{ ${beyond} }}{{ end }}`;
}

/** A number without an exponent, unless people would use one. Up to seven digits are kept; integers stay exact. */
function plain(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Inf' : '-Inf';
  return Number.isSafeInteger(value) ? String(value) : digits(value, 7);
}

/** Rounded to a number of digits, which removes errors of binary fractions. */
function digits(value: number, count: number): string {
  return String(Number(value.toPrecision(count)));
}

/** A format with a single scale for all numbers. */
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

/** Four digits with a prefix from `smallest` on; a number that rounds to 1000 gets the next prefix. */
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
