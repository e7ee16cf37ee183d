import { describeOperand } from '../../analysis/operand.js';
import { sampleKindOf } from '../../analysis/series-type.js';
import type { Check } from '../../check.js';

const forCounters = new Set(['rate', 'irate', 'increase', 'resets']);
const forGauges = new Set(['delta', 'idelta', 'deriv']);
const instead: Readonly<Record<string, string>> = {
  rate: 'deriv',
  irate: 'idelta',
  increase: 'delta',
  resets: 'changes',
  delta: 'increase',
  idelta: 'irate',
  deriv: 'rate',
};

export const rateOnGauge: Check = {
  id: 'promql/rate-on-gauge',
  level: 'error',
  summary: 'rate or increase of a gauge, delta or deriv of a counter',
  visit: {
    call({ node, children }, context) {
      const gauges = forGauges.has(node.func);
      if (!gauges && !forCounters.has(node.func)) return;
      const [argument] = children;
      if (!argument) return;
      const kind = sampleKindOf(argument);
      if (gauges ? kind !== 'counter' : kind !== 'gauge') return;
      const what = describeOperand(argument);
      const named = argument.children[0]?.series?.name;
      const why = gauges
        ? 'a counter: a restart of the process would count as a decrease'
        : 'a gauge: every decrease would count as a counter reset';
      context.report(argument.node, `${node.func}() of ${what}, which is ${why}`, {
        expected: `${instead[node.func]}() for a ${gauges ? 'counter' : 'gauge'}`,
        cause: named && `${node.func} ${named}`,
      });
    },
  },
};
