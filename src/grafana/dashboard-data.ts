import type { Dashboard, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Data } from './sdk.js';

/** Fields of a dashboard, except for those that its id, links and layout are derived from. */
export type DashboardData = Data<Omit<Dashboard, 'id' | 'uid' | 'title' | 'panels' | 'templating'>>;

/** Fields of a row, except for its position and its panels. */
export type RowData = Data<Omit<RowPanel, 'type' | 'id' | 'title' | 'gridPos' | 'panels'>>;

const dashboardNames: Readonly<Record<keyof Dashboard, true>> = {
  annotations: true,
  description: true,
  editable: true,
  fiscalYearStartMonth: true,
  gnetId: true,
  graphTooltip: true,
  id: true,
  links: true,
  liveNow: true,
  panels: true,
  preload: true,
  refresh: true,
  revision: true,
  schemaVersion: true,
  snapshot: true,
  tags: true,
  templating: true,
  time: true,
  timepicker: true,
  timezone: true,
  title: true,
  uid: true,
  version: true,
  weekStart: true,
};
const rowNames: Readonly<Record<keyof RowPanel, true>> = {
  collapsed: true,
  datasource: true,
  gridPos: true,
  id: true,
  panels: true,
  repeat: true,
  title: true,
  type: true,
};

/** Keys of dashboards and rows, as the SDK's types have them. */
export const dashboardKeys: readonly string[] = Object.keys(dashboardNames);
export const rowKeys: readonly string[] = Object.keys(rowNames);

/** Where the options of dashboards and rows are written. */
export const dashboardSettings: Readonly<Record<string, readonly string[]>> = {
  description: ['description'],
  tags: ['tags'],
  refresh: ['refresh'],
  time: ['time'],
  timezone: ['timezone'],
  editable: ['editable'],
  weekStart: ['weekStart'],
  liveNow: ['liveNow'],
  timePicker: ['timepicker'],
  crosshair: ['graphTooltip'],
  links: ['links'],
};
export const rowSettings: Readonly<Record<string, readonly string[]>> = {
  collapsed: ['collapsed'],
  repeat: ['repeat'],
};
