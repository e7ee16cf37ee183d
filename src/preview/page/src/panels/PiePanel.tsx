import { formattedValueToString } from '@grafana/data';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';
import { reducedValues } from './reduced.js';

const option = optionsOf('piechart');

/** A pie or a donut: Grafana's is not among its open components. */
export function PiePanel(props: PanelProps) {
  const { panel, width, height, theme } = props;
  const values = reducedValues(props).filter(({ display }) => display.numeric > 0);
  const total = values.reduce((sum, { display }) => sum + display.numeric, 0);
  const legend = option(panel.options, 'legend.showLegend', true);
  const right = option<string>(panel.options, 'legend.placement', 'bottom') === 'right';
  const table = option<string>(panel.options, 'legend.displayMode', 'list') === 'table';
  const shown = option<string[]>(panel.options, 'legend.values', []);
  const labels = option<string[]>(panel.options, 'displayLabels', []);
  const side = legend ? (right ? Math.min(220, width / 2) : width) : 0;
  const foot = legend && !right ? Math.min(height / 3, table ? 24 * (values.length + 1) : 48) : 0;
  const size = Math.max(0, Math.min(right ? width - side : width, height - foot) - 12);
  const radius = size / 2;
  const inner = option<string>(panel.options, 'pieType', 'pie') === 'donut' ? radius * 0.6 : 0;
  let angle = -Math.PI / 2;
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: right ? 'row' : 'column',
        width,
        height,
        alignItems: 'center',
      }}
    >
      <svg
        width={size}
        height={size}
        style={{ flex: 'none', margin: 'auto' }}
        role="img"
        aria-label={panel.title}
      >
        {values.map(({ display }, index) => {
          const from = angle;
          angle += (display.numeric / total) * 2 * Math.PI;
          const middle = (from + angle) / 2;
          const distance = (radius + inner) / 2;
          const lines = [
            labels.includes('name') && display.title,
            labels.includes('value') && formattedValueToString(display),
            labels.includes('percent') && percent(display.numeric / total),
          ].filter((line) => line !== false && line !== undefined);
          return (
            <g key={display.title ?? index}>
              <path
                d={slice(radius, inner, from, Math.min(angle, from + 2 * Math.PI - 1e-4))}
                fill={display.color}
                stroke={theme.colors.background.primary}
                strokeWidth={1}
              >
                <title>{`${display.title ?? ''} ${formattedValueToString(display)} (${percent(display.numeric / total)})`}</title>
              </path>
              {display.numeric / total > 0.04 &&
                lines.map((line, at) => (
                  <text
                    key={line}
                    x={radius + distance * Math.cos(middle)}
                    y={radius + distance * Math.sin(middle) + 4 + (at - (lines.length - 1) / 2) * 14}
                    fontSize={12}
                    textAnchor="middle"
                    pointerEvents="none"
                    fill={theme.colors.getContrastText(display.color ?? '#888')}
                  >
                    {line}
                  </text>
                ))}
            </g>
          );
        })}
      </svg>
      {legend && (
        <ul
          style={{
            listStyle: 'none',
            margin: 0,
            padding: '0 8px',
            overflow: 'auto',
            fontSize: 12,
            width: side,
            maxHeight: right ? height : foot,
            display: table || right ? 'block' : 'flex',
            flexWrap: 'wrap',
            gap: '2px 12px',
            justifyContent: 'center',
          }}
        >
          {values.map(({ display }, index) => (
            <li key={display.title ?? index} style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
              <span
                style={{ width: 14, height: 4, borderRadius: 2, background: display.color, flex: 'none' }}
              />
              <span style={{ flex: table || right ? 1 : 'none' }}>{display.title}</span>
              {shown.includes('value') && <span>{formattedValueToString(display)}</span>}
              {shown.includes('percent') && <span>{percent(display.numeric / total)}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)}%`;
}

function slice(radius: number, inner: number, from: number, to: number): string {
  const point = (length: number, angle: number): string =>
    `${(radius + length * Math.cos(angle)).toFixed(2)} ${(radius + length * Math.sin(angle)).toFixed(2)}`;
  const large = to - from > Math.PI ? 1 : 0;
  if (inner === 0)
    return `M ${radius} ${radius} L ${point(radius, from)} A ${radius} ${radius} 0 ${large} 1 ${point(radius, to)} Z`;
  return `M ${point(radius, from)} A ${radius} ${radius} 0 ${large} 1 ${point(radius, to)} L ${point(inner, to)} A ${inner} ${inner} 0 ${large} 0 ${point(inner, from)} Z`;
}
