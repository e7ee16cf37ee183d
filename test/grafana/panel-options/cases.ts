import type { Cases } from './common.js';
import { distributionCases } from './distributions.js';
import { graphCases } from './graphs.js';
import { otherCases } from './others.js';
import { singleValueCases } from './single-values.js';
import { stateCases } from './states.js';
import { tableAndTextCases } from './tables-and-text.js';

/** Options of every type of panels. */
export const cases: Cases = {
  ...graphCases,
  ...singleValueCases,
  ...tableAndTextCases,
  ...distributionCases,
  ...stateCases,
  ...otherCases,
};
