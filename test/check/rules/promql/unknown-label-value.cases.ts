import { cases } from '../../support.js';

export default cases('promql/unknown-label-value', {
  trips: {
    'a value that is not declared': {
      given: { panels: ['rate(requests_total{status="505"}[5m])'] },
      at: 'status="505"',
      suggests: 'did you mean 500?',
    },
    'one of several alternatives': {
      given: { panels: ['rate(requests_total{status=~"500|502"}[5m])'] },
      says: '"502"',
    },
    'a pattern that fits none': {
      given: { panels: ['rate(requests_total{status=~"3.."}[5m])'] },
      says: '3..',
    },
    'a pattern in other letters that fits none': {
      given: { panels: ['rate(requests_total{status=~"(?i)teapot.*"}[5m])'] },
      says: 'teapot',
    },
    'an exclusion of nothing': { given: { panels: ['rate(requests_total{status!="600"}[5m])'] } },
    'a bucket that is not declared': {
      given: { panels: ['rate(took_seconds_bucket{le="0.25"}[5m])'] },
      says: 'no bucket up to 0.25',
    },
  },
  silent: {
    'declared values': { given: { panels: ['rate(requests_total{status=~"404|500"}[5m])'] } },
    'a pattern that fits some': { given: { panels: ['rate(requests_total{status=~"5.."}[5m])'] } },
    'a pattern that fits some in other letters': {
      given: { panels: ['rate(requests_total{status=~"(?i)50.|X"}[5m])'] },
    },
    'any value of a label with examples only': { given: { panels: ['rate(requests_total{path="/z"}[5m])'] } },
    'a variable': { given: { panels: ['rate(requests_total{status="$status"}[5m])'] } },
    'buckets in any spelling': {
      given: {
        panels: ['rate(took_seconds_bucket{le="1.0"}[5m]) / rate(took_seconds_bucket{le="+Inf"}[5m])'],
      },
    },
  },
});
