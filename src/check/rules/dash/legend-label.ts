import { didYouMean } from '../../../catalog/similar.js';
import { mayHave } from '../../../query/promql/labels/index.js';
import { all } from '../../analysis/spans.js';
import type { Check } from '../../check.js';
import { listed } from '../../names.js';

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;

export const legendLabel: Check = {
  id: 'dash/legend-label',
  level: 'error',
  summary: 'a legend that names a label which the query does not keep',
  roles: ['range', 'fixed-range', 'instant'],
  expression({ site, analysis }, report) {
    const { definition, text } = site;
    if (definition.type !== 'target' || !analysis) return;
    const { legend, format } = definition.target;
    if (legend === undefined || !legend.includes('{{')) return;
    // Tables have a column per label and ignore legends.
    if (format === 'table') return;
    for (const [, label = ''] of legend.matchAll(placeholder)) {
      if (label === '__name__' || mayHave(analysis.root.flow, label)) continue;
      const labels = [...analysis.root.flow.possible].sort();
      report(all(text), `the legend "${legend}" names ${label}, which the query does not keep`, {
        expected:
          labels.length === 0 ? 'a legend without labels: the query keeps none' : `one of ${listed(labels)}`,
        suggestion: didYouMean(label, labels),
      });
    }
  },
};
