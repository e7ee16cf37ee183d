import { countedThing } from '../../../query/index.js';
import { count, type Measure, measure, type Point, type Powers, point, ratio } from './quantity.js';

/** Grafana's units that can be compared: their dimensions, and how many base units one is. */
const known: readonly (readonly [Powers, Readonly<Record<string, number>>])[] = [
  [
    { time: 1 },
    {
      ns: 1e-9,
      µs: 1e-6,
      ms: 1e-3,
      s: 1,
      m: 60,
      h: 3600,
      d: 86_400,
      dtdurations: 1,
      dtdurationms: 1e-3,
      clocks: 1,
      clockms: 1e-3,
    },
  ],
  [
    { data: 1 },
    {
      bytes: 1,
      decbytes: 1,
      kbytes: 1024,
      deckbytes: 1e3,
      mbytes: 1024 ** 2,
      decmbytes: 1e6,
      gbytes: 1024 ** 3,
      decgbytes: 1e9,
      tbytes: 1024 ** 4,
      dectbytes: 1e12,
      bits: 0.125,
      decbits: 0.125,
    },
  ],
  [
    { data: 1, time: -1 },
    {
      binBps: 1,
      Bps: 1,
      KBs: 1e3,
      KiBs: 1024,
      MBs: 1e6,
      MiBs: 1024 ** 2,
      GBs: 1e9,
      binbps: 0.125,
      bps: 0.125,
    },
  ],
  [
    { count: 1, time: -1 },
    {
      reqps: 1,
      ops: 1,
      rps: 1,
      wps: 1,
      iops: 1,
      cps: 1,
      eps: 1,
      mps: 1,
      pps: 1,
      recps: 1,
      rowsps: 1,
      hertz: 1,
      reqpm: 1 / 60,
      opm: 1 / 60,
      rpm: 1 / 60,
      wpm: 1 / 60,
      cpm: 1 / 60,
    },
  ],
  [{}, { ratio: 1, percentunit: 1, percent: 0.01 }],
  [{ energy: 1 }, { joule: 1, watth: 3600, kwatth: 3.6e6 }],
  [
    { energy: 1, time: -1 },
    { watt: 1, kwatt: 1e3, megwatt: 1e6 },
  ],
  [{ celsius: 1 }, { celsius: 1 }],
  [{ fahrenheit: 1 }, { fahrenheit: 1 }],
  [{ kelvin: 1 }, { kelvin: 1 }],
];

const measures = new Map<string, Measure>();
for (const [powers, units] of known) {
  for (const [unit, scale] of Object.entries(units)) measures.set(unit, measure(powers, scale, unit));
}
measures.set('ratio', { ...ratio, text: 'ratio' });

/** Units of points in time; those of Grafana are milliseconds, but nobody declares a metric with them. */
const points = new Set(['timestamp', 'dateTimeAsIso', 'dateTimeFromNow']);

/** The quantity of a declared unit; undefined for `short` and for units that are not compared. */
export function declaredQuantity(unit: string | undefined): Measure | Point | undefined {
  if (unit === undefined) return undefined;
  if (points.has(unit)) return point;
  const found = measures.get(unit);
  if (found) return found;
  if (countedThing(unit)) {
    const counted: Measure = { ...count, text: unit };
    measures.set(unit, counted);
    return counted;
  }
  if (/^currency[A-Z]/.test(unit)) return measure({ [`currency ${unit.slice(8)}`]: 1 }, 1, unit);
  return undefined;
}
