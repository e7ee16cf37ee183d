import { isDeepStrictEqual } from 'node:util';
import { compareDashboards, type Data, sentence } from '../diff/index.js';
import { shownDashboard } from '../import/verify/dashboards.js';
import { differences } from '../import/verify/difference.js';
import { isList, isRecord, jsonCopy, recordOf, recordsOf } from '../plain.js';

/** A dashboard in the form in which two that Grafana shows alike are the same. */
export type Comparable = Data;

/**
 * What Grafana makes of a dashboard: a save in its UI writes hundreds of defaults that change nothing.
 *
 * @param json In the classic schema.
 */
export async function comparable(json: Data): Promise<Comparable> {
  // As a file has it: the builder's result carries functions.
  const shown = await shownDashboard(jsonCopy(json));
  const { templating, annotations, panels, ...rest } = shown;
  return {
    ...rest,
    templating: { list: templating },
    annotations: { list: annotations },
    panels: recordsOf(panels).map(panelOf),
  };
}

/** A panel as `diff` reads it, with its appearance instead of the JSON that leads to it. */
function panelOf({ appearance, panels, ...panel }: Data): Data {
  const inner = isList(panels) ? { panels: recordsOf(panels).map(panelOf) } : {};
  if (appearance === undefined) return { ...panel, ...inner };
  const { options, fieldConfig, overrides, common } = recordOf(appearance);
  return {
    ...panel,
    ...inner,
    ...recordOf(common),
    ...(options !== undefined && { options }),
    fieldConfig: {
      ...recordOf(fieldConfig),
      overrides: recordsOf(overrides).map(({ properties, ...override }) => ({
        ...override,
        properties: Object.entries(recordOf(properties)).map(([id, value]) => ({ id, value })),
      })),
    },
  };
}

/** Details that are listed at most. */
const mostDetails = 5;

/** What differs between two states of a dashboard, in the words of `diff`; empty where they are the same. */
export function wordsFor(uid: string, before: Comparable, after: Comparable): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  const changes = compareDashboards(new Map([[uid, before]]), new Map([[uid, after]])).map(sentence);
  const moved = movedPanels(before, after);
  if (moved.length > 0) changes.push(`dashboard ${uid}: other places of the panels ${moved.join(', ')}`);
  if (isReordered(before, after)) changes.push(`dashboard ${uid}: another order of the variables`);
  if (changes.length > 0) return changes;
  // What diff has no words for, such as the number of a panel.
  return differences(before, after)
    .slice(0, mostDetails)
    .map(({ at, message }) => `dashboard ${uid}: ${at} ${message}`);
}

/** Titles of panels that have moved. */
function movedPanels(before: Comparable, after: Comparable): string[] {
  const former = new Map(panelsIn(before).map((panel) => [panel.id, panel]));
  return panelsIn(after).flatMap(({ id, title, gridPos }) => {
    const from = former.get(id)?.gridPos;
    const to = gridPos;
    return isRecord(from) && isRecord(to) && (from.x !== to.x || from.y !== to.y)
      ? [String(title ?? id)]
      : [];
  });
}

/** Whether the variables that both have are in another order. */
function isReordered(before: Comparable, after: Comparable): boolean {
  const namesIn = ({ templating }: Comparable) =>
    recordsOf(recordOf(templating).list).map(({ name }) => name);
  const [from, to] = [namesIn(before), namesIn(after)];
  return !isDeepStrictEqual(
    from.filter((name) => to.includes(name)),
    to.filter((name) => from.includes(name)),
  );
}

/** All panels of a dashboard, those of rows included. */
export function panelsIn(dashboard: Data): Data[] {
  return recordsOf(dashboard.panels).flatMap((panel) => [panel, ...recordsOf(panel.panels)]);
}
