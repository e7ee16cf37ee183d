import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { place, type ResolvedDashboard } from '../../../resolve/index.js';
import { annotationOf } from './annotations.js';
import { elementName, elementOf } from './elements.js';
import { layoutOf } from './layout.js';
import { present } from './present.js';
import type { DashboardV2, Element } from './types.js';
import { variableOf } from './variables.js';

const cursors = ['Off', 'Crosshair', 'Tooltip'] as const;
const weekStarts = ['monday', 'saturday', 'sunday'] as const;

/** What Grafana offers where a dashboard says nothing (`defaultTimeSettingsSpec` of the SDK). */
const refreshIntervals = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'];

/**
 * A dashboard of version v2, as Grafana's own conversion makes it of the classic one
 * (apps/dashboard/pkg/migration/conversion): so both show the same. The layout is that of the definition, for the
 * classic one has neither tabs nor auto grids nor conditions.
 */
export function toV2(classic: Dashboard, { source: { options } }: ResolvedDashboard): DashboardV2 {
  const panels = (classic.panels ?? []).flatMap((item) =>
    'panels' in item && item.type === 'row' ? item.panels : [item],
  );
  const elements: Record<string, Element> = {};
  for (const panel of panels)
    if (panel.type !== 'row') elements[elementName(panel.id ?? 0)] = elementOf(panel);
  return {
    title: classic.title ?? '',
    ...present({
      description: classic.description,
      editable: classic.editable,
      liveNow: classic.liveNow,
      revision: classic.revision,
    }),
    tags: classic.tags ?? [],
    cursorSync: cursors[classic.graphTooltip ?? 0] ?? 'Off',
    preload: classic.preload ?? false,
    timeSettings: timeSettingsOf(classic),
    variables: (classic.templating.list ?? []).flatMap((variable) => variableOf(variable) ?? []),
    annotations: (classic.annotations.list ?? []).map(annotationOf),
    links: classic.links ?? [],
    elements,
    layout: layoutOf(place(options.rows), classic.panels ?? [], options.autoGrid),
  };
}

function timeSettingsOf(classic: Dashboard): DashboardV2['timeSettings'] {
  const { time, timepicker = {}, timezone, weekStart, refresh, fiscalYearStartMonth } = classic;
  const quickRanges = timepicker.quick_ranges?.map(({ display, from, to }) => ({ display, from, to }));
  return {
    ...present({ timezone }),
    from: time?.from ?? 'now-6h',
    to: time?.to ?? 'now',
    autoRefresh: refresh ?? '',
    autoRefreshIntervals: timepicker.refresh_intervals ?? refreshIntervals,
    ...present({ quickRanges }),
    hideTimepicker: timepicker.hidden ?? false,
    ...present({ weekStart: weekStarts.find((day) => day === weekStart) }),
    fiscalYearStartMonth: fiscalYearStartMonth ?? 0,
    ...present({ nowDelay: timepicker.nowDelay }),
  };
}
