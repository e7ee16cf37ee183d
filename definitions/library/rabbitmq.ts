// Metrics of RabbitMQ, from its plugin rabbitmq_prometheus.
import { counter, gauge } from 'dashwright';

/** Metrics of a node, as the plugin exposes them without further settings: summed over queues. */
export function rabbitmqMetrics() {
  const flag = { unit: 'objects', range: [0, 1] } as const;
  return {
    rabbitmq_alarms_memory_used_watermark: gauge({ help: '1 while the memory alarm is in effect.', ...flag }),
    rabbitmq_alarms_free_disk_space_watermark: gauge({
      help: '1 while the disk alarm is in effect.',
      ...flag,
    }),
    rabbitmq_queue_messages_ready: gauge({ help: 'Messages that wait for a consumer.', unit: 'messages' }),
    rabbitmq_queue_messages_unacked: gauge({
      help: 'Messages that consumers have not acknowledged.',
      unit: 'messages',
    }),
    rabbitmq_connections: gauge({ help: 'Connections that are open.', unit: 'connections' }),
    rabbitmq_global_messages_received_total: counter({
      help: 'Messages published.',
      unit: 'events',
      labels: { protocol: ['amqp091'] },
    }),
  };
}
