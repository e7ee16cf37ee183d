import { dateTimeFormat, type TimeRange } from '@grafana/data';

/** Ticks at round times, with as many labels as fit. */
export function TimeAxis({
  range,
  left,
  width,
  top,
  timeZone,
  color,
}: {
  readonly range: TimeRange;
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly timeZone: string;
  readonly color: string;
}) {
  const from = range.from.valueOf();
  const to = range.to.valueOf();
  const minutes = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 10_080];
  const step =
    (minutes.find((one) => (to - from) / (one * 60_000) <= Math.max(1, width / 80)) ?? 40_320) * 60_000;
  const ticks: number[] = [];
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) ticks.push(time);
  const format = step >= 86_400_000 ? 'MM/DD' : to - from > 86_400_000 ? 'MM/DD HH:mm' : 'HH:mm';
  return (
    <g fontSize={12} fill={color} textAnchor="middle">
      {ticks.map((time) => (
        <text key={time} x={left + ((time - from) / (to - from)) * width} y={top + 14}>
          {dateTimeFormat(time, { format, timeZone })}
        </text>
      ))}
    </g>
  );
}
