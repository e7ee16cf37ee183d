/** Units by the words that names end in, as the naming conventions of Prometheus and OpenTelemetry have them. */
const units: readonly (readonly [RegExp, string])[] = [
  [
    /_timestamp(_seconds)?$|(^|_)(start|created|creation|boot|deletion|completion|expiry|expiration|node)_time(_seconds)?$|_last_\w+_time(_seconds)?$|_created$/,
    'timestamp',
  ],
  [/_(milliseconds|ms|millis)$/, 'ms'],
  [/_microseconds$/, 'µs'],
  [/_nanoseconds$/, 'ns'],
  [/_seconds$/, 's'],
  [/_minutes$/, 'm'],
  [/_hours$/, 'h'],
  [/_days$/, 'd'],
  [/_bytes$/, 'bytes'],
  [/_ratio$/, 'ratio'],
  [/_percent(age)?$/, 'percent'],
  [/_celsius$/, 'celsius'],
  [/_kelvin$/, 'kelvin'],
  [/_volts$/, 'volt'],
  [/_amperes$/, 'amp'],
  [/_watts$/, 'watt'],
  [/_joules$/, 'joule'],
  [/_hertz$/, 'hertz'],
  [/_requests$/, 'requests'],
  [/_errors$/, 'errors'],
  [/_connections$/, 'connections'],
  [/_messages$/, 'messages'],
];

/** The unit that a metric's name ends in; undefined where it ends in none. */
export function unitOfName(name: string): string | undefined {
  const base = name.replace(/_(total|sum|count|max|min|avg)$/, '');
  const unit = units.find(([pattern]) => pattern.test(base))?.[1];
  // What is counted up is no point in time: `orders_created_total` are orders.
  return unit === 'timestamp' && name.endsWith('_total') ? undefined : unit;
}

const written: Readonly<Record<string, string>> = {
  api: 'API',
  cpu: 'CPU',
  dns: 'DNS',
  gc: 'GC',
  gpu: 'GPU',
  grpc: 'gRPC',
  http: 'HTTP',
  io: 'I/O',
  ip: 'IP',
  jvm: 'JVM',
  sql: 'SQL',
  tcp: 'TCP',
  tls: 'TLS',
  udp: 'UDP',
  url: 'URL',
};

/** The words of a name as a sentence: for metrics without a help text. */
export function helpOfName(name: string): string {
  const words = name
    .replace(/_(total|bucket|sum|count)$/, '')
    .split(/[_:.]+|(?<=[a-z])(?=[A-Z])/)
    .filter((word) => word !== '')
    .map((word) => written[word.toLowerCase()] ?? word.toLowerCase());
  const text = words.join(' ');
  return text === '' ? 'Not described.' : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
