// Metrics of Kafka, from kafka_exporter.
import { gauge } from 'dashwright';

export interface KafkaExamples {
  readonly topics: readonly string[];
  readonly consumerGroups: readonly string[];
}

/** Metrics of kafka_exporter (danielqsj) about brokers, partitions and consumer groups. */
export function kafkaMetrics({ topics: topic, consumerGroups }: KafkaExamples) {
  const labels = { topic, partition: ['0', '1'] };
  return {
    kafka_brokers: gauge({ help: 'Brokers of the cluster.', unit: 'objects' }),
    kafka_topic_partition_leader: gauge({
      help: 'Id of the broker that leads the partition; -1 if none does.',
      unit: 'short',
      labels,
    }),
    kafka_topic_partition_under_replicated_partition: gauge({
      help: '1 if the partition has fewer replicas in sync than it should.',
      unit: 'objects',
      range: [0, 1],
      labels,
    }),
    kafka_consumergroup_lag: gauge({
      help: 'Messages that the consumer group has not read.',
      unit: 'messages',
      labels: { consumergroup: consumerGroups, ...labels },
    }),
  };
}
