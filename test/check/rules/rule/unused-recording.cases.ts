import { cases } from '../../support.js';

const recorded = ['job:lag:max', 'max by (job) (lag_seconds)'] as const;

export default cases('rule/unused-recording', {
  trips: {
    'a series that nothing reads': {
      given: { records: [recorded], panels: ['lag_seconds'] },
      says: 'job:lag:max',
    },
  },
  silent: {
    'a panel': { given: { records: [recorded], panels: ['job:lag:max'] } },
    'an alert': { given: { records: [recorded], alerts: { A: 'job:lag:max > 1' } } },
    'a selector by name': { given: { records: [recorded], panels: ['{__name__="job:lag:max"}'] } },
    'another bundle of the build': {
      given: [
        { name: 'one', records: [recorded] },
        { name: 'two', panels: ['job:lag:max'] },
      ],
    },
  },
});
