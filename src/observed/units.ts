/**
 * Units in the words of OpenMetrics and of Prometheus' metadata, as catalogs have them. OpenMetrics names base units
 * (section "Units and Base Units"); the smaller and larger ones are those that clients write all the same.
 */
const units: ReadonlyMap<string, string> = new Map([
  ['seconds', 's'],
  ['milliseconds', 'ms'],
  ['microseconds', 'µs'],
  ['nanoseconds', 'ns'],
  ['minutes', 'm'],
  ['hours', 'h'],
  ['days', 'd'],
  ['bytes', 'bytes'],
  ['ratio', 'ratio'],
  ['percent', 'percent'],
  ['celsius', 'celsius'],
  ['kelvin', 'kelvin'],
  ['volts', 'volt'],
  ['amperes', 'amp'],
  ['watts', 'watt'],
  ['joules', 'joule'],
  ['hertz', 'hertz'],
  ['meters', 'lengthm'],
  ['grams', 'massg'],
]);

/** The unit of a catalog that a word of the metadata means; undefined for none that is known. */
export function unitOfWord(word: string): string | undefined {
  return units.get(word.trim().toLowerCase());
}
