import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import type { UPlotConfigBuilder } from '@grafana/ui';
import { createPortal } from 'react-dom';
import type { Exemplar } from './exemplars.js';
import { useDrawnPlot } from './use-drawn-plot.js';

interface ExemplarMarksProps {
  readonly config: UPlotConfigBuilder;
  readonly exemplars: readonly Exemplar[];
  /** How their values are written. */
  readonly text: (value: number) => string;
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
}

const size = 8;

/** Exemplars as Grafana marks them: a diamond at the time and the value of a request. */
export function ExemplarMarks({ config, exemplars, text, theme, timeZone }: ExemplarMarksProps) {
  const plot = useDrawnPlot(config, [exemplars]);
  if (!plot) return null;
  const scale = plot.series[1]?.scale;
  if (scale === undefined) return null;
  const { width, height } = plot.over.getBoundingClientRect();
  return createPortal(
    exemplars.flatMap(({ time, value, traceId }) => {
      const left = plot.valToPos(time, 'x');
      const top = plot.valToPos(value, scale);
      if (!(left >= 0 && left <= width && top >= 0 && top <= height)) return [];
      const said = `Exemplar: ${text(value)}, trace ${traceId}, ${dateTimeFormat(time, { timeZone })}`;
      return [
        <div
          key={traceId}
          role="note"
          aria-label={said}
          title={said}
          data-exemplar={traceId}
          style={{
            position: 'absolute',
            left: left - size / 2,
            top: top - size / 2,
            width: size,
            height: size,
            transform: 'rotate(45deg)',
            background: theme.visualization.getColorByName('blue'),
            border: `1px solid ${theme.colors.background.primary}`,
          }}
        />,
      ];
    }),
    plot.over,
  );
}
