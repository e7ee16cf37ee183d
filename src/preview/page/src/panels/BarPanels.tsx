import { FieldType, formattedValueToString, getFieldDisplayName } from '@grafana/data';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';

const barOption = optionsOf('barchart');
const histogramOption = optionsOf('histogram');

interface Bar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
  readonly color: string;
}

function Bars({
  bars,
  width,
  height,
  props,
  values = false,
}: {
  readonly bars: readonly Bar[];
  readonly width: number;
  readonly height: number;
  readonly props: PanelProps;
  /** Writes the value of each bar on it, where there is room. */
  readonly values?: boolean;
}) {
  const most = Math.max(...bars.map(({ value }) => value), 0) || 1;
  const step = width / Math.max(1, bars.length);
  const plot = height - 22;
  const every = Math.ceil(60 / Math.max(step, 1));
  return (
    <svg width={width} height={height} role="img" aria-label={props.panel.title}>
      {bars.map(({ name, value, text, color }, index) => {
        const size = Math.max(0, (value / most) * (plot - 16));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: Names may be equal, and the order stays.
          <g key={index}>
            <rect x={index * step + step * 0.1} y={plot - size} width={step * 0.8} height={size} fill={color}>
              <title>{`${name}: ${text}`}</title>
            </rect>
            {values && step > text.length * 7 && (
              <text
                x={(index + 0.5) * step}
                y={plot - size - 4}
                fontSize={12}
                textAnchor="middle"
                fill={props.theme.colors.text.primary}
              >
                {text}
              </text>
            )}
            {index % every === 0 && (
              <text
                x={(index + 0.5) * step}
                y={height - 6}
                fontSize={12}
                textAnchor="middle"
                fill={props.theme.colors.text.primary}
              >
                {name.slice(0, Math.max(4, Math.floor((step * every) / 7)))}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** One bar per row of the first text field. */
export function BarChartPanel(props: PanelProps) {
  const { panel, frames, width, height } = props;
  const chosen = barOption(panel.options, 'xField', '');
  const values = barOption<string>(panel.options, 'showValue', 'auto') !== 'never';
  const bars = frames.flatMap((frame): Bar[] => {
    const names =
      frame.fields.find((field) => chosen !== '' && getFieldDisplayName(field, frame, frames) === chosen) ??
      frame.fields.find(({ type }) => type === FieldType.string);
    return frame.fields
      .filter((field) => field.type === FieldType.number && field !== names)
      .flatMap((field) => {
        const numbers: readonly number[] = names ? field.values : [field.values.at(-1)];
        return numbers.map((value, index) => ({
          name: names?.values[index] ?? getFieldDisplayName(field, frame, frames),
          value: value ?? 0,
          text: field.display ? formattedValueToString(field.display(value)) : String(value),
          color: field.display?.(value).color ?? 'gray',
        }));
      });
  });
  return <Bars bars={bars} width={width} height={height} props={props} values={values} />;
}

/** How often values fall into buckets of equal size. */
export function HistogramPanel(props: PanelProps) {
  const { panel, frames, width, height } = props;
  const field = frames.flatMap(({ fields }) => fields).find(({ type }) => type === FieldType.number);
  const values = frames
    .flatMap(({ fields }) =>
      fields
        .filter(({ type }) => type === FieldType.number)
        .flatMap((one) => one.values as (number | null)[]),
    )
    .filter((value): value is number => value !== null && Number.isFinite(value));
  const first = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const wanted = histogramOption(panel.options, 'bucketSize', 0);
  const size = wanted > 0 ? wanted : (most - first) / histogramOption(panel.options, 'bucketCount', 30) || 1;
  const offset = histogramOption(panel.options, 'bucketOffset', 0);
  const least = wanted > 0 ? Math.floor((first - offset) / size) * size + offset : first;
  const count = Math.min(1000, Math.max(1, Math.ceil((most - least) / size)));
  const counts = Array.from({ length: count }, () => 0);
  for (const value of values) {
    const at = Math.min(count - 1, Math.floor((value - least) / size));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const bars = counts.map((value, index) => {
    const bound = least + index * size;
    return {
      name: field?.display ? formattedValueToString(field.display(bound)) : bound.toPrecision(3),
      value,
      text: String(value),
      color: field?.display?.(bound).color ?? 'gray',
    };
  });
  return <Bars bars={values.length === 0 ? [] : bars} width={width} height={height} props={props} />;
}
