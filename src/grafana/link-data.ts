import type { DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Data } from './sdk.js';

/** Fields of a link of a dashboard. */
export type LinkData = Data<DashboardLink>;

const names: Readonly<Record<keyof DashboardLink, true>> = {
  asDropdown: true,
  icon: true,
  includeVars: true,
  keepTime: true,
  placement: true,
  tags: true,
  targetBlank: true,
  title: true,
  tooltip: true,
  type: true,
  url: true,
};

/** Keys of links, as the SDK's type has them. */
export const linkKeys: readonly string[] = Object.keys(names);

/** Where the options of links are written. */
export const linkSettings: Readonly<Record<string, readonly string[]>> = {
  title: ['title'],
  url: ['url', 'type'],
  tags: ['tags', 'type'],
  menu: ['asDropdown'],
  icon: ['icon'],
  tooltip: ['tooltip'],
  newTab: ['targetBlank'],
  keepTime: ['keepTime'],
  keepVariables: ['includeVars'],
};

/** The icons of links of dashboards. */
export const linkIcons = ['external link', 'dashboard', 'question', 'info', 'bolt', 'doc', 'cloud'] as const;
export type LinkIcon = (typeof linkIcons)[number];
