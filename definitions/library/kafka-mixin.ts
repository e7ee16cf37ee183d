import { type Catalog, max, min, panel, row, signal, sum } from 'dashwright';
import { constant } from 'dashwright/testing';
import type { kafkaMetrics } from './kafka.js';
import { also, named, type TargetOptions } from './labels.js';
import { type MixinOptions, mixin, ready, readyMissing, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries } from './ready-series.js';

/** Names of the alerts. */
export type KafkaAlert =
  | 'KafkaMissing'
  | 'KafkaPartitionWithoutLeader'
  | 'KafkaUnderReplicated'
  | 'KafkaConsumerLagHigh';

/** Options of `kafkaMixin`. */
export interface KafkaMixinOptions<Target extends string, Without extends KafkaAlert>
  extends MixinOptions<KafkaAlert, Without>,
    TargetOptions<Target> {}

/**
 * Kafka with kafka_exporter: leaders, replication, lag of consumers. The right threshold of the lag depends on the topic:
 * how many messages may wait.
 *
 * @example kafkaMixin(metrics, { by: ['job'], alerts: { KafkaConsumerLagHigh: { threshold: 50_000 } } })
 */
export function kafkaMixin<Target extends string, const Without extends KafkaAlert = never>(
  metrics: Catalog<ReturnType<typeof kafkaMetrics>, Target>,
  options: KafkaMixinOptions<NoInfer<Target>, Without>,
) {
  const { by } = options;
  const only: object = options.where ?? {};
  const leader = metrics.kafka_topic_partition_leader;
  const behind = metrics.kafka_topic_partition_under_replicated_partition;
  const waiting = metrics.kafka_consumergroup_lag;
  type Topic = Target | 'topic';
  type Partition = Topic | 'partition';
  type Group = Topic | 'consumergroup';
  const byTopic = [...by, 'topic'] as const;

  const brokers = signal<Target>({
    title: 'Brokers',
    description: 'Brokers of the cluster.',
    expr: max<Target, Target>(metrics.kafka_brokers.where(only), { by }),
  });
  const lowestLeader = signal<Partition>({
    title: 'Leader',
    description: 'Id of the broker that leads the partition; -1 if none does.',
    expr: min<Partition, Partition>(leader.where(only), { by: [...byTopic, 'partition'] }),
  });
  const underReplicated = signal<Topic>({
    title: 'Under-replicated partitions',
    description: 'Partitions with fewer replicas in sync than they should have, by topic.',
    expr: sum<Partition, Topic>(behind.where(only), { by: byTopic }),
    unit: 'short',
  });
  const lag = signal<Group>({
    title: 'Consumer lag',
    description: 'Messages that a consumer group has not read, by topic.',
    expr: sum<Group | 'partition', Group>(waiting.where(only), { by: [...by, 'consumergroup', 'topic'] }),
    unit: 'short',
  });

  return mixin(options, {
    signals: { brokers, lowestLeader, underReplicated, lag },
    alerts: {
      KafkaMissing: readyMissing({
        signal: brokers,
        for: '5m',
        severity: 'critical',
        summary: 'Kafka metrics are missing',
        description:
          'There has been no kafka_brokers for 5 minutes: the exporter cannot reach the cluster, is down or cannot be scraped, and no other alert about Kafka can fire.',
        runbook: `
## What to look at

Do the brokers run, and can clients produce? In Prometheus, is the exporter among the targets, and what is its last scrape
error?

## What to do

Start the brokers or the exporter, or fix the scrape.`,
        series: (to, course, of) =>
          to.series(
            metrics.kafka_brokers,
            of,
            course.value(() => 3),
          ),
      }),
      KafkaPartitionWithoutLeader: ready<Partition>({
        signal: lowestLeader,
        side: 'below',
        threshold: 0,
        for: '2m',
        severity: 'critical',
        around: () => ({ beyond: -1, within: 0 }),
        usual: () => 2,
        summary: ({ labels }) =>
          `Partition ${labels.partition} of ${labels.topic} in ${named(by, labels)} has no leader`,
        description: ({ labels }) =>
          `No broker leads partition ${labels.partition} of ${labels.topic}: nobody can produce to it or consume from it.`,
        runbook: `
## What to look at

\`kafka-topics.sh --describe --unavailable-partitions\` names the replicas. All of their brokers are down, or none of those that
run is in sync.

## What to do

Start one of these brokers. An unclean leader election makes the partition available without them, and loses the messages that
only they have.`,
        series: gaugeSeries(leader),
      }),
      KafkaUnderReplicated: ready<Topic>({
        signal: underReplicated,
        side: 'above',
        threshold: 0,
        for: '10m',
        severity: 'warning',
        around: wholeNumbers('above'),
        summary: ({ labels, value }) =>
          `${value.fixed(0)} partitions of ${labels.topic} in ${named(by, labels)} have replicas that are behind`,
        description: ({ labels, value }) =>
          `${value.fixed(0)} partitions of ${labels.topic} have had too few replicas in sync for 10 minutes. If another broker fails, messages can be lost or refused.`,
        runbook: `
## What to look at

Is a broker down (\`kafka-topics.sh --describe --under-replicated-partitions\`), or slow: its disk, network or garbage
collection? All topics of one broker point to the broker, one topic to its traffic.

## What to do

Start or repair the broker, and wait until its replicas have caught up before the next restart.`,
        series: (to, course, of) =>
          to
            .series(
              behind,
              also({ partition: '0' }, of),
              course.value((value) => value),
            )
            .series(behind, also({ partition: '1' }, of), constant(0)),
      }),
      KafkaConsumerLagHigh: ready<Group>({
        signal: lag,
        side: 'above',
        threshold: 10_000,
        for: '10m',
        severity: 'warning',
        summary: ({ labels, value }) =>
          `${labels.consumergroup} has ${value.short} messages of ${labels.topic} in ${named(by, labels)} to read`,
        description: ({ labels, value, threshold }) =>
          `The consumer group ${labels.consumergroup} is ${value.short} messages of ${labels.topic} behind (threshold ${threshold}). Older messages are lost when the retention removes them.`,
        runbook: `
## What to look at

\`kafka-consumer-groups.sh --describe --group GROUP\`: does one partition lag (a message that fails again and again, an uneven
key) or all (consumers too slow or too few)? Does the group rebalance all the time?

## What to do

Restart consumers that hang, skip or repair the message that fails, or start more consumers, up to the number of partitions.`,
        series: (to, course, of) =>
          to
            .series(
              waiting,
              also({ partition: '0' }, of),
              course.value((messages) => messages * 0.75),
            )
            .series(
              waiting,
              also({ partition: '1' }, of),
              course.value((messages) => messages * 0.25),
            ),
      }),
    },
    row: row('Kafka', [
      panel.timeseries({ title: 'Kafka brokers', show: brokers, min: 0, width: 6 }),
      panel.timeseries({ title: 'Kafka consumer lag', show: lag, min: 0, width: 6 }),
      panel.timeseries({
        title: 'Kafka under-replicated partitions',
        show: underReplicated,
        min: 0,
        width: 6,
      }),
      panel.timeseries({ title: 'Kafka leaders', show: lowestLeader, width: 6 }),
    ]),
  });
}
