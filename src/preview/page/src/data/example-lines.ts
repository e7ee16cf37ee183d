import { hash, unit } from '../../../simulated/random.js';

export interface ExampleLine {
  readonly time: number;
  readonly text: string;
}

const messages = [
  'request served',
  'cache refreshed',
  'job finished',
  'connection opened',
  'retrying after timeout',
  'configuration loaded',
  'request failed',
];

/** Lines that fit a LogQL query's stream: its labels and texts that it searches for. The same query gives the same lines. */
export function exampleLines(
  query: string,
  range: { readonly start: number; readonly end: number },
): ExampleLine[] {
  const seed = hash(query);
  const labels = [...query.matchAll(/(\w+)\s*=~?\s*"([^"]*)"/g)].map(
    ([, name, value]) => `${name}=${(value ?? '').split('|')[0]?.replace(/[.*+\\^$()]/g, '') || 'example'}`,
  );
  const searched = [...query.matchAll(/\|[=~]\s*["`]([^"`]+)["`]/g)].map(
    ([, text]) => (text ?? '').replace(/\(\?i\)/, '').split('|')[0] ?? '',
  );
  const plain = searched.filter((text) => /^[\w .:/-]+$/.test(text));
  const named = /\blevel\s*=~?\s*"(error|warn|info|debug)/.exec(query)?.[1];
  const count = 40;
  return Array.from({ length: count }, (_, index) => {
    const chance = unit(seed, index);
    const level =
      named ??
      (searched.some((text) => /err|fail|panic|exception/i.test(text)) || chance > 0.93
        ? 'error'
        : chance > 0.85
          ? 'warn'
          : 'info');
    const message = level === 'error' ? messages[6] : messages[Math.floor(chance * 6)];
    const time = Math.round(range.end - ((index + chance) * (range.end - range.start)) / count);
    return {
      time,
      text: [
        `level=${level}`,
        ...labels.filter((label) => !label.startsWith('level=')),
        `msg="${[message, ...plain].join(' ')}"`,
        `duration=${Math.round(5 + chance * 300)}ms`,
      ].join(' '),
    };
  });
}

export interface ExampleTrace {
  readonly id: string;
  readonly time: number;
  readonly service: string;
  readonly name: string;
  readonly durationMs: number;
}

/** Traces that fit a TraceQL query. */
export function exampleTraces(
  query: string,
  range: { readonly start: number; readonly end: number },
): ExampleTrace[] {
  const seed = hash(query);
  const service = /service\.name\s*=~?\s*"([^"]*)"/.exec(query)?.[1]?.replace(/[.*]/g, '') || 'api';
  return Array.from({ length: 12 }, (_, index) => {
    const chance = unit(seed, index);
    return {
      id: [0, 1, 2, 3]
        .map((part) => (hash(`${query}${index}${part}`) >>> 0).toString(16).padStart(8, '0'))
        .join(''),
      time: Math.round(range.end - ((index + chance) * (range.end - range.start)) / 12),
      service,
      name: ['GET /', 'POST /orders', 'GET /items', 'query', 'publish'][Math.floor(chance * 5)] ?? 'GET /',
      durationMs: Math.round(20 + chance * chance * 2000),
    };
  });
}
