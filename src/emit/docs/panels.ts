import { dashboardUrl } from '../../define/url.js';
import {
  panelsOf,
  type ResolvedBundle,
  type ResolvedDashboard,
  type ResolvedPanel,
} from '../../resolve/index.js';
import { pageOfAlert } from './alert-file.js';
import { anchor } from './markdown.js';

export function panelTitle(
  bundle: ResolvedBundle,
  { dashboard: uid, id }: { readonly dashboard: string; readonly id: number },
): string {
  const dashboard = bundle.dashboards.find((one) => one.uid === uid);
  const panel = dashboard && panelsOf(dashboard).find((one) => one.id === id);
  return [dashboard?.title, panel?.source.options.title].filter((title) => title !== undefined).join(': ');
}

/** The file with the sketch of a dashboard. */
export function sketchOf({ uid }: Pick<ResolvedDashboard, 'uid'>): string {
  return `dashboards/${uid}.svg`;
}

/** The data of a dashboard's page. */
export function dashboardSection(
  dashboard: ResolvedDashboard,
  bundle: ResolvedBundle,
  link: (page: string) => string,
): object {
  const { uid, title, folder, variables, source } = dashboard;
  return {
    uid,
    title,
    folder,
    anchor: anchor(uid),
    picture: link(sketchOf(dashboard)),
    url: dashboardUrl(bundle.urls, uid),
    description: source.options.description ?? '',
    variables: variables.map(({ name, label = name }) => ({ name, label })),
    panels: panelsOf(dashboard).map((panel) => panelRow(panel, bundle, uid, link)),
  };
}

function panelRow(
  panel: ResolvedPanel,
  bundle: ResolvedBundle,
  uid: string,
  link: (page: string) => string,
): object {
  const { id, source, unit = '', targets, alerts } = panel;
  const described = targets.map(({ signal }) => signal?.description).find((text) => text !== undefined);
  return {
    anchor: anchor(uid, id),
    title: source.options.title,
    type: source.type,
    unit,
    description: source.options.description ?? described ?? '',
    alerts: alerts.map((name) => ({ name, page: link(pageOfAlert(bundle, name)) })),
    queries: targets.flatMap(({ expr }) => (expr === '' ? [] : [expr])),
  };
}
