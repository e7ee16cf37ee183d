import { didYouMean } from '../../../catalog/similar.js';
import type { ResolvedPanel, ResolvedTarget } from '../../../resolve/index.js';
import type { Check, ReportSubject } from '../../check.js';
import type { DefinedDashboard } from '../../collect/definitions.js';
import { type Subject, within } from '../../collect/subject.js';
import { listed } from '../../names.js';

export const query: Check = {
  id: 'dash/query',
  level: 'error',
  summary: 'a query that refers to a query or panel that does not exist',
  dashboard(defined, report) {
    checkAnnotations(defined, report);
    for (const { panel, subject } of defined.panels) {
      for (const target of panel.targets) {
        checkReads(target, panel, defined, subject, report);
        if (target.language === 'panel') checkPanel(target, panel, defined, subject, report);
      }
    }
  },
};

/** An annotation is shown on panels of its dashboard, or not on them. */
function checkAnnotations({ dashboard, panels, subject }: DefinedDashboard, report: ReportSubject): void {
  for (const { source, filter } of dashboard.annotations) {
    for (const id of filter?.ids ?? []) {
      if (id !== undefined && panels.some(({ panel }) => panel.id === id)) continue;
      const which = id === undefined ? 'a panel' : `the panel ${id}`;
      report(
        within(subject, `annotations/${source.name}`),
        `the annotation ${source.name} is for ${which}, which the dashboard does not have`,
        { expected: 'a panel of the same dashboard' },
      );
    }
  }
}

/** An expression reads other queries of its panel; in a formula, variables of the dashboard stand as well. */
function checkReads(
  { refId, reads = [], expr }: ResolvedTarget,
  { targets }: ResolvedPanel,
  { dashboard }: DefinedDashboard,
  subject: Subject,
  report: ReportSubject,
): void {
  if (reads.length === 0) return;
  const ids = targets.map((target) => target.refId).filter((id) => id !== refId);
  const variables = new Set(dashboard.variables.map(({ name }) => name));
  for (const read of new Set(reads)) {
    if (ids.includes(read) || (expr.includes('$') && variables.has(read))) continue;
    const itself = read === refId;
    report(
      subject,
      itself
        ? `the expression ${refId} reads itself`
        : `the expression ${refId} reads the query ${read}, which the panel does not have`,
      {
        expected: ids.length === 0 ? 'a query on the same panel' : `one of ${listed(ids)}`,
        suggestion: itself ? undefined : didYouMean(read, ids),
      },
    );
  }
}

/** Grafana takes the results of a panel that asks a data source itself. */
function checkPanel(
  { refId, panelId }: ResolvedTarget,
  panel: ResolvedPanel,
  { panels }: DefinedDashboard,
  subject: Subject,
  report: ReportSubject,
): void {
  const other = panels.find((one) => one.panel.id === panelId)?.panel;
  const expected = 'a panel of the same dashboard that queries a data source itself';
  if (!other)
    report(subject, `query ${refId} is for the results of a panel that the dashboard does not have`, {
      expected,
    });
  else if (other === panel)
    report(subject, `query ${refId} shows the results of its own panel`, { expected });
  else if (other.targets.some(({ language }) => language === 'panel'))
    report(
      subject,
      `query ${refId} is for the results of "${other.source.options.title}", which shows those of another panel itself`,
      { expected },
    );
}
