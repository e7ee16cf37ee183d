import { textOf } from '../../../read/plain.js';
import { type Json, jsonOf } from '../step.js';
import { numberOf } from './common.js';

const ofHeatmap =
  `cards color dataFormat heatmap hideZeroBuckets highlightCards legend reverseYBuckets tooltip tooltipDecimals
xAxis xBucketNumber xBucketSize yAxis yBucketBound yBucketNumber yBucketSize`.split(/\s+/);

/**
 * Names of colour schemes, in the order in which Grafana looks for the one that a name of the first heatmap has in it:
 * `interpolateYlGnBu` is GnBu to it.
 */
const schemes =
  `BrBG PiYG PRGn PuOr RdBu RdGy RdYlBu RdYlGn Spectral Blues Greens Greys Oranges Purples Reds Turbo Cividis Viridis
Magma Inferno Plasma Warm Cool Cubehelix BuGn BuPu GnBu OrRd PuBuGn PuBu PuRd RdPu YlGnBu YlGn YlOrBr YlOrRd Rainbow
Sinebow`.split(/\s+/);

/** Which end of its range the name of a bucket says, by the words of the first heatmap. */
const bounds: Readonly<Record<string, string>> = { upper: 'ge', lower: 'le', middle: 'unknown' };

/** The first heatmap, whose settings stood beside each other and which had no options; the tooltip of the second. */
export function migrateHeatmap(panel: Json): void {
  if (Object.keys(jsonOf(panel.options)).length > 0) {
    tooltipAsMode(jsonOf(panel.options));
    return;
  }
  const axis = jsonOf(panel.yAxis);
  const calculate = panel.dataFormat !== 'tsbuckets';
  const legend = jsonOf(panel.legend);
  const tooltip = jsonOf(panel.tooltip);
  const cards = jsonOf(panel.cards);
  panel.options = {
    calculate,
    calculation: calculate ? calculationOf(panel, axis) : {},
    color: colorOf(jsonOf(panel.color)),
    cellGap: numberOf(cards.cardPadding) === 0 ? 1 : (numberOf(cards.cardPadding) ?? 2),
    ...present({ cellRadius: numberOf(cards.cardRound) }),
    yAxis: {
      axisPlacement: axis.show === false ? 'hidden' : 'left',
      reverse: panel.reverseYBuckets === true,
      ...present({
        axisWidth: numberOf(axis.width),
        min: numberOf(axis.min),
        max: numberOf(axis.max),
        unit: textOf(axis.format) || undefined,
        decimals: numberOf(axis.decimals),
      }),
    },
    cellValues: present({ decimals: numberOf(panel.tooltipDecimals) }),
    rowsFrame: { layout: bounds[textOf(panel.yBucketBound)] ?? 'auto' },
    legend: { show: legend.show === true },
    showValue: 'never',
    // The tooltip was on or off; one cell is what it showed.
    tooltip: { mode: tooltip.show === true ? 'single' : 'none', yHistogram: tooltip.showHistogram === true },
    exemplars: { color: 'rgba(255,0,255,0.7)' },
    ...(panel.hideZeroBuckets === true && { filterValues: { le: 1e-9 } }),
  };
  panel.fieldConfig = { defaults: {}, overrides: [] };
  for (const key of ofHeatmap) delete panel[key];
}

/** Until 10.3 a tooltip was shown or not. */
function tooltipAsMode(options: Json): void {
  const { show, ...tooltip } = jsonOf(options.tooltip);
  if (typeof show === 'boolean') options.tooltip = { ...tooltip, mode: show ? 'single' : 'none' };
}

function calculationOf(panel: Json, axis: Json): Json {
  const base = numberOf(axis.logBase) ?? 1;
  const x = bucketsOf(panel.xBucketSize, panel.xBucketNumber);
  const y = bucketsOf(panel.yBucketSize, panel.yBucketNumber);
  const split = numberOf(axis.splitFactor) ?? 0;
  const log: Json = {
    mode: 'count',
    ...(split > 0 && { value: String(split) }),
    scale: { type: 'log', log: base },
  };
  return present({ xBuckets: x, yBuckets: base > 1 ? log : y });
}

function bucketsOf(size: unknown, count: unknown): Json | undefined {
  if (isSaid(size)) return { mode: 'size', value: String(size) };
  return isSaid(count) ? { mode: 'count', value: String(count) } : undefined;
}

function isSaid(value: unknown): boolean {
  return (typeof value === 'number' && value !== 0) || (typeof value === 'string' && value !== '');
}

/** Grafana: as many steps as look most like what there was. */
const steps = 128;

function colorOf(color: Json): Json {
  const min = numberOf(color.min);
  const max = numberOf(color.max);
  const isReversed = min !== undefined && max !== undefined && min > max;
  const wanted = textOf(color.colorScheme);
  const scheme = schemes.find((name) => name === wanted) ?? schemes.find((name) => wanted.includes(name));
  const isOpacity = color.mode === 'opacity';
  return {
    mode: isOpacity ? 'opacity' : 'scheme',
    scheme: color.mode === 'spectrum' && scheme !== undefined ? scheme : 'Oranges',
    fill: textOf(color.cardColor) || 'dark-orange',
    scale: (isOpacity && textOf(color.scale)) || 'exponential',
    exponent: 0.5,
    steps,
    reverse: isReversed,
    ...present({ min: isReversed ? max : min, max: isReversed ? min : max }),
  };
}

function present(values: Json): Json {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
