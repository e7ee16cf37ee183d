import type { UPlotConfigBuilder } from '@grafana/ui';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type uPlot from 'uplot';

/**
 * The plot of a graph, once it has been drawn: whoever marks something on it is rendered again whenever it is drawn.
 *
 * @param marks What is marked: the plot is drawn again when it changes
 * @param draw Draws on the canvas, after the plot
 */
export function useDrawnPlot(
  config: UPlotConfigBuilder,
  marks: readonly unknown[],
  draw?: (plot: uPlot) => void,
): uPlot | undefined {
  const [plot, setPlot] = useState<uPlot>();
  const [drawn, setDrawn] = useState(0);
  const current = useRef(draw);
  current.current = draw;
  useLayoutEffect(() => {
    config.addHook('ready', setPlot);
    config.addHook('draw', (one) => {
      current.current?.(one);
      setDrawn((count) => count + 1);
    });
  }, [config]);
  useEffect(() => plot?.redraw(false, false), [plot, ...marks]);
  return drawn === 0 ? undefined : plot;
}
