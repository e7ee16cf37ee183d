import { catalog, dashboard, histogram, panel, rate, signal } from 'dashwright';
import { metrics } from '../../shop.js';
import { cases } from '../../support.js';

const open = catalog({ waited_seconds: histogram({ help: 'Time.', unit: 's' }) });

export default cases('promql/unknown-label-value', {
  trips: {
    'the spelling of a bound, where the bounds are not declared': {
      given: { metrics: open, panels: ['rate(waited_seconds_bucket{le="2"}[5m])'] },
      says: 'Prometheus stores the bound 2 of waited_seconds as "2.0"',
    },
    'what no client writes': {
      given: { bundle: { prometheus: '2.55' }, panels: ['rate(took_seconds_bucket{le="0.50"}[5m])'] },
    },
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
      says: 'no bucket with the bound 0.25',
    },
    'a bucket in a spelling that Prometheus does not store': {
      given: { panels: ['rate(took_seconds_bucket{le="1"}[5m])'] },
      at: 'le="1"',
      says: 'Prometheus stores the bound 1 of took_seconds as "1.0": le="1" selects nothing',
    },
    'a bound in another spelling, of a typed expression': {
      given: {
        dashboards: [
          dashboard({
            uid: 'shop',
            title: 'Shop',
            rows: [
              panel.timeseries({
                title: 'Took',
                show: signal({ title: 'Took', expr: rate(metrics.took_seconds.bucket.where({ le: '5' })) }),
              }),
            ],
          }),
        ],
      },
      says: 'as "5.0"',
    },
    'a bound in another spelling that excludes nothing': {
      given: { panels: ['rate(took_seconds_bucket{le!="1.00"}[5m])'] },
      says: 'excludes nothing',
    },
    'one of several bounds': {
      given: { panels: ['rate(took_seconds_bucket{le=~"0.1|1"}[5m])'] },
      says: 'as "1.0": 1 in le=~"0.1|1" selects nothing',
    },
    'one of several bounds that is not there': {
      given: { panels: ['rate(took_seconds_bucket{le=~"0.1|0.3"}[5m])'] },
      says: 'no bucket with the bound 0.3',
    },
    'a quantile in a spelling that Prometheus does not store': {
      given: { panels: ['gc_seconds{quantile="1"}'] },
      at: 'quantile="1"',
      says: 'Prometheus stores the quantile 1 of gc_seconds as "1.0": quantile="1" selects nothing',
    },
    'a quantile in another spelling, of a typed expression': {
      given: {
        dashboards: [
          dashboard({
            uid: 'shop',
            title: 'Shop',
            rows: [
              panel.timeseries({
                title: 'GC',
                show: signal({ title: 'GC', expr: metrics.gc_seconds.quantiles.where({ quantile: '0.50' }) }),
              }),
            ],
          }),
        ],
      },
      says: 'as "0.5"',
    },
    'one of several quantiles': {
      given: { panels: ['gc_seconds{quantile=~"0|0.5"}'] },
      says: 'as "0.0": 0 in quantile=~"0|0.5" selects nothing',
    },
    'a pattern that fits no bound': {
      given: { panels: ['rate(took_seconds_bucket{le=~"2.*"}[5m])'] },
      says: 'no bucket with the bound 2.*',
    },
    'a state that alerts do not have': {
      given: { panels: ['ALERTS{alertstate="fireing"}'] },
      at: 'alertstate="fireing"',
      says: 'alertstate is never "fireing"',
      suggests: 'firing',
    },
    'a misspelt alert': {
      given: { alerts: { LagHigh: 'lag_seconds > 5' }, panels: ['ALERTS{alertname="LagHihg"}'] },
      says: 'no alert of this bundle is named "LagHihg"',
      suggests: 'LagHigh',
    },
  },
  silent: {
    'states, alerts, and those of other bundles': {
      given: {
        alerts: { LagHigh: 'lag_seconds > 5' },
        panels: [
          'ALERTS{alertstate="firing", alertname="LagHigh"} or ALERTS{alertname="LagLow", alertstate=~"pend.*"}',
        ],
      },
    },
    'what clients write, which Prometheus 2 keeps': {
      given: {
        bundle: { prometheus: '2.55' },
        panels: ['rate(took_seconds_bucket{le=~"1|5"}[5m])', 'gc_seconds{quantile="1"}'],
      },
    },
    'declared values': { given: { panels: ['rate(requests_total{status=~"404|500"}[5m])'] } },
    'a pattern that fits some': { given: { panels: ['rate(requests_total{status=~"5.."}[5m])'] } },
    'a pattern that fits some in other letters': {
      given: { panels: ['rate(requests_total{status=~"(?i)50.|X"}[5m])'] },
    },
    'any value of a label with examples only': { given: { panels: ['rate(requests_total{path="/z"}[5m])'] } },
    'a variable': { given: { panels: ['rate(requests_total{status="$status"}[5m])'] } },
    'buckets in every spelling': {
      given: {
        panels: [
          'rate(took_seconds_bucket{le=~"1|1.0"}[5m])',
          'rate(took_seconds_bucket{le=~"1(\\\\.0)?"}[5m])',
          'rate(took_seconds_bucket{le=~"(0[.]1|[+]Inf)"}[5m])',
          'rate(took_seconds_bucket{le!="+Inf"}[5m])',
        ],
      },
    },
    'quantiles as they are stored, and in every spelling': {
      given: {
        panels: [
          'gc_seconds{quantile="0.5"}',
          'gc_seconds{quantile=~"0.5|1(\\\\.0)?"}',
          'gc_seconds{quantile!="1.0"}',
          'gc_seconds{quantile=~"0.9.*"}',
        ],
      },
    },
    'buckets as they are stored': {
      given: {
        panels: ['rate(took_seconds_bucket{le="1.0"}[5m]) / rate(took_seconds_bucket{le="+Inf"}[5m])'],
      },
    },
  },
});
