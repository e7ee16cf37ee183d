import { dashboard, linkTo, panel, row } from 'dashwright';
import {
  dagClientBreakerOpenings,
  diffDuration,
  diffFailureRatio,
  diffThroughput,
  gatewayLatency,
  kafkaBreakerOpenings,
  lostRequests,
  sentinelGaps,
} from '../signals.js';
import { annotations, eventWindow, links, tags } from './common.js';
import { traces } from './traces.js';

export const dagManagerAndGateway = dashboard({
  uid: 'qmtl-dag-manager-gateway',
  title: 'QMTL / DAG manager and gateway',
  description: 'The diff pipeline from submission to answer, and the breakers between its parts.',
  tags,
  links,
  annotations,
  rows: [
    row('Diff pipeline', [
      panel.timeseries({ title: 'Diff p95', show: diffDuration, min: 0, links: [linkTo(traces)] }),
      panel.timeseries({ title: 'Diff failure ratio', show: diffFailureRatio }),
      panel.timeseries({ title: 'Diff throughput', show: diffThroughput, min: 0 }),
      panel.timeseries({ title: 'Missing sentinels', show: sentinelGaps, min: 0, decimals: 0 }),
    ]),
    row('Gateway', [
      panel.timeseries({ title: 'Gateway p95', show: gatewayLatency, min: 0, links: [linkTo(traces)] }),
      panel.timeseries({
        title: 'Lost requests, 15 m',
        show: lostRequests,
        min: 0,
        decimals: 0,
        fixedRange: eventWindow,
      }),
    ]),
    row('Circuit breakers', [
      panel.timeseries({
        title: 'Breaker openings',
        description:
          'Counts since the process started. A step is one opening. Both breakers open after 3 failures in a row, ' +
          'which cannot be configured, and stay open until a success resets them explicitly.',
        show: [dagClientBreakerOpenings, kafkaBreakerOpenings],
        min: 0,
        decimals: 0,
      }),
      panel.text({
        title: 'Reading the breakers',
        description: 'Where each circuit breaker is, when it opens, and how it is closed again.',
        width: 12,
        height: 8,
        markdown: [
          '| breaker | in | guards | opens after |',
          '| --- | --- | --- | --- |',
          '| DAG client | gateway | gRPC calls to the DAG manager | 3 failures in a row |',
          '| Kafka admin | DAG manager | creation and removal of topics | 3 failures in a row |',
          '| Neo4j | DAG manager | the graph store (no metric) | 3 failures in a row |',
          '',
          'No breaker closes by itself: each needs a verified success.',
          '',
          '```python',
          'if await client.status():',
          '    client.breaker.reset()',
          '```',
        ].join('\n'),
      }),
    ]),
  ],
});
