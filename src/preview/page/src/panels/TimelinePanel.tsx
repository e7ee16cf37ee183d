import { FieldType, formattedValueToString, getFieldDisplayName } from '@grafana/data';
import { measureText } from '@grafana/ui';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';
import { shortened } from './shortened.js';
import { TimeAxis } from './time-axis.js';
import { type LegendItem, WithLegend } from './WithLegend.js';

const option = optionsOf('state-timeline', 'status-history');

/** State timeline and status history: a band per series, coloured by value. */
export function TimelinePanel(props: PanelProps) {
  const { panel, frames, width, height } = props;
  return (
    <WithLegend
      items={legendOf(frames)}
      shown={option(panel.options, 'legend.showLegend', true)}
      displayMode={option<string>(panel.options, 'legend.displayMode', 'list')}
      placement={option<string>(panel.options, 'legend.placement', 'bottom')}
      width={width}
      height={height}
    >
      {(innerWidth, innerHeight) => <Bands {...props} width={innerWidth} height={innerHeight} />}
    </WithLegend>
  );
}

/** More values than these are no states, and their list would be longer than the panel. */
const mostItems = 12;

/** The values that there are, with their colours. */
function legendOf(frames: PanelProps['frames']): LegendItem[] {
  const found = new Map<string, LegendItem>();
  for (const field of frames.flatMap(({ fields }) => fields).filter(({ type }) => type !== FieldType.time)) {
    for (const value of new Set(field.values)) {
      if (value === null || value === undefined || !field.display || found.size > mostItems) continue;
      const display = field.display(value);
      const label = formattedValueToString(display);
      found.set(label, { label, color: display.color ?? 'gray' });
    }
  }
  return found.size > mostItems ? [] : [...found.values()];
}

function Bands({ panel, frames, width, height, timeRange, timeZone, theme }: PanelProps) {
  const merge = panel.type === 'state-timeline' && option(panel.options, 'mergeValues', true);
  const bands = frames.flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    return frame.fields
      .filter(({ type }) => type !== FieldType.time)
      .map((field) => ({
        field,
        name: getFieldDisplayName(field, frame, frames),
        times: time?.values ?? [],
      }));
  });
  const shown = bands.slice(0, Math.max(1, Math.floor((height - 24) / 14)));
  const widest = Math.max(0, ...shown.map(({ name }) => measureText(name, 12).width));
  const left = Math.min(width / 3, 12 + widest);
  const from = timeRange.from.valueOf();
  const length = timeRange.to.valueOf() - from;
  const x = (time: number): number => left + ((time - from) / length) * (width - left);
  const row = (height - 24) / Math.max(1, shown.length);
  const thick = row * option(panel.options, 'rowHeight', 0.9);
  const narrow = panel.type === 'status-history' ? option(panel.options, 'colWidth', 0.9) : 1;
  const align = option<string>(
    panel.options,
    'alignValue',
    panel.type === 'status-history' ? 'center' : 'left',
  );
  const aligned = { left: 6, center: 0, right: -6 }[align] ?? 6;
  return (
    <svg width={width} height={height} role="img" aria-label={panel.title}>
      {shown.map(({ field, name, times }, index) => (
        <g key={name}>
          <text
            x={left - 8}
            y={index * row + row / 2 + 4}
            fontSize={12}
            fill={theme.colors.text.primary}
            textAnchor="end"
          >
            {shortened(name, left - 8, 12)}
            <title>{name}</title>
          </text>
          {spans(times, field.values, merge).map(({ start, end, value }) => {
            const display = field.display?.(value);
            const text = display ? formattedValueToString(display) : String(value);
            const size = (x(end) - x(start)) * narrow;
            const first = x(start) + ((x(end) - x(start)) * (1 - narrow)) / 2;
            return (
              <g key={start}>
                <rect
                  x={first}
                  y={index * row + (row - thick) / 2}
                  width={Math.max(1, size - (merge || narrow < 1 ? 0 : 1))}
                  height={thick}
                  fill={display?.color ?? 'gray'}
                  fillOpacity={Number(field.config.custom?.fillOpacity ?? 70) / 100}
                >
                  <title>{`${name}: ${text}`}</title>
                </rect>
                {size > text.length * 8 && option<string>(panel.options, 'showValue', 'auto') !== 'never' && (
                  <text
                    x={first + (align === 'right' ? size : align === 'center' ? size / 2 : 0) + aligned}
                    textAnchor={align === 'right' ? 'end' : align === 'center' ? 'middle' : 'start'}
                    y={index * row + row / 2 + 4}
                    fontSize={12}
                    fill={theme.colors.getContrastText(display?.color ?? '#888')}
                  >
                    {text}
                  </text>
                )}
              </g>
            );
          })}
        </g>
      ))}
      <TimeAxis
        range={timeRange}
        left={left}
        width={width - left}
        top={height - 22}
        timeZone={timeZone}
        color={theme.colors.text.primary}
      />
    </svg>
  );
}

interface ValueSpan {
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
}

function spans(times: readonly number[], values: readonly unknown[], merge: boolean): ValueSpan[] {
  const step =
    times.length > 1 ? Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0))) : 60_000;
  const found: { start: number; end: number; value: unknown }[] = [];
  times.forEach((start, index) => {
    const value = values[index];
    if (value === null || value === undefined) return;
    const end = start + step;
    const last = found.at(-1);
    if (merge && last && last.value === value && last.end >= start) last.end = end;
    else found.push({ start, end, value });
  });
  return found;
}
