import { approx, observing, scenario, unobserved } from 'dashwright/testing';
import { ClassificationSlow, SdbProcessingSlow } from '../alerts.js';
import { metrics } from '../metrics.js';
import { classificationP95, processingP95 } from '../signals.js';

const classified = metrics.router_classification_duration_seconds;
const quick = observing(2, 'per second', { quantile: 0.95, value: 0.4 });
const slow = observing(2, 'per second', { quantile: 0.95, value: 4 });
const classification = { alerts: [ClassificationSlow] };

export const ofClassification = [
  // 5% of the classifications in the last five minutes are slow after about three minutes.
  scenario('classification is slow for half an hour', classification)
    .series(classified, quick.thenAt('10m', slow).thenAt('40m', quick))
    .quietUntil('12m30s')
    .pendingAt('13m30s')
    .firesWithin(['22m30s', '24m'], { count: 1, labels: { severity: 'warning' } })
    .firingAt('30m', {
      value: approx(4, 0.01),
      annotations: {
        summary: 'Intent classification is slow: p95 is 4s, above 2.5s',
        description: /classifications take 4s or longer \(threshold 2\.5s\)/,
      },
    })
    .resolvesBy('45m30s'),

  scenario('p95 is 2.4 s', { ...classification, lasting: '30m' })
    .series(classified, observing(2, 'per second', { quantile: 0.95, value: 2.4 }))
    .staysQuiet(),

  scenario('p95 is 2.6 s', classification)
    .series(classified, observing(2, 'per second', { quantile: 0.95, value: 2.6 }))
    .firesWithin(['10m', '11m'], { value: approx(2.6, 0.01) }),

  scenario('one classification in fifty takes 9 s', { ...classification, lasting: '30m' })
    .series(
      classified,
      observing(2, 'per second', [
        { share: 0.98, value: 0.3 },
        { share: 0.02, value: 9 },
      ]),
    )
    .staysQuiet(),

  scenario('slow for four minutes', { ...classification, lasting: '40m' })
    .series(classified, quick.thenAt('10m', slow).thenAt('14m', quick))
    .neverFires(),

  scenario('a slow pod among busy ones', { ...classification, lasting: '30m' })
    .series(classified, { pod: 'router-agent-1' }, observing(90, 'per second', 0.3))
    .series(classified, { pod: 'router-agent-2' }, observing(1, 'per second', 4))
    .staysQuiet(),

  scenario('a copy of the system in another namespace is slow', { ...classification, lasting: '30m' })
    .series(classified, quick)
    .series(classified, { namespace: 'agent-staging' }, slow)
    .staysQuiet(),

  scenario('nobody asks the router', { ...classification, lasting: '30m' })
    .series(classified, unobserved())
    .sampleAt(classificationP95, '20m', Number.NaN)
    .staysQuiet(),

  scenario('a slow router goes away', classification)
    .series(classified, slow.disappearsAt('20m'))
    .firingAt('19m')
    .resolvesBy('26m'),

  scenario('no router at all', { ...classification, lasting: '30m' })
    .noSampleAt(classificationP95, '20m')
    .staysQuiet(),
];

const processed = metrics.sdb_processing_duration_seconds;
const usual = observing(30, 'per hour', { quantile: 0.95, value: 150 });
const long = observing(30, 'per hour', { quantile: 0.95, value: 500 });
const processing = { alerts: [SdbProcessingSlow] };

export const ofProcessing = [
  // After about five minutes 5% of the runs in the last 15 minutes are above the threshold.
  scenario('runs are long for two hours', processing)
    .series(processed, usual.thenAt('1h', long).thenAt('3h', usual))
    .quietUntil('1h4m')
    .pendingAt('1h7m')
    .firesWithin(['1h14m', '1h16m'], { count: 1, labels: { severity: 'warning' } })
    .firingAt('2h', {
      value: approx(500, 1),
      annotations: {
        summary: 'SDB runs are slow: p95 is 8m 20s, above 5m',
        description: /SDB runs took 8m 20s or longer over the last 15 minutes \(threshold 5m\)/,
      },
    })
    .resolvesBy('3h16m'),

  scenario('p95 is 290 s', { ...processing, lasting: '1h' })
    .series(processed, observing(30, 'per hour', { quantile: 0.95, value: 290 }))
    .staysQuiet(),

  scenario('p95 is 315 s', processing)
    .series(processed, observing(30, 'per hour', { quantile: 0.95, value: 315 }))
    .firesWithin(['10m', '12m'], { value: approx(315, 1) }),

  scenario('one run in thirty takes a quarter of an hour', { ...processing, lasting: '1h' })
    .series(
      processed,
      observing(60, 'per hour', [
        { share: 29 / 30, value: 90 },
        { share: 1 / 30, value: 900 },
      ]),
    )
    .staysQuiet(),

  scenario('long runs for four minutes', { ...processing, lasting: '2h' })
    .series(processed, usual.thenAt('1h', long).thenAt('1h4m', usual))
    .neverFires(),

  scenario('a copy of the system in another namespace is slow', { ...processing, lasting: '1h' })
    .series(processed, usual)
    .series(processed, { namespace: 'agent-staging' }, observing(900, 'per hour', 900))
    .staysQuiet(),

  scenario('a slow pod among busy ones', { ...processing, lasting: '1h' })
    .series(processed, { pod: 'sdb-agent-1' }, observing(900, 'per hour', 90))
    .series(processed, { pod: 'sdb-agent-2' }, observing(9, 'per hour', 500))
    .staysQuiet(),

  scenario('nothing runs', { ...processing, lasting: '1h' })
    .series(processed, unobserved())
    .sampleAt(processingP95, '30m', Number.NaN)
    .staysQuiet(),

  scenario('no SDB agent at all', { ...processing, lasting: '1h' })
    .noSampleAt(processingP95, '30m')
    .staysQuiet(),
];
