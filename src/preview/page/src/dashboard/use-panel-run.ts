import type { TimeRange } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { type ComponentType, useEffect, useMemo, useState } from 'react';
import { panelType } from '../panels/index.js';
import type { PanelProps } from '../panels/props.js';
import type { VariableValues } from './interpolate.js';
import type { PanelJson } from './json.js';
import type { Follow } from './links.js';
import type { PanelContext } from './panel-context.js';
import { type PanelResult, type PanelRun, runPanel } from './run-panel.js';

/** What is on screen of a panel: the answer to a question, which may not be the last. */
export interface Shown {
  readonly run: PanelRun;
  readonly timeRange: TimeRange;
  readonly result: PanelResult;
  /** Undefined where the type is not drawn. */
  readonly Type: ComponentType<PanelProps> | undefined;
}

const Nothing = () => null;

interface Asked {
  readonly panel: PanelJson;
  readonly width: number;
  readonly context: Omit<PanelContext, 'variables'>;
  readonly variables: VariableValues;
  readonly follow: Follow;
}

/**
 * Runs a panel's queries when it is near the view. What is asked anew while it is out of view, such as another time, waits
 * until it comes back.
 */
export function usePanelRun({ panel, width, context, variables, follow }: Asked, near: boolean) {
  const theme = useTheme2();
  const [shown, setShown] = useState<Shown>();
  const { source, dataset, timeRange, timeZone, until } = context;
  const start = timeRange.from.valueOf();
  const end = timeRange.to.valueOf();
  const run = useMemo(
    (): PanelRun => ({
      panel,
      source,
      dataset,
      range: { start, end: Math.min(end, until ?? end) },
      width,
      variables,
      theme,
      timeZone,
      follow,
    }),
    [panel, source, dataset, start, end, until, width, variables, theme, timeZone, follow],
  );
  const busy = near && shown?.run !== run;

  // biome-ignore lint/correctness/useExhaustiveDependencies: The time range is that of the run.
  useEffect(() => {
    if (!busy || dataset === '') return;
    const stop = new AbortController();
    const show = ([result, Type]: readonly [PanelResult, Shown['Type']]): void => {
      if (!stop.signal.aborted) setShown({ run, timeRange, result, Type });
    };
    Promise.all([runPanel({ ...run, signal: stop.signal }), panelType(panel.type)]).then(
      show,
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        show([{ frames: [], errors: [message], notices: [] }, Nothing]);
      },
    );
    return () => stop.abort();
  }, [busy, run]);
  return { shown, busy };
}
