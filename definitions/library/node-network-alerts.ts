// Alerts about the network and the connection tracking of the firewall, as part of `nodeMixin`.
import { type Catalog, max, panel, rate, signal, sum } from 'dashwright';
import { named } from './labels.js';
import type { nodeSystemMetrics } from './node.js';
import { ready } from './ready-alerts.js';
import { shareSeries } from './ready-series.js';
import { over, together } from './same-labels.js';

export function nodeNetworkAlerts<Target extends string>(
  metrics: Catalog<ReturnType<typeof nodeSystemMetrics>, Target>,
  { by, only }: { readonly by: readonly Target[]; readonly only: object },
) {
  type Device = Target | 'device';
  const byDevice = [...by, 'device'] as const;
  const {
    node_network_receive_errs_total: receiveErrors,
    node_network_transmit_errs_total: transmitErrors,
    node_network_receive_packets_total: received,
    node_network_transmit_packets_total: transmitted,
  } = metrics;
  const { node_nf_conntrack_entries: tracked, node_nf_conntrack_entries_limit: trackable } = metrics;

  const perDevice = (of: typeof received) => sum<Device, Device>(rate(of.where(only)), { by: byDevice });
  const networkErrors = signal<Device>({
    title: 'Network errors',
    description: 'Share of packets with errors, in both directions.',
    expr: over<Device>(
      together<Device>(perDevice(receiveErrors), perDevice(transmitErrors)),
      together<Device>(perDevice(received), perDevice(transmitted)),
    ),
    unit: 'percentunit',
  });
  const receivedBytes = signal<Device>({
    title: 'Received',
    description: 'Bytes received per second.',
    expr: perDevice(metrics.node_network_receive_bytes_total),
    legend: (labels) => `received ${named(byDevice, labels)}`,
  });
  const sentBytes = signal<Device>({
    title: 'Sent',
    description: 'Bytes sent per second.',
    expr: perDevice(metrics.node_network_transmit_bytes_total),
    legend: (labels) => `sent ${named(byDevice, labels)}`,
  });
  const connections = signal<Target>({
    title: 'Tracked connections of limit',
    description: 'Connections that the firewall tracks, as a share of their limit.',
    expr: over<Target>(
      max<Target, Target>(tracked.where(only), { by }),
      max<Target, Target>(trackable.where(only), { by }),
    ),
    unit: 'percentunit',
  });

  return {
    signals: { networkErrors, receivedBytes, sentBytes, connections },
    alerts: {
      NodeNetworkErrors: ready<Device>({
        signal: networkErrors,
        side: 'above',
        threshold: 0.01,
        for: '1h',
        severity: 'warning',
        window: '5m',
        summary: ({ labels, value }) =>
          `${value} of the packets on ${labels.device} of ${named(by, labels)} have errors`,
        description: ({ value, threshold }) =>
          `${value} of packets had errors for an hour (threshold ${threshold}). Connections are slow, because packets are sent again.`,
        runbook: `
## What to look at

\`ip -s link show DEVICE\` and \`ethtool -S DEVICE\`: CRC errors mean a cable, an optic or a port; overruns, a queue that is too
small or a CPU that is too slow.

## What to do

Replace the cable or use another port. For overruns, enlarge the ring buffer (\`ethtool -G\`).`,
        series: (to, course, of) =>
          to
            .series(
              receiveErrors,
              of,
              course.perSecond((share) => share * 150),
            )
            .series(
              transmitErrors,
              of,
              course.perSecond((share) => share * 50),
            )
            .series(
              received,
              of,
              course.perSecond(() => 120),
            )
            .series(
              transmitted,
              of,
              course.perSecond(() => 80),
            ),
      }),
      NodeConntrackAlmostFull: ready<Target>({
        signal: connections,
        side: 'above',
        threshold: 0.8,
        for: '5m',
        severity: 'warning',
        summary: ({ labels, value }) => `${named(by, labels)} uses ${value} of its tracked connections`,
        description: ({ value, threshold }) =>
          `${value} of the connections that the firewall can track are in use (threshold ${threshold}). At 100% packets of new connections are dropped.`,
        runbook: `
## What to look at

\`conntrack -S\` counts drops; \`conntrack -L | awk '{print $5}' | sort | uniq -c | sort -n | tail\` shows who holds the
connections: one client, a scan, or a service that opens a connection per request.

## What to do

Block or throttle the client, reuse connections, or raise \`net.netfilter.nf_conntrack_max\`.`,
        series: shareSeries(tracked, trackable, 262_144),
      }),
    },
    panels: [
      panel.timeseries({ title: 'Network throughput', show: [receivedBytes, sentBytes], min: 0, width: 6 }),
      panel.timeseries({ title: 'Network errors', show: networkErrors, min: 0, width: 6 }),
      panel.timeseries({ title: 'Tracked connections of limit', show: connections, min: 0, width: 6 }),
    ],
  };
}
