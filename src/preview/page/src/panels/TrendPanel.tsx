import { type DataFrame, type Field, FieldType, getFieldDisplayName } from '@grafana/data';
import { useMemo } from 'react';
import { optionsOf } from './drawn.js';
import { Graph } from './Graph.js';
import { inPalette } from './palette.js';
import type { PanelProps } from './props.js';

const option = optionsOf('trend');

/** Numbers over another number, which ascends. */
export function TrendPanel(props: PanelProps) {
  const { panel, frames, theme, timeZone } = props;
  const name = option(panel.options, 'xField', '');
  const found = useMemo(() => trendOf(frames, name, { theme, timeZone }), [frames, name, theme, timeZone]);
  if (typeof found === 'string') return <p>{found}</p>;
  return <Graph {...props} frames={[found.frame]} x={found.x} />;
}

/** The frame with the field of its x axis first, or why it cannot be drawn, as Grafana says it. */
function trendOf(
  frames: readonly DataFrame[],
  name: string,
  shown: Pick<PanelProps, 'theme' | 'timeZone'>,
): { readonly frame: DataFrame; readonly x: Field } | string {
  const [frame, ...others] = frames;
  if (!frame) return 'No data';
  if (others.length > 0) return 'Only one frame is supported, consider adding a join transformation';
  const numbers = frame.fields.filter(({ type }) => type === FieldType.number);
  const x = name
    ? frame.fields.find((field) => field.name === name || getFieldDisplayName(field, frame) === name)
    : numbers[0];
  if (!x) return name ? `Unable to find field: ${name}` : 'No numeric fields found for X axis';
  if (x.type !== FieldType.number) return `X field must be numeric, ${name} is a ${x.type}`;
  if (x.values.some((value, at) => at > 0 && value < x.values[at - 1]))
    return 'Values must be in ascending order';
  const ys = numbers.filter((field) => field !== x).map((field, index) => inPalette(field, index, shown));
  if (ys.length === 0) return 'No numeric fields found for Y axis';
  return { frame: { ...frame, fields: [x, ...ys] }, x };
}
