import { type Field, getDisplayProcessor, getFieldDisplayName } from '@grafana/data';
import type { UPlotConfigBuilder } from '@grafana/ui';
import { useMemo } from 'react';
import type uPlot from 'uplot';
import { AnnotationMarks } from './AnnotationMarks.js';
import { type CandleIndexes, type CandleLook, paintCandles } from './candle-paint.js';
import { type Candles, candleParts, candlesOf } from './candles.js';
import { optionsOf } from './drawn.js';
import { Graph } from './Graph.js';
import { inPalette } from './palette.js';
import type { PanelProps } from './props.js';

const option = optionsOf('candlestick');

/** Opening, highest, lowest and closing values over time, with the volume below them. */
export function CandlestickPanel(props: PanelProps) {
  const { panel, frames, theme, timeZone } = props;
  const mode = option(panel.options, 'mode', 'candles+volume');
  const look: CandleLook = {
    mode,
    style: option(panel.options, 'candleStyle', 'candles'),
    strategy: option(panel.options, 'colorStrategy', 'open-close'),
    up: theme.visualization.getColorByName(option(panel.options, 'colors.up', 'green')),
    down: theme.visualization.getColorByName(option(panel.options, 'colors.down', 'red')),
  };
  const found = useMemo(() => {
    const fields = option<Record<string, string>>(panel.options, 'fields', {});
    const includeAllFields = option(panel.options, 'includeAllFields', false);
    const candles = candlesOf(frames, { mode, fields, includeAllFields });
    return candles && prepared(candles, mode, { theme, timeZone });
  }, [panel, frames, mode, theme, timeZone]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: The look is of the panel and the theme.
  const own = useMemo(() => found && ownOf(found, look), [found, panel, theme]);
  if (!found || !own) return <p>There is no field of times with one of numbers to draw.</p>;
  return (
    <Graph
      {...props}
      frames={[found.frame]}
      own={own}
      showsAll
      marks={(config) => <AnnotationMarks config={config} {...props} />}
    />
  );
}

/** Candles without their parts in the legend; the volume has an axis of its own unless it stands alone. */
function prepared(
  { frame, parts }: Candles,
  mode: string,
  shown: Pick<PanelProps, 'theme' | 'timeZone'>,
): Candles {
  const isPart = new Set(Object.values(parts));
  const replaced = new Map<Field, Field>();
  frame.fields.forEach((field, index) => {
    if (index === 0) return;
    const own = inPalette(field, index - 1, shown);
    const custom = isPart.has(field)
      ? { ...field.config.custom, hideFrom: { legend: true, tooltip: false, viz: false } }
      : field.config.custom;
    const isVolume = field === parts.volume && mode !== 'volume';
    const config = { ...field.config, custom, ...(isVolume && { unit: 'short' }) };
    const next = { ...own, config };
    replaced.set(field, { ...next, display: getDisplayProcessor({ field: next, ...shown }) });
  });
  return {
    frame: { ...frame, fields: frame.fields.map((field) => replaced.get(field) ?? field) },
    parts: Object.fromEntries(
      Object.entries(parts).map(([part, field]) => [part, replaced.get(field) ?? field]),
    ),
  };
}

type Own = NonNullable<Parameters<typeof Graph>[0]['own']>;

/** What Grafana's graph is told: which of its fields are drawn as candles, and that the volume stays low. */
function ownOf({ frame, parts }: Candles, look: CandleLook): Own {
  const names = Object.fromEntries(
    candleParts.flatMap((part) => {
      const field = parts[part];
      return field ? [[part, getFieldDisplayName(field, frame)]] : [];
    }),
  );
  const isVolume = (field: Field): boolean => look.mode !== 'volume' && field.name === parts.volume?.name;
  return {
    renderers: [
      {
        fieldMap: names,
        indicesOnly: [],
        init: (builder: UPlotConfigBuilder, indexes: CandleIndexes) => {
          builder.addHook('drawAxes', (plot: uPlot) => paintCandles(plot, indexes, look, parts));
        },
      },
    ],
    tweakScale: (scale, field) =>
      isVolume(field)
        ? { ...scale, range: (_: uPlot, _least: number, most: number) => [0, most * 7] }
        : scale,
    tweakAxis: (axis, field) =>
      isVolume(field)
        ? { ...axis, space: 20, filter: (_: uPlot, splits: number[]) => upTo(splits, maxOf(parts.volume)) }
        : axis,
  };
}

function maxOf(field: Field | undefined): number {
  return (field?.values ?? []).reduce((most: number, value: number | null) => Math.max(most, value ?? 0), 0);
}

/** Labels of an axis up to the first one that is not less. */
function upTo(splits: readonly number[], most: number): (number | null)[] {
  return splits.map((split, at) => (at === 0 || (splits[at - 1] ?? 0) < most ? split : null));
}
