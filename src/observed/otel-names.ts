/**
 * Names and units of OpenTelemetry as Prometheus has them: the rules of OpenTelemetry's specification "Prometheus and
 * OpenMetrics Compatibility", as github.com/prometheus/otlptranslator applies them with UnderscoreEscapingWithSuffixes,
 * the default of Prometheus and of the collector.
 */

/** Words that units in UCUM become at the end of a name. */
const words: Readonly<Record<string, string>> = {
  d: 'days',
  h: 'hours',
  min: 'minutes',
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
  By: 'bytes',
  KiBy: 'kibibytes',
  MiBy: 'mebibytes',
  GiBy: 'gibibytes',
  TiBy: 'tibibytes',
  KBy: 'kilobytes',
  MBy: 'megabytes',
  GBy: 'gigabytes',
  TBy: 'terabytes',
  m: 'meters',
  V: 'volts',
  A: 'amperes',
  J: 'joules',
  W: 'watts',
  g: 'grams',
  Cel: 'celsius',
  Hz: 'hertz',
  '1': '',
  '%': 'percent',
};

/** The unit after `per`. */
const perWords: Readonly<Record<string, string>> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  mo: 'month',
  y: 'year',
};

export interface OtelMetric {
  readonly name: string;
  readonly unit: string;
  readonly instrument: string;
}

/** The name of the series in Prometheus; of a histogram, without its suffixes. */
export function prometheusName({ name, unit, instrument }: OtelMetric): string {
  let tokens = name.split(/[^a-zA-Z0-9:]+/).filter((token) => token !== '');
  const [main = '', per = ''] = unit.split('/', 2).map(wordOfUnit);
  const mainWord = own(words, main) ?? main;
  if (mainWord !== '' && !tokens.includes(mainWord)) tokens.push(...mainWord.split('_'));
  const perWord = own(perWords, per) ?? per;
  if (perWord !== '' && !tokens.includes(perWord)) tokens.push('per', perWord);
  if (instrument === 'counter') tokens = [...tokens.filter((token) => token !== 'total'), 'total'];
  if (unit === '1' && instrument === 'gauge')
    tokens = [...tokens.filter((token) => token !== 'ratio'), 'ratio'];
  const joined = tokens.join('_');
  return /^\d/.test(joined) ? `_${joined}` : joined;
}

/** The name of an attribute as a label. */
export function prometheusLabel(name: string): string {
  const label = name.replaceAll(/[^a-zA-Z0-9_]/g, '_');
  return /^\d/.test(label) ? `key_${label}` : label;
}

/** The unit of a catalog: Grafana's ids, or the plural of the annotation in braces. */
export function catalogUnit({ unit, instrument }: OtelMetric): string | undefined {
  const counted = /^\{([^{}]+)\}$/.exec(unit)?.[1];
  if (counted !== undefined) {
    const plural = counted.replaceAll('_', ' ');
    return plural.endsWith('s')
      ? plural
      : /[^aeiou]y$/.test(plural)
        ? `${plural.slice(0, -1)}ies`
        : `${plural}s`;
  }
  if (unit === '1') return instrument === 'gauge' ? 'ratio' : undefined;
  return own(units, unit);
}

const units: Readonly<Record<string, string>> = {
  s: 's',
  ms: 'ms',
  us: 'µs',
  ns: 'ns',
  min: 'm',
  h: 'h',
  d: 'd',
  By: 'bytes',
  'By/s': 'Bps',
  '%': 'percent',
  Cel: 'celsius',
  V: 'volt',
  A: 'amp',
  W: 'watt',
  J: 'joule',
  Hz: 'hertz',
  m: 'lengthm',
  g: 'massg',
};

/** Annotations in braces are no part of the unit. */
function wordOfUnit(unit: string): string {
  const plain = unit.replaceAll(/\{[^}]*\}/g, '').trim();
  return Object.hasOwn(words, plain) || Object.hasOwn(perWords, plain)
    ? plain
    : plain.replaceAll(/[^a-zA-Z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '');
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
