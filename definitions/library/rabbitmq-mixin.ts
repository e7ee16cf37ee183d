import { type Catalog, max, panel, rate, row, signal, sum } from 'dashwright';
import { named, type TargetOptions } from './labels.js';
import type { rabbitmqMetrics } from './rabbitmq.js';
import { type MixinOptions, mixin, ready, readyMissing, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries } from './ready-series.js';

/** Names of the alerts. */
export type RabbitmqAlert =
  | 'RabbitmqMissing'
  | 'RabbitmqMemoryAlarm'
  | 'RabbitmqDiskAlarm'
  | 'RabbitmqMessagesReadyHigh'
  | 'RabbitmqMessagesUnackedHigh';

/** Options of `rabbitmqMixin`. */
export interface RabbitmqMixinOptions<Target extends string, Without extends RabbitmqAlert>
  extends MixinOptions<RabbitmqAlert, Without>,
    TargetOptions<Target> {}

/**
 * RabbitMQ with its plugin rabbitmq_prometheus: alarms that block publishers, and messages that wait.
 *
 * @example rabbitmqMixin(metrics, { by: ['instance'] })
 */
export function rabbitmqMixin<Target extends string, const Without extends RabbitmqAlert = never>(
  metrics: Catalog<ReturnType<typeof rabbitmqMetrics>, Target>,
  options: RabbitmqMixinOptions<NoInfer<Target>, Without>,
) {
  const { by } = options;
  const only: object = options.where ?? {};
  const {
    rabbitmq_alarms_memory_used_watermark: memory,
    rabbitmq_alarms_free_disk_space_watermark: disk,
    rabbitmq_queue_messages_ready: messagesReady,
    rabbitmq_queue_messages_unacked: messagesUnacked,
  } = metrics;

  const memoryAlarm = signal<Target>({
    title: 'Memory alarm',
    description: '1 while the memory alarm blocks publishers.',
    expr: max<Target, Target>(memory.where(only), { by }),
    range: [0, 1],
  });
  const diskAlarm = signal<Target>({
    title: 'Disk alarm',
    description: '1 while the disk alarm blocks publishers.',
    expr: max<Target, Target>(disk.where(only), { by }),
    range: [0, 1],
  });
  const waiting = signal<Target>({
    title: 'Messages ready',
    description: 'Messages that wait for a consumer, in all queues of the node.',
    expr: sum<Target, Target>(messagesReady.where(only), { by }),
    unit: 'short',
  });
  const unacked = signal<Target>({
    title: 'Messages unacknowledged',
    description: 'Messages that consumers have received and not acknowledged.',
    expr: sum<Target, Target>(messagesUnacked.where(only), { by }),
    unit: 'short',
  });
  const connections = signal<Target>({
    title: 'Connections',
    description: 'Connections that are open.',
    expr: sum<Target, Target>(metrics.rabbitmq_connections.where(only), { by }),
  });
  const published = signal<Target>({
    title: 'Messages published',
    description: 'Messages published per second.',
    expr: sum<Target | 'protocol', Target>(
      rate(metrics.rabbitmq_global_messages_received_total.where(only)),
      {
        by,
      },
    ),
  });

  return mixin(options, {
    signals: { memoryAlarm, diskAlarm, waiting, unacked, connections, published },
    alerts: {
      RabbitmqMissing: readyMissing({
        signal: connections,
        for: '5m',
        severity: 'critical',
        summary: 'RabbitMQ metrics are missing',
        description:
          'There have been no metrics of any RabbitMQ node for 5 minutes: they are down or cannot be scraped, and no other alert about them can fire.',
        runbook: `
## What to look at

Do the nodes run (\`rabbitmq-diagnostics check_running\`)? In Prometheus, what is the last scrape error of port 15692?

## What to do

Start the nodes, enable the plugin (\`rabbitmq-plugins enable rabbitmq_prometheus\`), or fix the scrape.`,
        series: (to, course, of) =>
          to.series(
            metrics.rabbitmq_connections,
            of,
            course.value(() => 20),
          ),
      }),
      RabbitmqMemoryAlarm: ready<Target>({
        signal: memoryAlarm,
        side: 'above',
        threshold: 0,
        for: '1m',
        severity: 'critical',
        around: wholeNumbers('above'),
        summary: ({ labels }) => `RabbitMQ ${named(by, labels)} blocks publishers: memory alarm`,
        description: ({ labels }) =>
          `RabbitMQ ${named(by, labels)} uses more memory than vm_memory_high_watermark. No client of the cluster can publish.`,
        runbook: `
## What to look at

\`rabbitmq-diagnostics memory_breakdown\`: queues, connections or binaries? A queue without consumers fills up; many
unacknowledged messages mean a consumer that hangs.

## What to do

Start the consumers, or purge a queue that nobody needs. Add memory if all of it is needed.`,
        series: gaugeSeries(memory),
      }),
      RabbitmqDiskAlarm: ready<Target>({
        signal: diskAlarm,
        side: 'above',
        threshold: 0,
        for: '1m',
        severity: 'critical',
        around: wholeNumbers('above'),
        summary: ({ labels }) => `RabbitMQ ${named(by, labels)} blocks publishers: disk alarm`,
        description: ({ labels }) =>
          `RabbitMQ ${named(by, labels)} has less free disk space than disk_free_limit. No client of the cluster can publish.`,
        runbook: `
## What to look at

What fills the disk: messages in \`mnesia\` or \`quorum\`, logs, or something else on the same volume?

## What to do

Free space or enlarge the volume. If messages fill it, start their consumers.`,
        series: gaugeSeries(disk),
      }),
      RabbitmqMessagesReadyHigh: ready<Target>({
        signal: waiting,
        side: 'above',
        threshold: 10_000,
        for: '10m',
        severity: 'warning',
        summary: ({ labels, value }) => `${value.short} messages wait in RabbitMQ ${named(by, labels)}`,
        description: ({ value, threshold }) =>
          `${value.short} messages wait for a consumer (threshold ${threshold}). What they should cause happens late.`,
        runbook: `
## What to look at

\`rabbitmqctl list_queues name messages_ready consumers\`: which queue grows, and does it have consumers?

## What to do

Start consumers, or more of them. If they fail on one message, move that to a dead letter queue.`,
        series: gaugeSeries(messagesReady),
      }),
      RabbitmqMessagesUnackedHigh: ready<Target>({
        signal: unacked,
        side: 'above',
        threshold: 5000,
        for: '10m',
        severity: 'warning',
        summary: ({ labels, value }) =>
          `Consumers of RabbitMQ ${named(by, labels)} have not acknowledged ${value.short} messages`,
        description: ({ value, threshold }) =>
          `${value.short} messages are with consumers that have not acknowledged them (threshold ${threshold}). They stay in memory.`,
        runbook: `
## What to look at

\`rabbitmqctl list_consumers\`: a consumer without a prefetch limit takes everything; one that hangs acknowledges nothing.

## What to do

Restart the consumer that hangs: its messages go to others. Set a prefetch limit.`,
        series: gaugeSeries(messagesUnacked),
      }),
    },
    row: row('RabbitMQ', [
      panel.timeseries({ title: 'RabbitMQ messages published', show: published, min: 0, width: 8 }),
      panel.timeseries({ title: 'RabbitMQ messages ready', show: waiting, min: 0, width: 8 }),
      panel.timeseries({ title: 'RabbitMQ messages unacknowledged', show: unacked, min: 0, width: 8 }),
      panel.timeseries({ title: 'RabbitMQ connections', show: connections, min: 0, width: 8 }),
      panel.timeseries({ title: 'RabbitMQ memory alarm', show: memoryAlarm, min: 0, max: 1, width: 8 }),
      panel.timeseries({ title: 'RabbitMQ disk alarm', show: diskAlarm, min: 0, max: 1, width: 8 }),
    ]),
  });
}
