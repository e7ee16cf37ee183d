import { type FieldDisplay, formattedValueToString } from '@grafana/data';
import { DataLinksContextMenu } from '@grafana/ui';
import { optionsOf } from './drawn.js';
import { HoverTip } from './HoverTip.js';
import { legendOptions } from './legend-options.js';
import { type PieSlice, pieSlices, slicePath } from './pie-slices.js';
import type { PanelProps } from './props.js';
import { reducedValues } from './reduced.js';
import { shortened } from './shortened.js';
import { type LegendItem, WithLegend } from './WithLegend.js';

const option = optionsOf('piechart');

/** A pie or a donut: Grafana's is not among its open components. */
export function PiePanel(props: PanelProps) {
  const { panel, width, height } = props;
  const slices = pieSlices(
    reducedValues(props).filter(({ field }) => field.custom?.hideFrom?.viz !== true),
    option<string>(panel.options, 'sort', 'desc'),
  );
  const shown = option<string[]>(panel.options, 'legend.values', []);
  const items = slices
    .filter(({ value: { field } }) => field.custom?.hideFrom?.legend !== true)
    .map(
      ({ value: { display }, share, percent }): LegendItem => ({
        label: display.title ?? '',
        color: display.color ?? 'gray',
        values: [
          ...(shown.includes('value')
            ? [{ numeric: display.numeric, text: formattedValueToString(display), title: 'Value' }]
            : []),
          ...(shown.includes('percent')
            ? [{ numeric: share, text: percent, title: shown.length > 1 ? 'Percent' : '' }]
            : []),
        ],
      }),
    );
  return (
    <WithLegend items={items} {...legendOptions(panel)} width={width} height={height}>
      {(innerWidth, innerHeight) => (
        <Pie {...props} width={innerWidth} height={innerHeight} slices={slices} />
      )}
    </WithLegend>
  );
}

type Slice = PieSlice<FieldDisplay>;

/** Pixels around the pie, as in Grafana. */
const margin = 16;

function Pie({ slices, ...props }: PanelProps & { readonly slices: readonly Slice[] }) {
  const { panel, width, height, theme } = props;
  const labels = option<string[]>(panel.options, 'displayLabels', []);
  const size = Math.max(0, Math.min(width, height));
  const outer = Math.max(1, size / 2 - margin);
  const isDonut = option<string>(panel.options, 'pieType', 'pie') === 'donut';
  const inner = isDonut ? Math.max(0, outer - Math.max(outer / 3, 20)) : 0;
  // Within the slice, nearer to the edge than to the middle.
  const distance = (outer + (inner === 0 ? outer / 6 : inner)) / 2;
  const hasNames = labels.includes('name');
  const fontSize = Math.min(Math.max((outer / (hasNames ? 150 : 100)) * 14, 12), hasNames ? 30 : 36);
  const mode = option<string>(panel.options, 'tooltip.mode', 'single');
  const hideZeros = option(panel.options, 'tooltip.hideZeros', false);
  return (
    <svg
      width={size}
      height={size}
      viewBox={`${-size / 2} ${-size / 2} ${size} ${size}`}
      style={{ display: 'block', margin: 'auto', overflow: 'visible' }}
      role="img"
      aria-label={panel.title}
    >
      {slices.map((slice) => {
        const { value, from, to } = slice;
        const path = (
          <path
            d={slicePath(outer, inner, from, to)}
            fill={value.display.color}
            stroke={theme.colors.background.primary}
            strokeWidth={1}
          />
        );
        return (
          <HoverTip
            key={slice.index}
            rows={(mode === 'multi' ? slices : [slice])
              .filter((one) => !hideZeros || one.value.display.numeric !== 0)
              .map((one) => ({
                label: one.value.display.title,
                value: formattedValueToString(one.value.display),
                color: one.value.display.color,
                isActive: mode === 'multi' && one === slice,
              }))}
            shown={mode !== 'none'}
          >
            <Linked value={value}>{path}</Linked>
          </HoverTip>
        );
      })}
      {slices
        .filter(({ from, to }) => labels.length > 0 && to - from >= leastLabelled)
        .map(({ value: { display }, from, to, percent, index }) => {
          const middle = (from + to) / 2 - Math.PI / 2;
          const [x, y] = [distance * Math.cos(middle), distance * Math.sin(middle)];
          const lines = [
            ...(hasNames ? [shortened(display.title ?? '', outer, fontSize)] : []),
            ...(labels.includes('value') ? [formattedValueToString(display)] : []),
            ...(labels.includes('percent') ? [percent] : []),
          ];
          return (
            <text
              key={index}
              y={y - ((lines.length - 1) / 2) * fontSize * 1.2}
              fontSize={fontSize}
              fontWeight={500}
              textAnchor="middle"
              dominantBaseline="middle"
              pointerEvents="none"
              fill={theme.colors.getContrastText(display.color ?? '#888')}
            >
              {lines.map((line, at) => (
                <tspan key={line} x={x} dy={at === 0 ? 0 : fontSize * 1.2}>
                  {line}
                </tspan>
              ))}
            </text>
          );
        })}
    </svg>
  );
}

/** Radians of the smallest slice that has room for a label. */
const leastLabelled = 0.3;

/** What a slice leads to: one link at a click, several in a menu. */
function Linked({ value, children }: { readonly value: FieldDisplay; readonly children: React.ReactNode }) {
  const { hasLinks, getLinks } = value;
  if (!hasLinks || !getLinks) return children;
  const links = getLinks();
  const [only] = links;
  if (links.length === 1 && only)
    return (
      <a href={only.href} target={only.target} aria-label={only.title}>
        {children}
      </a>
    );
  return (
    <DataLinksContextMenu links={getLinks}>
      {({ triggerProps, targetClassName }) => (
        <g className={targetClassName} aria-label={value.display.title} {...(triggerProps as object)}>
          {children}
        </g>
      )}
    </DataLinksContextMenu>
  );
}
