import { catalog, gauge } from 'dashwright';
import { cases } from '../../support.js';

const disks = catalog({
  disk_used_bytes: gauge({ help: 'Used.', unit: 'bytes', labels: { device: ['a', 'b'] } }),
  disk_size_bytes: gauge({ help: 'Size.', unit: 'bytes', labels: { device: ['a', 'b'] } }),
  quota_seconds: gauge({ help: 'Quota.', unit: 's', labels: { device: ['a', 'b'] } }),
  period_seconds: gauge({ help: 'Period.', unit: 's', labels: { device: ['a', 'b'] } }),
});

export default cases('promql/sum-of-ratios', {
  trips: {
    'shares of each instance': {
      given: { panels: ['sum(rate(failures_total[5m]) / rate(requests_total[5m]))'] },
      at: 'rate(failures_total[5m]) / rate(requests_total[5m])',
      says: 'are added: the sum is not the quotient of all',
      expects: 'sum(…) / sum(…)',
    },
    'averages of each path, in milliseconds': {
      given: {
        alerts: {
          A: 'sum by (job) (1000 * rate(took_seconds_sum[5m]) / clamp_min(rate(took_seconds_count[5m]), 1)) > 500',
        },
      },
    },
    'shares of each disk': {
      given: {
        metrics: disks,
        alerts: { A: '100 * sum without (device) (disk_used_bytes / disk_size_bytes) > 80' },
      },
      says: 'the shares of each device are added',
    },
    'quantiles of each path': {
      given: { panels: ['sum by (job, instance) (histogram_quantile(0.9, rate(took_seconds_bucket[5m])))'] },
      says: 'the quantiles of each path',
      expects: 'sum by (le)',
    },
  },
  silent: {
    'sums that are divided': {
      given: { panels: ['sum(rate(failures_total[5m])) / sum(rate(requests_total[5m]))'] },
    },
    'an average and the largest of shares': {
      given: {
        panels: [
          'avg(rate(failures_total[5m]) / rate(requests_total[5m]))',
          'max(rate(failures_total[5m]) / rate(requests_total[5m]))',
        ],
      },
    },
    'a label that is fixed, or no label at all': {
      given: {
        metrics: disks,
        panels: [
          'sum without (device) (disk_used_bytes{device="a"} / disk_size_bytes{device="a"})',
          'sum by (device, job, instance) (disk_used_bytes / disk_size_bytes)',
        ],
      },
    },
    'shares of one whole': {
      given: {
        metrics: disks,
        panels: ['sum by (device) (disk_used_bytes / on (job) group_left () sum by (job) (disk_size_bytes))'],
      },
    },
    'processors, and sums of them': {
      given: { metrics: disks, panels: ['sum(quota_seconds / period_seconds)'] },
    },
    'one series of each instance': {
      given: {
        metrics: disks,
        panels: ['sum by (instance) (disk_used_bytes{device="a"} / disk_size_bytes{device="a"})'],
      },
    },
    'a number for a unit': { given: { panels: ['sum(rate(requests_total[5m]) / 60)'] } },
  },
});
