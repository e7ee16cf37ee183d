import { cases } from '../../support.js';

const producer = ['job:lag:max', 'max by (job) (lag_seconds)'] as const;
const consumer = ['all:lag:max', 'max(job:lag:max)'] as const;

export default cases('rule/dependency-order', {
  trips: {
    'a rule before the one it reads': {
      given: { records: [consumer, producer] },
      at: 'job:lag:max',
      says: 'later in the group',
      path: 'shop/recording-rules/all:lag:max',
    },
    'rules in two groups': {
      given: {
        records: [
          [...producer, { group: 'one' }],
          [...consumer, { group: 'two' }],
        ],
      },
      says: 'in group one',
    },
    'a rule that reads itself': {
      given: { records: [['a:lag:max', 'max(a:lag:max)']] },
      says: 'from itself',
    },
  },
  silent: {
    'rules in their order': { given: { records: [producer, consumer] } },
    'an alert, which is always in another group': {
      given: { records: [producer], alerts: { A: 'job:lag:max > 1' } },
    },
  },
});
