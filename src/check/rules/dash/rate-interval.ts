import { formatDuration } from '../../../catalog/duration.js';
import { parentOf } from '../../analysis/parentheses.js';
import type { Check } from '../../check.js';
import type { SiteDefinition } from '../../collect/expression-site.js';

const rates = new Set(['rate', 'irate', 'increase']);

export const rateInterval: Check = {
  id: 'dash/rate-interval',
  level: 'warning',
  summary: 'a rate over a fixed window, or over $__interval, on a graph with a variable time range',
  roles: ['range', 'fixed-range'],
  expression({ site, analysis }, report) {
    const { definition, parsed } = site;
    // A lower limit of the interval is there to hold enough scrapes.
    if (!analysis || definition.type !== 'target' || hasLimit(definition)) return;
    const uses = parsed.placeholders.filter(({ name }) => name === '__interval');
    if (uses.length === 0) return;
    for (const analysed of analysis.nodes) {
      const { node } = analysed;
      const call = parentOf(analysed);
      if (node.kind !== 'matrix' || call?.node.kind !== 'call' || !rates.has(call.node.func)) continue;
      if (!uses.some(({ start }) => start >= node.selector.end && start < node.end)) continue;
      report(
        node,
        `${call.node.func}() over $__interval: zoomed in, the window has fewer than two scrapes, and the graph is empty`,
        { expected: '$__rate_interval, which is at least four scrape intervals' },
      );
    }
  },
  visit: {
    matrix(analysed, context) {
      // Single values ask for a window on purpose; panels that say why are `fixed-range`.
      if (context.role !== 'range') return;
      const call = parentOf(analysed);
      const { node } = analysed;
      if (call?.node.kind !== 'call' || !rates.has(call.node.func)) return;
      if (context.placeholderIn({ start: node.selector.end, end: node.end })) return;
      context.report(
        node,
        `the window of ${node.rangeExpr ?? formatDuration(node.rangeMs)} does not follow the time range: zoomed in, the graph is smoothed; zoomed out, it skips samples`,
        {
          expected: '$__rate_interval: omit the window',
          suggestion: 'or state the reason with fixedRange on the panel',
        },
      );
    },
  },
};

/** Whether the panel or the query sets the shortest interval. */
function hasLimit({ panel, target }: Extract<SiteDefinition, { type: 'target' }>): boolean {
  const { source } = panel;
  if (source.type === 'raw')
    return source.json.interval !== undefined || target.model?.interval !== undefined;
  return source.options.interval !== undefined || target.settings?.minStep !== undefined;
}
