import type { AnyPanelOptions } from '../../../define/index.js';
import { panelTypes } from '../../../grafana/index.js';
import { unitOf } from '../../../query/index.js';
import type { ResolvedPanel } from '../../../resolve/index.js';
import { isComparable, unitsConflict } from '../../analysis/units.js';
import type { Check } from '../../check.js';

export const unit: Check = {
  id: 'dash/unit',
  level: 'warning',
  summary: 'a panel without a unit, or with a unit that does not fit its metrics',
  dashboard({ panels }, report) {
    for (const { panel, subject } of panels) {
      const problem = problemOf(panel);
      if (problem) report(subject, problem.message, { expected: problem.expected });
    }
  },
};

function problemOf(panel: ResolvedPanel): { message: string; expected: string } | undefined {
  const { source, unit } = panel;
  if (source.type === 'raw' || !panelTypes[source.type].showsValues) return undefined;
  // These may set a unit that is not visible here.
  if (source.options.transformations || overridesUnit(panel)) return undefined;
  const targets = panel.targets.filter(
    ({ language, bound, hide }) => language === 'promql' && !bound && !hide,
  );
  if (targets.length === 0) return undefined;
  if (unit === undefined) {
    return {
      message: 'the panel has no unit, and none can be inferred from its metrics',
      expected: "a unit on the panel, the signal or the metric; 'short' for plain numbers",
    };
  }
  if (!isComparable(unit)) return undefined;
  for (const { node, signal } of targets) {
    // The unit of a signal takes precedence over one inferred from its expression.
    const inferred =
      node && signal?.node === node && signal.unit !== unit ? signal.unit : node && unitOf(node);
    if (inferred === undefined || !unitsConflict(unit, inferred)) continue;
    return {
      message: `the panel shows ${unit}, but ${signal ? `"${signal.title}"` : 'its query'} is in ${inferred}`,
      expected: `unit ${inferred}, or a conversion in the expression`,
    };
  }
  return undefined;
}

function overridesUnit({ source, withDefaults }: ResolvedPanel): boolean {
  if (source.type === 'raw') return true;
  const { overrides = [], json }: AnyPanelOptions = (withDefaults ?? source).options;
  return (
    json !== undefined ||
    overrides.some(({ unit: own, properties = {} }) => own !== undefined || Object.hasOwn(properties, 'unit'))
  );
}
