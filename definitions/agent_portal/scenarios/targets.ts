import type { AnyAlert } from 'dashwright';
import { constant, jump, scenario, spike } from 'dashwright/testing';
import { LiteLLMDown, OtelCollectorDown } from '../alerts.js';
import { metrics } from '../metrics.js';

/** Scenarios for both targets; `wait` is `for` of the alert in minutes. */
function scenariosOf(job: 'litellm' | 'otel-collector', alert: AnyAlert, wait: 2 | 5) {
  const about = { alerts: [alert] };
  const target = { job, instance: `${job}:4000` };
  const other = { job: job === 'litellm' ? 'otel-collector' : 'litellm' };
  return [
    scenario(`${job} is down for twenty minutes`, about)
      .series(metrics.up, target, spike(1, 0, '10m', '20m'))
      .series(metrics.up, other, constant(1))
      .quietUntil('10m')
      .pendingAt('11m')
      .firesWithin([`${10 + wait}m`, `${10 + wait}m30s`], { value: 0, count: 1 })
      .firingAt('20m')
      .resolvesBy('30m30s'),

    scenario(`${job} restarts within its time`, { ...about, lasting: '30m' })
      .series(metrics.up, target, spike(1, 0, '10m', wait === 2 ? '1m30s' : '4m'))
      .series(metrics.up, other, constant(1))
      .neverFires(),

    scenario(`${job} is taken out of the configuration`, about)
      .series(metrics.up, target, constant(1).disappearsAt('10m'))
      .series(metrics.up, other, constant(1))
      .quietUntil('10m')
      .firesWithin([`${10 + wait}m`, `${10 + wait}m30s`], { value: 0 }),

    scenario(`${job} comes for the first time after half an hour`, about)
      .series(metrics.up, target, constant(1).appearsAt('30m'))
      .firesWithin([`${wait}m`, `${wait}m30s`])
      .resolvesBy('30m30s'),

    scenario(`not ${job}, but the other is down`, { ...about, lasting: '30m' })
      .series(metrics.up, target, constant(1))
      .series(metrics.up, other, jump(1, '10m', 0))
      .staysQuiet(),

    scenario(`nothing at all is scraped, ${job} least of all`, about).firesWithin([`${wait}m`, `${wait}m`]),
  ];
}

export const liteLlm = [
  ...scenariosOf('litellm', LiteLLMDown, 2),
  scenario('what is said when LiteLLM is down', { alerts: [LiteLLMDown] })
    .series(metrics.up, { job: 'litellm' }, constant(0))
    .firingAt('10m', {
      labels: { severity: 'critical' },
      annotations: {
        summary: 'LiteLLM is down',
        description: /failed to scrape litellm:4000\/metrics for 2 minutes/,
      },
    }),
];

export const otelCollector = [
  ...scenariosOf('otel-collector', OtelCollectorDown, 5),
  scenario('what is said when the collector is down', { alerts: [OtelCollectorDown] })
    .series(metrics.up, { job: 'otel-collector' }, constant(0))
    .firingAt('10m', {
      labels: { severity: 'warning' },
      annotations: { description: /failed to scrape otel-collector:8889 for 5 minutes/ },
    }),
];
