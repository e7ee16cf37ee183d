import type { Dashboard, TimePickerConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import type { TimePicker } from '../../define/dashboards/dashboard.js';
import { merged } from '../../grafana/index.js';
import type { ResolvedDashboard } from '../../resolve/index.js';
import { annotationOf } from './annotations.js';
import { dashboardLinks } from './links.js';
import { buildPanel, buildRow, type PanelContext } from './panel.js';
import { built } from './panel-modules.js';
import { usedSources } from './used-sources.js';
import { variableBuilders } from './variables.js';

export interface DashboardContext extends Omit<PanelContext, 'ours'> {
  readonly sdk: typeof import('@grafana/grafana-foundation-sdk/dashboard');
}

const cursors = { off: 0, shared: 1, tooltip: 2 } as const;

/** A classic dashboard: what sidecars, file provisioning and Terraform load. */
export function buildDashboard(dashboard: ResolvedDashboard, context: DashboardContext): Dashboard {
  const { options } = dashboard.source;
  const { sdk } = context;
  // Read once, as it may be computed on every access.
  const { items, ours } = dashboard;
  const panelContext = { ...context, ours };
  const builder = new sdk.DashboardBuilder(dashboard.title)
    .uid(dashboard.uid)
    .tags([...dashboard.tags])
    .timezone(options.timezone ?? 'browser')
    .time(options.time ?? { from: 'now-6h', to: 'now' })
    .refresh(options.refresh === false ? '' : (options.refresh ?? '1m'))
    .tooltip(cursors[options.crosshair ?? 'shared'])
    .variables(variableBuilders(dashboard, usedSources(dashboard, items), sdk))
    .annotations(dashboard.annotations.map((annotation) => built(annotationOf(annotation, dashboard))))
    .links(dashboardLinks(options.links ?? []));
  if (options.description !== undefined) builder.description(options.description);
  const timePicker = timePickerOf(options.timePicker ?? true);
  if (timePicker) builder.timepicker(built(timePicker));
  if (options.weekStart !== undefined) builder.weekStart(options.weekStart);
  if (options.liveNow !== undefined) builder.liveNow(options.liveNow);
  if (!options.editable) builder.readonly();
  // Placed by our own layout: that of the SDK lets panels exceed column 24.
  const panels = items.map((item) =>
    item.type === 'row' ? buildRow(item, panelContext) : buildPanel(item, panelContext),
  );
  // First the properties that reviewers look for; the rest in the order of the SDK.
  const made = Object.assign({ uid: dashboard.uid, title: dashboard.title }, builder.build(), { panels });
  return options.json === undefined ? made : Object.assign(made, merged(made, options.json), { panels });
}

function timePickerOf(option: boolean | TimePicker): TimePickerConfig | undefined {
  if (option === true) return undefined;
  if (option === false) return { hidden: true };
  const { hidden, refreshIntervals, quickRanges, nowDelay } = option;
  return {
    ...(hidden !== undefined && { hidden }),
    ...(refreshIntervals && { refresh_intervals: [...refreshIntervals] }),
    ...(quickRanges && {
      quick_ranges: quickRanges.map(({ title, from, to }) => ({ display: title, from, to })),
    }),
    ...(nowDelay !== undefined && { nowDelay }),
  };
}
