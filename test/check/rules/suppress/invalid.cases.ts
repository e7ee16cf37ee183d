import type { Suppression } from 'dashwright';
import { cases } from '../../support.js';

const suppressing = (suppression: Suppression) => ({ bundle: { suppress: [suppression] } });

export default cases('suppress/invalid', {
  trips: {
    'a check that does not exist': {
      given: suppressing({ check: 'promql/unknown-metrics', reason: 'x' }),
      suggests: 'promql/unknown-metric',
    },
    'no reason': { given: suppressing({ check: 'promql/unknown-metric', reason: ' ' }), says: 'no reason' },
    'an invalid day': {
      given: suppressing({ check: 'promql/unknown-metric', reason: 'x', until: '2026-13-40' }),
      says: '2026-13-40',
    },
  },
  silent: {
    'check, reason and day': {
      given: suppressing({ check: 'promql/unknown-metric', reason: 'x', until: '2026-12-31' }),
    },
    "a custom check's own": {
      given: suppressing({ check: 'ours/tags', reason: 'x' }),
      options: { checks: [() => []] },
    },
  },
});
