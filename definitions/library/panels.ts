// Panels with the same look in every bundle: fixed colours, and links from data points to traces.
import { type AnySignal, type Link, type Panel, panel, query } from 'dashwright';

export interface PanelWords {
  readonly title: string;
  readonly description?: string;
  readonly width?: number;
  readonly height?: number;
  readonly links?: readonly Link[];
  /** Links of data points: to logs, traces, a runbook. */
  readonly dataLinks?: readonly Link[];
  /** Reason for a fixed window instead of `$__rate_interval`. */
  readonly fixedRange?: string;
}

/** Latency with exemplars: a point is a request and links to its trace. */
export function latencyPanel(show: readonly AnySignal[], texts: PanelWords): Panel {
  return panel.timeseries({
    ...texts,
    show: show.map((signal) => query(signal, { exemplar: true })),
    min: 0,
  });
}

/** A rate per second; the axis starts at 0. */
export function ratePanel(show: AnySignal | readonly AnySignal[], texts: PanelWords): Panel {
  return panel.timeseries({ ...texts, show, min: 0 });
}

/** A ratio from 0 to 100%. For errors, which are small, the axis has no fixed maximum. */
export function sharePanel(
  show: AnySignal | readonly AnySignal[],
  texts: PanelWords & { readonly full?: boolean },
): Panel {
  const { full = false, ...rest } = texts;
  return panel.timeseries({ ...rest, show, min: 0, ...(full ? { max: 1 } : {}) });
}

/** Requests by status code, stacked, coloured by class: green, blue, orange and red for 2xx to 5xx. */
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

/** A ranking with one bar per series. An instant `topk` is sorted, the largest value first. */
export function rankingPanel(show: AnySignal, texts: PanelWords & { readonly noValue?: string }): Panel {
  return panel.barGauge({ ...texts, show, min: 0 });
}
