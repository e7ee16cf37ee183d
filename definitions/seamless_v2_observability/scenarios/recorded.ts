import { approx, observing, scenario, unobserved } from 'dashwright/testing';
import { metrics } from '../metrics.js';
import {
  lateRequestRate,
  legacyTotalP99,
  phaseP95,
  phaseP99,
  requestRate,
  totalP95,
  totalP99,
} from '../recording-rules.js';
import { errorBudget } from '../signals.js';

const waits = metrics.seamless_sla_deadline_seconds;

/** Prometheus interpolates within a bucket: 40 s is in 30–60, 100 s in 60–120, 290 s in 240–300. */
const mixed = observing(2, 'per second', [
  { share: 0.9, value: 40 },
  { share: 0.08, value: 100 },
  { share: 0.02, value: 290 },
]);
const slowing = observing(2, 'per second', 40).thenAt('10m', observing(2, 'per second', 290));

export default [
  scenario('two in a hundred requests are late')
    .series(waits, { phase: 'total', node_id: 'ema' }, mixed)
    .series(waits, { phase: 'total', node_id: 'macd' }, mixed)
    .series(waits, { phase: 'storage_wait' }, observing(2, 'per second', 3))
    .sampleAt(totalP95, '10m', approx(97.5, 1e-6))
    .sampleAt(totalP99, '10m', approx(270, 1e-6))
    .sampleAt(legacyTotalP99, '10m', approx(270, 1e-6))
    .sampleAt(phaseP95, '10m', approx(97.5, 1e-6), { phase: 'total' })
    .sampleAt(phaseP99, '10m', approx(270, 1e-6), { phase: 'total' })
    .sampleAt(phaseP95, '10m', approx(4.8, 1e-6), { phase: 'storage_wait' })
    .sampleAt(phaseP99, '10m', approx(4.96, 1e-6), { phase: 'storage_wait' })
    .sampleAt(requestRate, '10m', approx(4, 1e-6))
    .sampleAt(lateRequestRate, '10m', approx(0.08, 1e-6)),

  scenario('all requests become late after ten minutes: half of the window knows')
    .series(waits, { phase: 'total' }, slowing)
    .sampleAt(lateRequestRate, '10m', approx(0, 1e-6))
    .sampleAt(lateRequestRate, '12m30s', approx(1, 0.1))
    .sampleAt(lateRequestRate, '15m30s', approx(2, 1e-6))
    .sampleAt(totalP95, '12m30s', approx(294, 1))
    .sampleAt(phaseP95, '12m30s', approx(294, 1), { phase: 'total' })
    .sampleAt(totalP99, '12m30s', approx(298.8, 0.2))
    .sampleAt(phaseP99, '12m30s', approx(298.8, 0.2), { phase: 'total' }),

  scenario('requests cease: the rate halves in half of the window')
    .series(waits, { phase: 'total' }, observing(2, 'per second', 290).until('10m'))
    .sampleAt(requestRate, '12m30s', approx(1, 0.1))
    .sampleAt(lateRequestRate, '12m30s', approx(1, 0.1))
    .sampleAt(requestRate, '20m', 0),

  scenario('one in two hundred requests is late: half of the budget is spent', { lasting: '2h' })
    .series(
      waits,
      { phase: 'total' },
      observing(2, 'per second', [
        { share: 0.995, value: 40 },
        { share: 0.005, value: 290 },
      ]),
    )
    .sampleAt(errorBudget, '2h', approx(0.5, 0.001)),

  scenario('without requests there is no budget to speak of')
    .series(waits, { phase: 'total' }, unobserved())
    .sampleAt(totalP99, '20m', Number.NaN)
    .sampleAt(requestRate, '20m', 0)
    .noSampleAt(errorBudget, '20m'),

  scenario('nothing is scraped')
    .noSampleAt(totalP95, '20m')
    .noSampleAt(totalP99, '20m')
    .noSampleAt(legacyTotalP99, '20m')
    .noSampleAt(phaseP95, '20m')
    .noSampleAt(phaseP99, '20m')
    .noSampleAt(requestRate, '20m')
    .noSampleAt(lateRequestRate, '20m'),
];
