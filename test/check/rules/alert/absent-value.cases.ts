import { cases } from '../../support.js';

const expr = 'sum(rate(requests_total[5m])) < 5 or absent(requests_total)';
const summary = '{{ $value | humanize }} requests per second, below 5';
const description = 'Too few.';

export default cases('alert/absent-value', {
  trips: {
    'a value that is 1 without series': {
      given: { alerts: { A: { expr, summary, description } } },
      says: 'the annotation summary shows the value, which is 1 while absent(requests_total) is true',
      at: '$value | humanize',
    },
    'absence on the left, and in parentheses': {
      given: {
        alerts: {
          A: {
            expr: '(absent_over_time(lag_seconds[5m])) or lag_seconds > 5',
            summary: '{{ $value }}',
            description,
          },
        },
      },
      expects: 'as: 0',
    },
    'a number with its format': {
      given: {
        alerts: {
          A: {
            expr,
            summary:
              '{{ if lt $value 10.0 }}{{ printf "%.2g" $value }}{{ else }}{{ $value | humanize }}{{ end }} req/s',
            description,
          },
        },
      },
    },
  },
  silent: {
    'a value for missing series': {
      given: {
        alerts: {
          A: {
            expr: expr.replace('absent(requests_total)', '0 * absent(requests_total)'),
            summary,
            description,
          },
        },
      },
    },
    'a text without the value': {
      given: { alerts: { A: { expr, summary: 'Too few requests', description } } },
    },
    'a text that tells the two apart': {
      given: {
        alerts: {
          A: {
            expr,
            summary: '{{ if eq $value 1.0 }}No requests{{ else }}{{ $value }} requests{{ end }}',
            description,
          },
        },
      },
    },
    'absence alone': {
      given: {
        alerts: {
          A: { expr: 'absent(lag_seconds) or absent(requests_total)', summary: '{{ $value }}', description },
        },
      },
    },
    'absence that only filters': {
      given: {
        alerts: { A: { expr: 'lag_seconds > 5 unless absent(requests_total)', summary, description } },
      },
    },
  },
});
