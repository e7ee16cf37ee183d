import { panelsInAutoGrids } from '../../../define/dashboards/sections.js';
import type { AnyPanel } from '../../../define/index.js';
import { gridColumns as columns, highest, largestPanelId as largestId } from '../../../grafana/index.js';
import { isList, isRecord } from '../../../plain.js';
import type { ResolvedPanel, ResolvedRow } from '../../../resolve/index.js';
import type { Check, ReportSubject } from '../../check.js';
import type { DefinedDashboard } from '../../collect/definitions.js';
import type { Subject } from '../../collect/subject.js';

export const layout: Check = {
  id: 'dash/layout',
  level: 'error',
  summary: 'panels that overlap, exceed the grid or share an id',
  dashboard(defined, report) {
    const { items, subject: owner, panels } = defined;
    const subjects = new Map(panels.map(({ panel, subject }) => [panel, subject]));
    const subjectOf = (panel: ResolvedPanel) => subjects.get(panel) ?? owner;
    checkIds(defined, subjectOf, report);
    for (const { panel, subject } of panels) {
      checkGrid(panel, subject, report);
      checkRefIds(panel, subject, report);
    }
    checkConditions(defined, report);
    const open = items.filter((item) => item.type === 'panel');
    checkOverlap(open, subjectOf, report);
    for (const item of items) if (item.type === 'row') checkOverlap(item.panels, subjectOf, report);
  },
};

type SubjectOf = (panel: ResolvedPanel) => Subject;

function checkIds(
  { items, subject: owner }: DefinedDashboard,
  subjectOf: SubjectOf,
  report: ReportSubject,
): void {
  const known = new Map<number, string>();
  const keys = new Map<string, string>();
  const all: (ResolvedRow | ResolvedPanel)[] = items.flatMap((item) =>
    item.type === 'row' ? [item, ...item.panels] : [item],
  );
  for (const item of all) {
    const title = item.type === 'row' ? item.title : item.source.options.title;
    const subject = item.type === 'row' ? owner : subjectOf(item);
    const { key } = item.type === 'row' ? item.source : item.source.options;
    if (key !== undefined) {
      const other = keys.get(key);
      if (other === undefined) keys.set(key, title);
      else
        report(subject, `the key ${key} is also used by "${other}"`, {
          expected: 'a unique key for each panel and row: its id follows from it',
        });
    }
    if (!Number.isInteger(item.id) || item.id < 1) {
      report(subject, `the panel id ${item.id} is not a whole number above zero`);
      continue;
    }
    if (item.id > largestId) {
      report(subject, `the panel id ${item.id} is too large for Grafana`, {
        expected: `at most ${largestId}, or none: ids follow from titles`,
      });
      continue;
    }
    const other = known.get(item.id);
    if (other !== undefined) {
      report(subject, `the panel id ${item.id} is also used by "${other}"`, {
        expected: 'a unique id per panel: links and shared queries refer to it',
      });
    } else known.set(item.id, title);
  }
}

function checkGrid({ gridPos: { x, w, h } }: ResolvedPanel, subject: Subject, report: ReportSubject): void {
  if (![x, w, h].every(Number.isInteger) || w < 1 || h < 1) {
    report(subject, `a panel cannot be ${w} wide and ${h} high`, { expected: 'whole numbers above zero' });
  } else if (h > highest) {
    report(subject, `a panel is ${h} rows high`, { expected: `at most ${highest} rows of 30 pixels` });
  } else if (x + w > columns) {
    report(subject, `the panel ends at column ${x + w}, but the grid has ${columns}`, {
      expected: `a width of at most ${columns - x}${x > 0 ? `, as it begins at column ${x}` : ''}`,
    });
  }
}

/** Ids that queries are given, in options and in JSON; all others are assigned by position. */
function checkRefIds({ source, targets }: ResolvedPanel, subject: Subject, report: ReportSubject): void {
  const inJson = idsInJson(source);
  if (targets.length + inJson.length < 2) return;
  const known = new Set<string>();
  const written = [...targets.map(({ refId }) => refId), ...inJson];
  for (const refId of written) {
    if (known.has(refId)) report(subject, `two queries of the panel have the id ${refId}`);
    known.add(refId);
  }
}

function idsInJson(source: AnyPanel): readonly string[] {
  const json = source.type === 'raw' ? source.json : source.options.json;
  const targets = json?.targets;
  if (!isList(targets)) return [];
  return targets.flatMap((target) =>
    isRecord(target) && typeof target.refId === 'string' ? [target.refId] : [],
  );
}

/** A panel is hidden in an auto grid only: Grafana has no conditions elsewhere. */
function checkConditions({ dashboard, panels }: DefinedDashboard, report: ReportSubject): void {
  const conditional = panels.filter(
    ({ panel: { source } }) => source.type !== 'raw' && source.options.showWhen !== undefined,
  );
  if (conditional.length === 0) return;
  const { rows, autoGrid } = dashboard.source.options;
  const inGrid = new Set(panelsInAutoGrids(rows, autoGrid));
  for (const { panel, subject } of conditional)
    if (!inGrid.has(panel.source))
      report(subject, 'showWhen of a panel has no effect outside of an auto grid', {
        expected: 'autoGrid of its row, its tab or the dashboard, or showWhen of the row or the tab',
      });
}

/** Panels by their top edge, so that each is compared only with those that can touch it. */
function checkOverlap(panels: readonly ResolvedPanel[], subjectOf: SubjectOf, report: ReportSubject): void {
  const sorted = [...panels].sort((a, b) => a.gridPos.y - b.gridPos.y);
  sorted.forEach((panel, index) => {
    const { x, y, w, h } = panel.gridPos;
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (!other || other.gridPos.y >= y + h) break;
      if (other.gridPos.x >= x + w || other.gridPos.x + other.gridPos.w <= x) continue;
      report(subjectOf(other), `the panel overlaps "${panel.source.options.title}"`, {
        expected: `at: { x, y } beside or below it: it has columns ${x} to ${x + w - 1} and grid rows ${y} to ${y + h - 1} of the dashboard`,
      });
    }
  });
}
