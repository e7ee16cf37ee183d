import { type FieldDisplay, formattedValueToString, type GrafanaTheme2 } from '@grafana/data';
import { shortened } from './shortened.js';

interface ArcProps {
  readonly value: FieldDisplay;
  readonly width: number;
  readonly height: number;
  readonly named: boolean;
  readonly markers: boolean;
  /** Writes the bounds of the thresholds at their places. */
  readonly labels: boolean;
  /** Sizes of the texts in pixels. @default what fits */
  readonly text: { readonly titleSize?: number; readonly valueSize?: number };
  readonly theme: GrafanaTheme2;
}

/** Pixels of the height that a gauge with a name needs. */
const leastNamed = 56;

const from = -210;
const sweep = 240;

/** A gauge over 240 degrees, with the colours of the thresholds around it. */
export function Arc({ value, width, height, named, markers, labels, text: sizes, theme }: ArcProps) {
  const { display, field } = value;
  const min = field.min ?? 0;
  const max = field.max ?? 100;
  const edge = labels ? 24 : 8;
  // A name would lie over a gauge that has no room for both.
  const isNamed = named && height >= leastNamed;
  const titleSize = sizes.titleSize ?? Math.min(20, Math.max(12, width * 0.1));
  const radius = Math.max(6, Math.min(width / 2, (height - (isNamed ? titleSize * 1.6 : 0)) / 1.6) - edge);
  const cx = width / 2;
  const cy = radius + edge;
  const thick = radius * 0.22;
  const share = Math.min(1, Math.max(0, (display.numeric - min) / (max - min || 1)));
  const text = formattedValueToString(display);
  const size = sizes.valueSize ?? Math.min(radius * 0.5, (radius * 2.2) / Math.max(text.length, 1));
  const percentage = field.thresholds?.mode === 'percentage';
  const steps = field.thresholds?.steps ?? [];
  return (
    <svg width={width} height={height} role="img" aria-label={`${display.title ?? ''} ${text}`}>
      <path
        d={arc(cx, cy, radius - thick / 2, 0, 1)}
        stroke={theme.colors.background.secondary}
        strokeWidth={thick}
        fill="none"
      />
      <path
        d={arc(cx, cy, radius - thick / 2, 0, share)}
        stroke={display.color}
        strokeWidth={thick}
        fill="none"
      />
      {markers &&
        steps.map((step, index) => {
          const next = steps[index + 1]?.value ?? Number.POSITIVE_INFINITY;
          const part = (bound: number): number =>
            Math.min(1, Math.max(0, percentage ? bound / 100 : (bound - min) / (max - min || 1)));
          return (
            <path
              key={String(step.value)}
              d={arc(cx, cy, radius + 3, part(step.value), part(next))}
              stroke={theme.visualization.getColorByName(step.color)}
              strokeWidth={4}
              fill="none"
            />
          );
        })}
      {labels &&
        [{ value: min }, ...steps.slice(1), { value: max }].map((step, index) => {
          const bound =
            percentage && index > 0 && index < steps.length
              ? min + ((max - min) * step.value) / 100
              : step.value;
          const part = Math.min(1, Math.max(0, (bound - min) / (max - min || 1)));
          const angle = ((from + sweep * part) * Math.PI) / 180;
          const shown = value.view?.getFieldDisplayProcessor(value.colIndex ?? 0)?.(bound);
          return (
            <text
              // biome-ignore lint/suspicious/noArrayIndexKey: Bounds may be equal, and their order stays.
              key={index}
              x={cx + (radius + 10) * Math.cos(angle)}
              y={cy + (radius + 10) * Math.sin(angle)}
              fontSize={10}
              textAnchor={part < 0.45 ? 'end' : part > 0.55 ? 'start' : 'middle'}
              fill={theme.colors.text.primary}
            >
              {shown ? formattedValueToString(shown) : bound}
            </text>
          );
        })}
      <text
        x={cx}
        y={cy + size * 0.35}
        fontSize={size}
        fill={display.color ?? theme.colors.text.primary}
        textAnchor="middle"
        fontWeight={500}
      >
        {text}
      </text>
      {isNamed && (
        <text x={cx} y={height - 4} fontSize={titleSize} fill={theme.colors.text.primary} textAnchor="middle">
          {shortened(display.title ?? '', width - 8, titleSize)}
        </text>
      )}
    </svg>
  );
}

function arc(cx: number, cy: number, radius: number, start: number, end: number): string {
  if (end <= start) return '';
  const point = (share: number): string => {
    const angle = ((from + sweep * share) * Math.PI) / 180;
    return `${(cx + radius * Math.cos(angle)).toFixed(2)} ${(cy + radius * Math.sin(angle)).toFixed(2)}`;
  };
  const large = (end - start) * sweep > 180 ? 1 : 0;
  return `M ${point(start)} A ${radius} ${radius} 0 ${large} 1 ${point(end)}`;
}
