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
  /**
   * What stands around the number where it is written as it is, which a chart can do: 200 of `ms`. Undefined where it is
   * read in another scale: 0.05 of `percentunit`, as 5%.
   */
  readonly around: readonly [before: string, after: string] | undefined;
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
    text: (value) => `${scaled(value, 1000, metric, 1e7)}${suffix}`,
    template(variable) {
      const isShort = `and (lt ${variable} 9999.5) (gt ${variable} -9999.5)`;
      return decimal(variable, 4, isShort, `${variable} | humanize`) + suffix;
    },
    around: ['', suffix],
  };
}

/** Numbers as they are, beside a unit that has no prefixes, or has one already: ms, °C, %. */
function measured(suffix: string, digits = 4): ValueFormat {
  return {
    text: (value) => `${plain(value)}${suffix}`,
    template: (variable) =>
      decimal(variable, digits, `lt ${variable} 9999.5`, `printf "%.0f" ${variable}`) + suffix,
    around: ['', suffix],
  };
}

/** Bytes and bits, by 1024 or by 1000. */
function sized(base: 1000 | 1024, suffix: string): ValueFormat {
  const [prefixes, humanize] = base === 1024 ? [binary, 'humanize1024'] : [metric, 'humanize'];
  return {
    text: (value) => `${scaled(value, base, prefixes, base)}${suffix}`,
    template: (variable) => `{{ ${variable} | ${humanize} }}${suffix}`,
    around: undefined,
  };
}

function money(code: string): ValueFormat {
  const decimals = withoutCents.has(code) ? 0 : 2;
  return {
    text: (value) => `${plain(value)} ${code}`,
    template: (variable) => `{{ printf "%.${decimals}f" ${variable} }} ${code}`,
    around: ['', ` ${code}`],
  };
}

const share: ValueFormat = {
  text: (value) => `${plain(value * 100)}%`,
  template: (variable) => `{{ ${variable} | humanizePercentage }}`,
  around: undefined,
};

const duration: ValueFormat = {
  text: seconds,
  template: (variable) => `{{ ${variable} | humanizeDuration }}`,
  around: undefined,
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
    around: undefined,
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
      const { text, template } = counted('');
      const around = [name, ''] as const;
      return { text: (value) => name + text(value), template: (of) => name + template(of), around };
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
function decimal(variable: string, digits: number, isShort: string, beyond: string): string {
  return `{{ if ${isShort} }}{{ printf "%.${digits}g" ${variable} }}{{ else }}{{ ${beyond} }}{{ end }}`;
}

/** A number with a prefix from `smallest` on. */
function scaled(value: number, base: number, prefixes: readonly string[], smallest: number): string {
  if (Math.abs(value) < smallest || !Number.isFinite(value)) return plain(value);
  let rest = value;
  let index = 0;
  // What rounds to a thousand has the next prefix.
  while (Math.abs(Number(rest.toPrecision(4))) >= base && index < prefixes.length - 1) {
    rest /= base;
    index += 1;
  }
  return `${digits(rest, 4)}${prefixes[index] ?? ''}`;
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

/** Seconds in the largest units that divide them: 600 is 10m, 90 is 1m 30s, 0.5 is 500ms. */
function seconds(value: number): string {
  if (!Number.isFinite(value)) return `${plain(value)}s`;
  if (value === 0) return '0s';
  if (Math.abs(value) < 1) {
    const [factor, unit] = smallUnits.find(([one]) => Math.abs(value) * one >= 1 - 1e-9) ?? [1e9, 'ns'];
    return `${plain(Number((value * factor).toPrecision(12)))}${unit}`;
  }
  const sign = value < 0 ? '-' : '';
  const parts: string[] = [];
  let rest = Number(Math.abs(value).toPrecision(12));
  for (const [name, size] of largeUnits) {
    const whole = Math.trunc(rest / size);
    if (whole !== 0) parts.push(`${whole}${name}`);
    rest -= whole * size;
  }
  const left = Number(rest.toPrecision(7));
  if (left >= 1e-6) parts.push(`${plain(left)}s`);
  return sign + parts.join(' ');
}

const smallUnits = [
  [1e3, 'ms'],
  [1e6, 'µs'],
  [1e9, 'ns'],
] as const;
const largeUnits = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
] as const;
