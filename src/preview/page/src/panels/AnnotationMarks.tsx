import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import type { UPlotConfigBuilder } from '@grafana/ui';
import { createPortal } from 'react-dom';
import type uPlot from 'uplot';
import type { Annotation } from '../dashboard/annotations.js';
import type { PanelProps } from './props.js';
import { useDrawnPlot } from './use-drawn-plot.js';

type MarksProps = Pick<PanelProps, 'annotations' | 'theme' | 'timeZone'> & {
  readonly config: UPlotConfigBuilder;
};

/** Annotations on a graph as Grafana marks them: dashed lines, a shade between, and a bar below that says what it is. */
export function AnnotationMarks({ config, annotations, theme, timeZone }: MarksProps) {
  const plot = useDrawnPlot(config, [annotations, theme], (one) => {
    for (const annotation of annotations) drawLines(one, annotation, theme);
  });
  if (!plot) return null;
  return createPortal(
    annotations.flatMap((annotation) => {
      const bar = placeOf(plot, annotation);
      if (!bar) return [];
      const said = textOf(annotation, timeZone);
      return [
        <div
          key={said}
          role="note"
          aria-label={said}
          title={said}
          style={{
            position: 'absolute',
            left: bar.left,
            width: bar.width,
            bottom: -5,
            height: 5,
            background: theme.visualization.getColorByName(annotation.color),
          }}
        />,
      ];
    }),
    plot.over,
  );
}

/** Where an annotation is in a plot, in CSS pixels; nothing for one that is out of sight. */
function placeOf(plot: uPlot, { from, to }: Annotation): { left: number; width: number } | undefined {
  const { width } = plot.over.getBoundingClientRect();
  const left = Math.max(0, plot.valToPos(from, 'x'));
  const right = Math.min(width, plot.valToPos(to, 'x'));
  if (right < 0 || left > width) return undefined;
  // One moment is marked too.
  return { left, width: Math.max(5, right - left) };
}

function drawLines(plot: uPlot, annotation: Annotation, theme: GrafanaTheme2): void {
  const { ctx, bbox } = plot;
  const color = theme.visualization.getColorByName(annotation.color);
  const from = Math.max(bbox.left, plot.valToPos(annotation.from, 'x', true));
  const to = Math.min(bbox.left + bbox.width, plot.valToPos(annotation.to, 'x', true));
  if (to < bbox.left || from > bbox.left + bbox.width) return;
  ctx.save();
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = color;
  ctx.fillRect(from, bbox.top, to - from, bbox.height);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = color;
  ctx.lineWidth = 2;
  ctx.setLineDash([5, 5]);
  for (const x of new Set([from, to])) {
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

function textOf({ from, to, title, text }: Annotation, timeZone: string): string {
  const times = [...new Set([from, to])].map((at) => dateTimeFormat(at, { timeZone }));
  return [title, text, times.join(' to ')].filter((part) => part !== '').join(', ');
}
