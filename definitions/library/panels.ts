// Panels that look the same in every bundle: colours mean what they always mean, and a point leads to its trace.
import { type AnySignal, type Link, type Panel, panel, query } from 'dashwright';

export interface PanelWords {
  readonly title: string;
  readonly description?: string;
  readonly width?: number;
  readonly height?: number;
  readonly links?: readonly Link[];
  /** Where a click on a point leads: to its logs, its traces, its runbook. */
  readonly dataLinks?: readonly Link[];
  /** Why the panel keeps a fixed range where others follow the time range's rate interval. */
  readonly fixedRange?: string;
}

/** Response times, with exemplars: a dot on the graph is one request, and leads to its trace. */
export function latencyPanel(show: readonly AnySignal[], texts: PanelWords): Panel {
  return panel.timeseries({
    ...texts,
    show: show.map((signal) => query(signal, { exemplar: true })),
    min: 0,
  });
}

/** Anything that happens per second: starts at 0, so that half as much looks like half as much. */
export function ratePanel(show: AnySignal | readonly AnySignal[], texts: PanelWords): Panel {
  return panel.timeseries({ ...texts, show, min: 0 });
}

/** A share from 0 to 100 %. Errors are small: such a panel leaves the top open. */
export function sharePanel(
  show: AnySignal | readonly AnySignal[],
  texts: PanelWords & { readonly full?: boolean },
): Panel {
  const { full = false, ...rest } = texts;
  return panel.timeseries({ ...rest, show, min: 0, ...(full ? { max: 1 } : {}) });
}

/** Requests by status code, stacked, coloured by class: green, blue, orange, red from 2xx to 5xx. */
export function statusCodePanel(byStatus: AnySignal, texts: PanelWords): Panel {
  const classColors = { '2': 'green', '3': 'blue', '4': 'orange', '5': 'red' };
  return panel.timeseries({
    ...texts,
    show: byStatus,
    min: 0,
    stack: 'normal',
    overrides: Object.entries(classColors).map(([first, fixedColor]) => ({
      match: { pattern: `/^${first}../` },
      properties: { color: { mode: 'shades', fixedColor } },
    })),
  });
}

/** A ranking, one bar each: `topk` at one instant comes ordered, longest first. */
export function rankingPanel(show: AnySignal, texts: PanelWords & { readonly noValue?: string }): Panel {
  return panel.barGauge({ ...texts, show, min: 0 });
}
