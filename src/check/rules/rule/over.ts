import { defaultRuleWindow } from '../../../define/index.js';
import { followsWindow } from '../../../query/index.js';
import { all } from '../../analysis/spans.js';
import type { Check } from '../../check.js';

export const over: Check = {
  id: 'rule/over',
  level: 'warning',
  summary: 'an `over` that changes nothing',
  roles: ['alert', 'recording'],
  expression({ site: { definition, text } }, report) {
    if (definition.type !== 'alert' && definition.type !== 'recording') return;
    const { source } = definition.rule;
    if (source.over === defaultRuleWindow) return;
    const node = source.type === 'alert' ? source.condition.node : source.rule;
    if (followsWindow(node)) return;
    report(
      all(text),
      `over: '${source.over}' changes nothing: every window in the expression is explicit, or there is none`,
      {
        expected: `a function over time, such as avgOverTime(…, '${source.over}'), or no over`,
      },
    );
  },
};
