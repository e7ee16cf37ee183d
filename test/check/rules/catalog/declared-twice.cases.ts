import { catalog, counter, gauge, histogram, summary } from 'dashwright';
import { cases } from '../../support.js';

const help = 'What is measured.';
const jobs = catalog({ jobs: gauge({ help, unit: 'jobs' }) });

export default cases('catalog/declared-twice', {
  trips: {
    'another type': {
      given: {
        metrics: jobs,
        bundle: { metrics: [jobs, catalog({ jobs: counter({ help, unit: 'jobs' }) })] },
      },
      says: 'jobs is declared twice: as a gauge and as a counter',
      path: 'shop/metrics/jobs',
    },
    'another unit': {
      given: { metrics: jobs, bundle: { metrics: [jobs, catalog({ jobs: gauge({ help, unit: 's' }) })] } },
      says: 'with the unit jobs and with s',
    },
    'the series of a histogram': {
      given: {
        metrics: catalog({
          time_seconds_count: counter({ help, unit: 'requests' }),
          time_seconds: histogram({ help, unit: 's' }),
        }),
      },
      says: 'time_seconds_count is declared twice: as a counter and as part of the histogram time_seconds',
    },
  },
  silent: {
    'the same metric in two catalogs': { given: { metrics: jobs, bundle: { metrics: [jobs, { ...jobs }] } } },
    'an equal declaration': {
      given: {
        metrics: jobs,
        bundle: { metrics: [jobs, catalog({ jobs: gauge({ help: 'x', unit: 'jobs' }) })] },
      },
    },
    'names that only begin alike': {
      given: {
        metrics: catalog({
          time_seconds: summary({ help, unit: 's' }),
          time_seconds_bucket: gauge({ help, unit: 'buckets' }),
          users_count: gauge({ help, unit: 'users' }),
        }),
      },
    },
  },
});
