/** Grafana's units by dimension, with how many of the base unit each is. Others say nothing that can be compared. */
const dimensions: readonly Readonly<Record<string, number>>[] = [
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
  {
    bytes: 1,
    decbytes: 1,
    kbytes: 1024,
    deckbytes: 1e3,
    mbytes: 1024 ** 2,
    decmbytes: 1e6,
    gbytes: 1024 ** 3,
    decgbytes: 1e9,
    bits: 0.125,
    decbits: 0.125,
  },
  { binBps: 1, Bps: 1, KBs: 1e3, KiBs: 1024, MBs: 1e6, MiBs: 1024 ** 2, binbps: 0.125, bps: 0.125 },
  { percentunit: 1, percent: 0.01 },
  {
    reqps: 1,
    ops: 1,
    rps: 1,
    wps: 1,
    iops: 1,
    cps: 1,
    eps: 1,
    mps: 1,
    recps: 1,
    rowsps: 1,
    reqpm: 1 / 60,
    opm: 1 / 60,
    rpm: 1 / 60,
    wpm: 1 / 60,
    cpm: 1 / 60,
  },
];

/** Each unit with its dimension. */
const dimensionOf = new Map(
  dimensions.flatMap((units) => Object.keys(units).map((unit) => [unit, units] as const)),
);

/** True for a unit that can conflict with another. */
export function isComparable(unit: string): boolean {
  return dimensionOf.has(unit);
}

/** True when two units measure different things, or the same on different scales. */
export function unitsConflict(a: string, b: string): boolean {
  const dimensionA = dimensionOf.get(a);
  const dimensionB = dimensionOf.get(b);
  if (!dimensionA || !dimensionB) return false;
  return dimensionA !== dimensionB || dimensionA[a] !== dimensionB[b];
}
