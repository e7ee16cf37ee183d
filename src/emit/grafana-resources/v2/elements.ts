import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { refIdAt } from '../../../grafana/index.js';
import { recordOf, recordsOf, stringOf } from '../../../plain.js';
import { present } from './present.js';
import { targetQuery } from './queries.js';
import type { Element } from './types.js';

type PanelElement = Extract<Element, { kind: 'Panel' }>;
type Group = PanelElement['spec']['data'];

/** The name by which the layout refers to a panel. */
export function elementName(id: number): string {
  return `panel-${id}`;
}

/** A panel, other than its place. */
export function elementOf(panel: Panel): Element {
  const { id = 0, title = '', libraryPanel } = panel;
  if (libraryPanel) {
    const { name, uid } = libraryPanel;
    return { kind: 'LibraryPanel', spec: { id, title, libraryPanel: { name, uid } } };
  }
  const { description = '', links = [], transparent, fieldConfig, options = {} } = panel;
  return {
    kind: 'Panel',
    spec: {
      id,
      title,
      description,
      links: links.map((link) => ({
        title: link.title,
        url: link.url ?? '',
        ...present({ targetBlank: link.targetBlank }),
      })),
      data: { kind: 'QueryGroup', spec: dataOf(panel) },
      vizConfig: {
        kind: 'VizConfig',
        group: panel.type,
        version: panel.pluginVersion ?? '',
        spec: { options, fieldConfig: fieldConfig ?? { defaults: {}, overrides: [] } },
      },
      ...present({ transparent }),
    },
  };
}

function dataOf(panel: Panel): Group['spec'] {
  const { timeFrom, timeShift, hideTimeOverride, maxDataPoints, interval, timeCompare } = panel;
  const { queryCachingTTL, cacheTimeout, transformations = [] } = panel;
  return {
    // Panels of raw JSON may hold anything.
    queries: recordsOf(panel.targets).map((target, index) => ({
      kind: 'PanelQuery',
      spec: {
        refId: stringOf(target.refId) ?? refIdAt(index),
        hidden: target.hide === true,
        query: targetQuery(target, panel.datasource),
      },
    })),
    transformations: transformations.map(({ id, options = {}, disabled, filter, topic }) => ({
      kind: 'Transformation',
      group: id,
      spec: { ...present({ disabled, filter, topic }), options: recordOf(options) },
    })),
    queryOptions: present({
      timeFrom,
      timeShift,
      hideTimeOverride,
      maxDataPoints,
      interval,
      timeCompare,
      queryCachingTTL,
      cacheTimeout,
    }),
  };
}
