import type { AnyPanel } from '../define/dashboards/panel.js';
import { type PanelContent, type PanelQuery, toQuery } from '../define/dashboards/query.js';
import type { AnySignal } from '../define/signal.js';
import { isList } from '../plain.js';

const none: readonly never[] = [];

/**
 * The content of a panel as queries. Created on demand: there are many panels, most of them with a single signal, for
 * which keeping a query would only take memory.
 */
export function queriesOf(panel: AnyPanel): readonly PanelQuery[] {
  return shownOn(panel).map(toQuery);
}

/** The signals that a panel shows, in its own order. */
export function signalsOn(panel: AnyPanel): readonly AnySignal[] {
  const signals: AnySignal[] = [];
  for (const shown of shownOn(panel)) {
    if (!('language' in shown)) signals.push(shown);
    else if (shown.language === 'promql' && shown.signal) signals.push(shown.signal);
  }
  return signals;
}

function shownOn(panel: AnyPanel): readonly PanelContent[] {
  if (panel.type === 'raw') return none;
  const { show = none } = panel.options;
  return isList(show) ? show : [show];
}
