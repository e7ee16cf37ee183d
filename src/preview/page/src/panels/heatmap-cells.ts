/** What of frames the cells of a heatmap are made of. */
interface HeatmapField {
  readonly type: string;
  readonly values: readonly unknown[];
  readonly labels?: Readonly<Record<string, string>> | undefined;
}
interface HeatmapFrame {
  readonly fields: readonly HeatmapField[];
}

/** A bucket over time. */
export interface HeatmapRow<Field> {
  readonly field: Field;
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** A cell in the units of both axes. */
export interface HeatmapCell {
  readonly from: number;
  readonly to: number;
  readonly bottom: number;
  readonly top: number;
  readonly count: number;
}

/** Where the value of a row lies in it: `le` at its top, `ge` at its bottom, `unknown` in its middle. */
export type RowLayout = 'le' | 'ge' | 'unknown';

/**
 * The rows of frames that hold a bucket per field, from the lowest to the highest: buckets of several frames are joined
 * by time, and names that are numbers are put in order.
 */
export function rowsOf<Frame extends HeatmapFrame>(
  frames: readonly Frame[],
  nameOf: (field: Frame['fields'][number], frame: Frame) => string,
): { readonly times: readonly number[]; readonly rows: readonly HeatmapRow<Frame['fields'][number]>[] } {
  const found = frames.flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === 'time');
    if (!time) return [];
    return frame.fields
      .filter(({ type }) => type === 'number')
      .map((field) => ({ field, name: nameOf(field, frame), own: time.values as readonly number[] }));
  });
  const times = [...new Set(found.flatMap(({ own }) => own))].sort((a, b) => a - b);
  const rows = found.map(({ field, name, own }) => {
    const byTime = new Map(own.map((time, index) => [time, field.values[index] as number | null]));
    return { field, name, values: times.map((time) => byTime.get(time) ?? null) };
  });
  if (rows.every(({ name }) => !Number.isNaN(boundOf(name))))
    rows.sort((a, b) => boundOf(a.name) - boundOf(b.name));
  return { times, rows };
}

/** The number that a bucket has as its name. */
export function boundOf(name: string): number {
  return name === '+Inf' ? Number.POSITIVE_INFINITY : name.trim() === '' ? Number.NaN : Number(name);
}

export function layoutOf(rows: readonly HeatmapRow<HeatmapField>[], wanted: string | undefined): RowLayout {
  if (wanted === 'le' || wanted === 'ge' || wanted === 'unknown') return wanted;
  return rows[0]?.field.labels?.le === undefined ? 'unknown' : 'le';
}

/** A cell for each bucket and time that has more than `floor` and less than `ceiling`: it ends at its time. */
export function cellsOfRows(
  { times, rows }: ReturnType<typeof rowsOf>,
  { floor, ceiling }: { readonly floor: number; readonly ceiling: number },
): readonly HeatmapCell[] {
  const step = times.length > 1 ? (times[1] ?? 0) - (times[0] ?? 0) : 60_000;
  return rows.flatMap(({ values }, row) =>
    times.flatMap((to, at) => {
      const count = values[at] ?? null;
      if (count === null || !(count > floor) || !(count < ceiling)) return [];
      return [{ from: to - step, to, bottom: row, top: row + 1, count }];
    }),
  );
}

/** How values of plain series are counted. */
export interface Calculation {
  readonly x: BucketSize;
  readonly y: BucketSize;
  /** 2 or 10 for buckets that grow by this factor. */
  readonly log?: number | undefined;
}
interface BucketSize {
  readonly mode: string;
  /** The size, or how many there are. @default a number of them that Grafana chooses */
  readonly value?: number | undefined;
}

/** Buckets over the x and the y axis where nothing says how many, as in Grafana. */
const usualCount = { x: 20, y: 10 } as const;

/** Counts the values of all series in buckets of times and values. Buckets that grow take values above zero alone. */
export function calculatedCells(
  frames: readonly HeatmapFrame[],
  { x, y, log }: Calculation,
): readonly HeatmapCell[] {
  const points = frames.flatMap(({ fields }) => {
    const times = fields.find(({ type }) => type === 'time')?.values as readonly number[] | undefined;
    if (!times) return [];
    return fields
      .filter(({ type }) => type === 'number')
      .flatMap(({ values }) => times.map((time, index) => ({ time, value: values[index] as number })));
  });
  const counted = points.filter(({ value }) => Number.isFinite(value) && (!log || value > 0));
  const width = sizeOf(
    counted.map(({ time }) => time),
    x,
    usualCount.x,
    niceTimes,
  );
  const exponent = (value: number): number => Math.log(value) / Math.log(log ?? Math.E);
  const height = log
    ? 1 / (y.value && y.value > 0 ? y.value : 1)
    : sizeOf(
        counted.map(({ value }) => value),
        y,
        usualCount.y,
        niceNumbers,
      );
  const bound = (index: number): number => (log ? log ** (index * height) : index * height);
  const counts = new Map<string, { column: number; row: number; count: number }>();
  for (const { time, value } of counted) {
    const column = Math.floor(time / width);
    // What rounding takes below a bound belongs to the bucket above it.
    const row = Math.floor((log ? exponent(value) : value) / height + 1e-9);
    const key = `${column} ${row}`;
    const cell = counts.get(key) ?? { column, row, count: 0 };
    cell.count += 1;
    counts.set(key, cell);
  }
  return [...counts.values()].map(({ column, row, count }) => ({
    from: column * width,
    to: (column + 1) * width,
    bottom: bound(row),
    top: bound(row + 1),
    count,
  }));
}

function sizeOf(
  values: readonly number[],
  { mode, value }: BucketSize,
  usual: number,
  nice: (size: number) => number,
): number {
  const wanted = value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
  if (mode !== 'count' && wanted !== undefined) return wanted;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of values) {
    least = Math.min(least, one);
    most = Math.max(most, one);
  }
  const count = Math.max(1, (wanted ?? usual) - 1);
  return nice(most > least ? (most - least) / count : 1);
}

/** The next round number below a size: 1, 2, 2.5 or 5 times a power of ten. */
function niceNumbers(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  return power * ([5, 2.5, 2, 1].find((one) => one * power <= size * (1 + 1e-9)) ?? 1);
}

const seconds = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 14_400, 21_600];

/** The next round time below a size, in milliseconds. */
function niceTimes(size: number): number {
  return (
    [...seconds, 43_200, 86_400, 172_800, 604_800].map((one) => one * 1000).findLast((one) => one <= size) ??
    niceNumbers(size)
  );
}
