import {
  above,
  alert,
  bundle,
  catalog,
  gauge,
  max,
  receiver,
  routing,
  runbook,
  secretFile,
  signal,
  timeInterval,
} from 'dashwright';
import { loadAlertmanager } from '../../../src/engine/index.js';
import { withAlertmanager } from '../../../src/prove/index.js';
import { resolveBundle } from '../../../src/resolve/index.js';
import { engine } from './engine.js';

export const metrics = catalog({
  fill: gauge({ help: 'Fill.', labels: { host: ['a', 'b'], disk: ['sda', 'sdb'] } }),
  load: gauge({ help: 'Load.', labels: { host: ['a', 'b'] } }),
});

const about = { summary: 's', description: 'd', runbook: runbook('r') };
const full = signal({ title: 'Fill', expr: max(metrics.fill, { by: ['host', 'disk'] }) });
const loaded = signal({ title: 'Load', expr: max(metrics.load, { by: ['host'] }) });

export const DiskFull = alert({ when: above(full, 1), severity: 'critical', ...about });
export const LoadHigh = alert({ when: above(loaded, 1), severity: 'warning', ...about });
export const LoadNoted = alert({ when: above(loaded, 1), severity: 'info', ...about });

const webhook = (name: string) => receiver(name, { webhook: { url: secretFile(`${name}-url`) } });
export const team = webhook('team');
export const onCall = webhook('on-call');
export const audit = webhook('audit');
export const elsewhere = webhook('on-cal');
export const nights = timeInterval('nights', {
  times: [{ startTime: '00:00', endTime: '06:00' }],
  location: 'UTC',
});

export const resolved = resolveBundle(
  bundle({
    name: 'routed',
    title: 'Routed',
    description: '',
    version: '1.0.0',
    metrics,
    alerts: { DiskFull, LoadHigh, LoadNoted },
    urls: { grafana: 'https://g.example.com', runbooks: 'https://r.example.com/{slug}' },
    routing: routing({
      receiver: team,
      groupBy: ['alertname', 'host'],
      routes: [
        { match: { alerts: [DiskFull] }, receiver: audit, continue: true, groupBy: ['...'] },
        { match: { severity: 'critical' }, receiver: onCall, groupWait: '10s', repeatInterval: '1h' },
        { match: { severity: 'info' }, muteTimeIntervals: [nights] },
      ],
      inhibitRules: [{ source: { alerts: [DiskFull] }, target: { alerts: [LoadHigh] }, equal: ['host'] }],
      pagesInhibitTickets: false,
    }),
  }),
);

export const routingEngine = withAlertmanager(engine, await loadAlertmanager());
