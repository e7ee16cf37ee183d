/** Text around a humanised number, for the units that have no function of their own in Prometheus' templates. */
const suffixes: Readonly<Record<string, string>> = {
  reqps: ' req/s',
  reqpm: ' req/min',
  ops: ' ops/s',
  opm: ' ops/min',
  rps: ' reads/s',
  wps: ' writes/s',
  cps: '/s',
  cpm: '/min',
  decbytes: 'B',
  Bps: 'B/s',
  percent: '%',
  ms: ' ms',
  currencyUSD: ' USD',
};

/** A Prometheus template that prints `variable` in `unit` for a person. */
export function templateFor(variable: string, unit: string | undefined): string {
  switch (unit) {
    case 'percentunit':
      return `{{ ${variable} | humanizePercentage }}`;
    case 's':
      return `{{ ${variable} | humanizeDuration }}`;
    case 'bytes':
      return `{{ ${variable} | humanize1024 }}B`;
    case 'binBps':
      return `{{ ${variable} | humanize1024 }}B/s`;
    case 'ms':
      return `{{ printf "%.0f" ${variable} }} ms`;
    case 'percent':
    case 'currencyUSD':
      return `{{ printf "%.2f" ${variable} }}${suffixes[unit]}`;
    default:
      return `{{ ${variable} | humanize }}${suffixes[unit ?? ''] ?? ''}`;
  }
}

/** A fixed number in `unit` for a person: 0.05 of `percentunit` is 5%. */
export function humanNumber(value: number, unit: string | undefined): string {
  switch (unit) {
    case 'percentunit':
      return `${rounded(value * 100)}%`;
    case 's':
      return seconds(value);
    case 'bytes':
      return `${scaled(value, 1024, ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'])}B`;
    case 'binBps':
      return `${scaled(value, 1024, ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'])}B/s`;
    case 'decbytes':
      return `${scaled(value, 1000, ['', 'k', 'M', 'G', 'T', 'P'])}B`;
    default:
      return `${rounded(value)}${suffixes[unit ?? ''] ?? ''}`;
  }
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function scaled(value: number, base: number, prefixes: readonly string[]): string {
  let scaledValue = value;
  let index = 0;
  while (Math.abs(scaledValue) >= base && index < prefixes.length - 1) {
    scaledValue /= base;
    index += 1;
  }
  return `${rounded(scaledValue)}${prefixes[index] ?? ''}`;
}

/** Seconds in the largest units that divide them: 600 is 10m, 90 is 1m 30s, 0.5 is 500ms. */
function seconds(value: number): string {
  if (value === 0 || Math.abs(value) < 1) return value === 0 ? '0s' : `${rounded(value * 1000)}ms`;
  const parts: string[] = [];
  let rest = value;
  for (const [name, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
  ] as const) {
    const whole = Math.trunc(rest / size);
    if (whole !== 0) parts.push(`${whole}${name}`);
    rest -= whole * size;
  }
  if (rest !== 0) parts.push(`${rounded(rest)}s`);
  return parts.join(' ');
}
