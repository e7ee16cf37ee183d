import { type FieldDisplay, formattedValueToString } from '@grafana/data';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';
import { reducedValues } from './reduced.js';
import { type LegendItem, WithLegend } from './WithLegend.js';

const option = optionsOf('piechart');

/** A pie or a donut: Grafana's is not among its open components. */
export function PiePanel(props: PanelProps) {
  const { panel, width, height } = props;
  const values = reducedValues(props).filter(({ display }) => display.numeric > 0);
  const total = values.reduce((sum, { display }) => sum + display.numeric, 0);
  const shown = option<string[]>(panel.options, 'legend.values', []);
  const items = values.map(({ display }): LegendItem => {
    const share = display.numeric / total;
    return {
      label: display.title ?? '',
      color: display.color ?? 'gray',
      values: [
        ...(shown.includes('value') ? [{ ...display, title: 'Value' }] : []),
        ...(shown.includes('percent')
          ? [{ numeric: share * 100, text: percent(share), title: 'Percent' }]
          : []),
      ],
    };
  });
  return (
    <WithLegend
      items={items}
      shown={option(panel.options, 'legend.showLegend', true)}
      displayMode={option<string>(panel.options, 'legend.displayMode', 'list')}
      placement={option<string>(panel.options, 'legend.placement', 'bottom')}
      width={width}
      height={height}
    >
      {(innerWidth, innerHeight) => (
        <Pie {...props} width={innerWidth} height={innerHeight} values={values} total={total} />
      )}
    </WithLegend>
  );
}

function Pie({
  values,
  total,
  ...props
}: PanelProps & { readonly values: readonly FieldDisplay[]; readonly total: number }) {
  const { panel, width, height, theme } = props;
  const labels = option<string[]>(panel.options, 'displayLabels', []);
  const size = Math.max(0, Math.min(width, height) - 12);
  const radius = size / 2;
  const inner = option<string>(panel.options, 'pieType', 'pie') === 'donut' ? radius * 0.6 : 0;
  let angle = -Math.PI / 2;
  return (
    <svg
      width={size}
      height={size}
      style={{ display: 'block', margin: 'auto' }}
      role="img"
      aria-label={props.panel.title}
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
