import type { AnyPanel } from '../../../define/index.js';
import { panelTypes } from '../../../grafana/index.js';
import type { Check } from '../../check.js';

export const title: Check = {
  id: 'dash/title',
  level: 'error',
  summary: 'a dashboard or a panel without a title',
  dashboard({ dashboard, subject: owner, panels }, report) {
    if (isEmpty(dashboard.title)) {
      report(owner, `the dashboard ${dashboard.uid} has no title`, {
        expected: 'a title: Grafana rejects a dashboard without one',
      });
    }
    for (const { panel, subject } of panels) {
      if (!isEmpty(panel.source.options.title) || untitled(panel.source)) continue;
      report(subject, `panel ${panel.id} of dashboard ${dashboard.uid} has no title`, {
        level: 'warning',
        expected: 'a title that says what is shown',
      });
    }
  },
};

/** Whether a panel shows its content without a heading; of raw JSON that is not known. */
function untitled({ type }: AnyPanel): boolean {
  return type === 'raw' || panelTypes[type].untitled;
}

/** JavaScript callers may leave it out. */
function isEmpty(text: unknown): boolean {
  return typeof text !== 'string' || text.trim() === '';
}
