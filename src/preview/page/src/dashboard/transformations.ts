import {
  createDataFrame,
  type DataFrame,
  type DataTransformerInfo,
  type Field,
  FieldType,
  getFieldDisplayName,
  outerJoinDataFrames,
  ReducerID,
  reduceField,
} from '@grafana/data';
import { map } from 'rxjs';
import { joinedByLabels, partsOf, rowsAsFields } from './transformed-rows.js';

/** Transformations that Grafana has beside those of its open package. */
export const ownTransformers: readonly DataTransformerInfo[] = [
  own('timeSeriesTable', 'Time series to table', timeSeriesTable),
  own('prepareTimeSeries', 'Prepare time series', prepareTimeSeries),
  own('joinByLabels', 'Join by labels', joinByLabels),
  own('partitionByValues', 'Partition by values', partitionByValues),
  own('rowsToFields', 'Rows to fields', rowsToFields),
];

function own<Options extends object>(
  id: string,
  name: string,
  change: (frames: DataFrame[], options: Partial<Options>) => DataFrame[],
): DataTransformerInfo {
  return {
    id,
    name,
    defaultOptions: {},
    operator: (options: Partial<Options>) => (source) =>
      source.pipe(map((frames: DataFrame[]) => change(frames, options))),
  };
}

/** A row per series: its labels, and the series itself as a sparkline with its value. */
function timeSeriesTable(
  frames: DataFrame[],
  options: Readonly<Record<string, { readonly stat?: string } | undefined>>,
): DataFrame[] {
  const refIds = [...new Set(frames.map(({ refId }) => refId ?? ''))];
  return refIds.flatMap((refId) => {
    const series = frames
      .filter((frame) => (frame.refId ?? '') === refId)
      .flatMap((frame) => {
        const time = frame.fields.find(({ type }) => type === FieldType.time);
        return time ? numbersOf(frame).map((field) => ({ frame, time, field })) : [];
      });
    if (series.length === 0) return frames.filter((frame) => (frame.refId ?? '') === refId);
    const names = [...new Set(series.flatMap(({ field }) => Object.keys(field.labels ?? {})))];
    const stat = options[refId]?.stat ?? ReducerID.lastNotNull;
    return [
      createDataFrame({
        refId,
        fields: [
          ...names.map((name) => ({
            name,
            type: FieldType.string,
            config: {},
            values: series.map(({ field }) => field.labels?.[name] ?? ''),
          })),
          {
            name: refIds.length > 1 ? `Trend #${refId}` : 'Trend',
            type: FieldType.frame,
            config: {},
            values: series.map(({ frame, time, field }) => ({
              ...frame,
              fields: [time, field],
              value: reduceField({ field, reducers: [stat] })[stat],
            })),
          },
        ],
      }),
    ];
  });
}

function numbersOf({ fields }: DataFrame): Field[] {
  return fields.filter(({ type }) => type === FieldType.number);
}

/** `wide`: one frame of all series; otherwise a frame per series. */
function prepareTimeSeries(frames: DataFrame[], { format }: { readonly format?: string }): DataFrame[] {
  const timed = frames.filter(({ fields }) => fields.some(({ type }) => type === FieldType.time));
  if (format === 'wide') {
    const joined = outerJoinDataFrames({ frames: timed, keepDisplayNames: true });
    return joined ? [joined] : [];
  }
  if (format === 'long') return timed;
  return timed.flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === FieldType.time) as Field;
    return numbersOf(frame).map((field) => ({ ...frame, fields: [time, field] }));
  });
}

/** A column per value of one label, a row for each combination of the others. */
function joinByLabels(
  frames: DataFrame[],
  { value = '', join }: { readonly value?: string; readonly join?: readonly string[] },
): DataFrame[] {
  const series = frames.flatMap((frame) =>
    numbersOf(frame).map(({ labels = {}, values }) => ({ labels, values })),
  );
  const { rows, columns, names } = joinedByLabels(series, value, join);
  return [
    createDataFrame({
      fields: [
        ...names.map((name) => ({
          name,
          type: FieldType.string,
          config: {},
          values: rows.map(({ labels }) => labels[name] ?? ''),
        })),
        ...columns.map((name) => ({
          name,
          type: FieldType.number,
          config: {},
          values: rows.map(({ numbers }) => numbers[name] ?? null),
        })),
      ],
    }),
  ];
}

/** A frame for each combination of the values of fields, without these fields unless they are kept. */
function partitionByValues(
  frames: DataFrame[],
  {
    fields: names = [],
    keepFields = false,
  }: { readonly fields?: readonly string[]; readonly keepFields?: boolean },
): DataFrame[] {
  return frames.flatMap((frame) => {
    const by = frame.fields.filter((field) => names.includes(getFieldDisplayName(field, frame, frames)));
    if (by.length === 0) return [frame];
    return partsOf(by, frame.length).map(({ values, rows }) => ({
      ...frame,
      name: values.join(' '),
      length: rows.length,
      fields: frame.fields
        .filter((field) => keepFields || !by.includes(field))
        .map((field) => ({
          ...field,
          values: rows.map((row) => field.values[row]),
          labels: {
            ...field.labels,
            ...Object.fromEntries(by.map(({ name }, at) => [name, String(values[at] ?? '')])),
          },
        })),
    }));
  });
}

/** Rows become fields: the first text is their name, the first number their value. */
function rowsToFields(
  [frame]: DataFrame[],
  {
    mappings = [],
  }: {
    readonly mappings?: readonly { readonly fieldName: string; readonly handlerKey?: string | null }[];
  },
): DataFrame[] {
  if (!frame) return [];
  const mapped = (key: string): Field | undefined => {
    const name = mappings.find(({ handlerKey }) => handlerKey === key)?.fieldName;
    return frame.fields.find((field) => field.name === name);
  };
  const name = mapped('field.name') ?? frame.fields.find(({ type }) => type === FieldType.string);
  const value = mapped('field.value') ?? frame.fields.find(({ type }) => type === FieldType.number);
  if (!name || !value) return [frame];
  return [
    createDataFrame({
      fields: rowsAsFields(name.values, value.values).map((one) => ({
        ...one,
        type: value.type,
        config: {},
      })),
    }),
  ];
}
