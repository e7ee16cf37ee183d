import { durationMacros } from '../../../grafana/index.js';
import type { Check } from '../../check.js';

export const macroInRule: Check = {
  id: 'promql/macro-in-rule',
  level: 'error',
  summary: 'a Grafana variable or macro in a rule, which Prometheus does not support',
  roles: ['alert', 'recording'],
  expression({ site }, report) {
    for (const { name, start, end, where } of site.parsed.placeholders) {
      const written = site.text.slice(start, end);
      const macro = name.startsWith('__');
      const window = Object.hasOwn(durationMacros, name);
      const what = macro ? 'Grafana macro' : 'dashboard variable';
      report(
        { start, end },
        `${written} is a ${what}: Prometheus ${where === 'code' ? 'does not support it' : 'treats it as text'}`,
        {
          expected: window ? 'a fixed window such as 5m' : 'a fixed value',
          suggestion: window
            ? 'omit the window, or write ${window} in promql`…`: it becomes a fixed window in rules and the macro on dashboards'
            : undefined,
        },
      );
    }
  },
};
