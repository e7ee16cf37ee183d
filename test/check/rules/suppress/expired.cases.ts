import { cases } from '../../support.js';

const given = {
  alerts: {
    A: {
      expr: 'unheard_of > 1',
      suppress: [
        { check: 'promql/unknown-metric', reason: 'comes with the next release', until: '2026-03-31' },
      ],
    },
  },
} as const;

export default cases('suppress/expired', {
  trips: { 'the day after the last': { given, options: { today: '2026-04-01' }, says: '2026-03-31' } },
  silent: { 'the last day': { given, options: { today: '2026-03-31' } }, 'no day at all': { given } },
});
