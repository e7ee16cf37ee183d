import { cases } from '../../support.js';

export default cases('promql/unknown-label', {
  trips: {
    'a matcher on a label that the metric does not have': {
      given: { alerts: { A: 'sum(rate(requests_total{paht="/a"}[5m])) > 1' } },
      at: 'paht="/a"',
      suggests: 'did you mean path?',
    },
    'a label to group by': {
      given: { alerts: { A: 'sum by (topc) (lag_seconds) > 1' } },
      at: 'topc',
      says: 'no series here has a label topc',
      suggests: 'topic',
    },
    'a label of the scrape that is not declared': {
      given: { alerts: { A: 'sum by (namespace) (lag_seconds) > 1' } },
      suggests: 'targetLabels',
    },
    'a label to match on': { given: { panels: ['lag_seconds / on (topik) lag_limit_seconds'] }, at: 'topik' },
    'a label to bring over': {
      given: { panels: ['lag_seconds * on (topic, instance, job) group_left (owner) lag_limit_seconds'] },
      at: 'owner',
    },
    'a likely typo in without': {
      given: { panels: ['sum without (instanse) (lag_seconds)'] },
      suggests: 'instance',
    },
    'le on a counter': { given: { panels: ['sum by (le) (rate(took_seconds_count[5m]))'] }, at: 'le' },
    'a label that a recorded series does not have': {
      given: {
        records: [['job:lag:max', 'max by (job) (lag_seconds)']],
        alerts: { A: 'job:lag:max{topic="orders"} > 1' },
      },
      says: 'job:lag:max has no label topic',
    },
    'a label that label_replace reads': {
      given: { panels: ['label_replace(lag_seconds, "name", "$1", "topik", "(.*)")'] },
      at: '"topik"',
      suggests: 'topic',
    },
    'a label that label_join reads': {
      given: { panels: ['label_join(lag_seconds, "name", "-", "topic", "shard")'] },
      at: '"shard"',
    },
    'a label to sort by': {
      given: { panels: ['sort_by_label_desc(lag_seconds, "topic", "tpoic")'] },
      options: { features: ['promql-experimental-functions'] },
      at: '"tpoic"',
    },
    'a negative matcher that excludes nothing': { given: { panels: ['lag_seconds{topick!="orders"}'] } },
  },
  silent: {
    'labels of the metric and of the scrape': {
      given: { panels: ['sum by (path, job, instance) (rate(requests_total{status="500",job="x"}[5m]))'] },
    },
    'le and quantile': {
      given: { panels: ['took_seconds_bucket{le="0.5"} + ignoring (le) gc_seconds{quantile="0.5"}'] },
    },
    'labels made on the way': {
      given: {
        panels: [
          'sum by (host) (label_replace(lag_seconds, "host", "$1", "instance", "(.*):.*"))',
          'sum by (both) (label_join(lag_seconds, "both", "-", "job", "topic"))',
          'sum by (n) (count_values("n", lag_seconds))',
        ],
      },
    },
    'labels that are set to a text': {
      given: {
        panels: [
          'label_replace(lag_seconds, "tier", "gold", "", "")',
          'label_replace(lag_seconds, "tier", "gold", "tier", ".*")',
        ],
      },
    },
    'a label that is removed before label_replace reads it: promql/impossible says so': {
      given: { panels: ['label_replace(sum(lag_seconds), "name", "$1", "topic", "(.*)")'] },
    },
    'labels that a recording rule adds': {
      given: {
        records: [['job:lag:max', 'max(lag_seconds)', { labels: { tier: 'gold' } }]],
        alerts: { A: 'job:lag:max{tier="gold"} > 1' },
      },
    },
    'a label that was aggregated away: promql/impossible says so': {
      given: { panels: ['sum by (path) (sum by (status) (requests_total))'] },
    },
    'the absence of a label': { given: { panels: ['lag_seconds{shard=""}'] } },
    'a harmless label in without': { given: { panels: ['sum without (pod) (lag_seconds)'] } },
    'what relabelling may have put on up': {
      given: { panels: ['count by (cluster) (up{metrics_path="/metrics"})'] },
    },
    'unknown metrics': { given: { panels: ['sum by (anything) (unheard_of{some="label"})'] } },
    'a variable that names the label': { given: { panels: ['sum by ($by) (lag_seconds{$label="x"})'] } },
    ALERTS: { given: { panels: ['sum by (severity, topic) (ALERTS{team="a"})'] } },
    'info metrics': { given: { panels: ['sum by (k8s_cluster) (info(lag_seconds))'] } },
  },
});
