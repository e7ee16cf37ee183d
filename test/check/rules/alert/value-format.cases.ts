import { above, alert, catalog, gauge, mul, ratio, signal } from 'dashwright';
import { cases, type Given } from '../../support.js';

const metrics = catalog({
  lag_seconds: gauge({ help: 'Lag.', unit: 's' }),
  took_milliseconds: gauge({ help: 'Time.', unit: 'ms' }),
  fill_ratio: gauge({ help: 'How full.', unit: 'ratio' }),
  fill_percent: gauge({ help: 'How full.', unit: 'percent' }),
  free_bytes: gauge({ help: 'Free.', unit: 'bytes' }),
  jobs: gauge({ help: 'Jobs.', unit: 'jobs' }),
  workers: gauge({ help: 'Workers.', unit: 'workers' }),
  run_timestamp_seconds: gauge({ help: 'The last run.', unit: 'timestamp' }),
  unknown: gauge({ help: 'Something.' }),
});
const says = (expr: string, summary: string): Given => ({ metrics, alerts: { A: { expr, summary } } });
const percent = signal({ title: 'Full', expr: mul(metrics.fill_ratio, 100) });
const full = signal({ title: 'Full', expr: ratio(metrics.unknown, metrics.unknown) });

export default cases('alert/value-format', {
  trips: {
    'a temperature as a percentage': {
      given: says('free_bytes > 5', 'has {{ $value | humanizePercentage }}'),
      says: 'writes bytes as a percentage',
      at: 'humanizePercentage',
    },
    'a number of jobs': { given: says('sum(jobs) > 5', '{{ humanizePercentage $value }}') },
    'a percentage again': {
      given: {
        metrics,
        bundle: {
          alerts: {
            A: alert({ when: above(percent, 90), for: '5m', summary: '{{ $value | humanizePercentage }}' }),
          },
        },
      },
      says: 'multiplies a percentage by 100 again',
    },
    'a declared percentage again': { given: says('fill_percent > 90', '{{ $value | humanizePercentage }}') },
    'milliseconds as seconds': {
      given: says('took_milliseconds > 500', 'takes {{ $value | humanizeDuration }}'),
      says: 'takes ms for seconds',
    },
    'bytes as seconds': { given: says('free_bytes > 500', '{{ $value | humanizeDuration }}') },
    'a point in time as a duration': {
      given: says('run_timestamp_seconds > 0', '{{ $value | humanizeDuration }}'),
      says: 'a timestamp as a duration',
    },
    'an age as a point in time': {
      given: says('time() - run_timestamp_seconds > 3600', 'last at {{ $value | humanizeTimestamp }}'),
      says: 'the text says 1970',
      expects: 'humanizeDuration',
    },
    'a share with a sign': {
      given: says('fill_ratio > 0.9', '{{ $value }}% full'),
      says: '0.95 is 95%',
      at: '$value',
    },
    'a share that is printed, with a sign': {
      given: says('fill_ratio > 0.9', '{{ printf "%.2f" $value }} %'),
    },
    'two signs': {
      given: says('unknown > 0.9', '{{ $value | humanizePercentage }}%'),
      says: 'after humanizePercentage',
    },
    'the ratio of a signal': {
      given: {
        metrics,
        bundle: {
          alerts: { A: alert({ when: above(full, 0.9), for: '5m', summary: '{{ $value }}% full' }) },
        },
      },
    },
  },
  silent: {
    'what fits': {
      given: {
        metrics,
        alerts: {
          A: { expr: 'fill_ratio > 0.9', summary: '{{ $value | humanizePercentage }} full' },
          B: { expr: 'fill_percent > 90', summary: '{{ $value }}% full, above 90%' },
          C: { expr: 'fill_ratio * 100 > 90', summary: '{{ printf "%.0f" $value }}% full' },
          D: { expr: 'lag_seconds > 5', summary: '{{ $value | humanizeDuration }}' },
          E: { expr: 'took_milliseconds / 1000 > 5', summary: '{{ $value | humanizeDuration }}' },
          F: { expr: 'run_timestamp_seconds > 5', summary: '{{ $value | humanizeTimestamp }}' },
          G: { expr: 'time() - run_timestamp_seconds > 5', summary: '{{ $value | humanizeDuration }}' },
          H: { expr: 'rate(lag_seconds[5m]) > 0.5', summary: '{{ $value | humanizePercentage }}' },
        },
      },
    },
    'what is not known': {
      given: {
        metrics,
        alerts: {
          A: { expr: 'unknown > 0.9', summary: '{{ $value | humanizePercentage }} {{ $value }}%' },
          B: { expr: 'unknown > 0.9', summary: '{{ $value | humanizeDuration }}' },
          C: { expr: 'jobs / workers > 0.9', summary: '{{ $value | humanizePercentage }}' },
        },
      },
    },
    'a percentage of something else in the text': {
      given: says(
        'fill_ratio > 0.9',
        '{{ $value | humanizePercentage }} of 100% {{ query "fill_percent" | first | value }}%',
      ),
    },
    'a text that is a function': {
      given: {
        metrics,
        bundle: {
          alerts: {
            A: alert({ when: above(full, 0.9), for: '5m', summary: ({ value }) => `${value} full` }),
          },
        },
      },
    },
  },
});
