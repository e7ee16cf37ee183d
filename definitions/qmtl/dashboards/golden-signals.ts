import { dashboard, linkTo, panel, row } from 'dashwright';
import { CrossContextCacheHit } from '../alerts/isolation.js';
import * as signals from '../signals.js';
import { linkToRunbook } from '../urls.js';
import { annotations, eventWindow, links, tags } from './common.js';
import { dagManagerAndGateway } from './dag-manager-and-gateway.js';
import { queuesAndGarbageCollector } from './queues-and-garbage-collector.js';
import { sdk } from './sdk.js';
import { traces } from './traces.js';

const pipeline = [linkTo(dagManagerAndGateway), linkTo(traces)];
const nodes = [linkTo(sdk)];
const queues = [linkTo(queuesAndGarbageCollector)];

/** The dashboard to open first: the path of a strategy from the gateway over the DAG manager to the SDK. */
export const goldenSignals = dashboard({
  uid: 'qmtl-golden-signals',
  title: 'QMTL / Core loop golden signals',
  description:
    'Latency, traffic, errors and saturation from gateway to SDK. Each panel links to its details.',
  tags,
  links,
  annotations,
  rows: [
    row('Latency', [
      panel.timeseries({
        title: 'Gateway p95',
        show: signals.gatewayLatency,
        width: 8,
        min: 0,
        links: pipeline,
      }),
      panel.timeseries({ title: 'Diff p95', show: signals.diffDuration, width: 8, min: 0, links: pipeline }),
      panel.timeseries({ title: 'Node p95', show: signals.slowestNodes, width: 8, min: 0, links: nodes }),
    ]),
    row('Traffic', [
      panel.timeseries({
        title: 'Diff throughput, now and a week before',
        show: [signals.diffThroughput, signals.diffThroughputLastWeek],
        width: 8,
        min: 0,
        links: pipeline,
      }),
      panel.timeseries({
        title: 'Node throughput',
        show: signals.nodeThroughput,
        width: 8,
        min: 0,
        links: nodes,
      }),
      panel.timeseries({ title: 'Cache reads', show: signals.cacheReads, width: 8, min: 0, links: nodes }),
    ]),
    row('Errors', [
      panel.timeseries({
        title: 'Diff failure ratio',
        show: signals.diffFailureRatio,
        width: 8,
        links: pipeline,
      }),
      panel.stat({
        title: 'Lost requests, 15 m',
        show: signals.lostRequests,
        width: 4,
        height: 8,
        decimals: 0,
        noValue: '0',
        fixedRange: eventWindow,
        links: pipeline,
      }),
      panel.stat({
        title: 'Cross-context cache hits',
        show: signals.crossContextHits,
        width: 4,
        height: 8,
        decimals: 0,
        noValue: '0',
        links: [...nodes, linkToRunbook(CrossContextCacheHit.runbook)],
      }),
      panel.timeseries({
        title: 'Node failures, 15 m',
        show: signals.nodeFailures,
        width: 8,
        min: 0,
        decimals: 0,
        fixedRange: eventWindow,
        links: nodes,
      }),
    ]),
    row('Saturation', [
      panel.timeseries({ title: 'Queue lag', show: signals.queueLag, width: 8, min: 0, links: queues }),
      panel.timeseries({
        title: 'NodeCache memory',
        show: signals.nodeCacheMemory,
        width: 8,
        min: 0,
        links: nodes,
      }),
      panel.timeseries({
        title: 'Backfill jobs',
        show: signals.backfillJobs,
        width: 4,
        min: 0,
        links: nodes,
      }),
      panel.timeseries({
        title: 'Orphan queues',
        show: signals.orphanQueues,
        width: 4,
        min: 0,
        links: queues,
      }),
    ]),
  ],
});
