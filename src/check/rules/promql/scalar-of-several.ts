import type { VectorMatching } from '../../../engine/index.js';
import { severalPerMatch } from '../../analysis/multiplicity.js';
import type { Check } from '../../check.js';

/** Everything on one side: no label tells series apart. */
const together: VectorMatching = {
  card: 'one-to-one',
  labels: [],
  on: true,
  include: [],
  fillLeft: undefined,
  fillRight: undefined,
};

export const scalarOfSeveral: Check = {
  id: 'promql/scalar-of-several',
  level: 'warning',
  summary: 'scalar() of several series, which is NaN',
  visit: {
    call({ node, children }, context) {
      const [operand] = children;
      if (node.func !== 'scalar' || !operand) return;
      const label = severalPerMatch(operand, together);
      if (label === undefined) return;
      context.report(
        node,
        `scalar() needs a single series: with several values of ${label} it is NaN, and no comparison with NaN is true`,
        { expected: `an aggregation, such as scalar(max(…)), or vector matching in place of scalar()` },
      );
    },
  },
};
