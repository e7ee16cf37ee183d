import {
  type AlertTimeline,
  loadEngine,
  type Rule,
  type RuleRun,
  type RuleRunOutcome,
  type SeriesInput,
} from '../../../src/engine/index.js';

export const minute = 60_000;

export const engine = await loadEngine();

/** 0 for five minutes, 10 for ten, 0 again. */
export const load: SeriesInput = { series: 'load{job="a"}', values: '0x4 10x9 0x20', intervalMs: minute };

export const high: Rule = {
  alert: 'High',
  expr: 'load > 5',
  for: '2m',
  labels: { severity: 'page' },
  annotations: { summary: 'load is {{ $value }} on {{ $labels.job }}' },
};

export function run(rules: Rule[], more: Partial<RuleRun> & { series?: SeriesInput[] } = {}): RuleRunOutcome {
  const { series = [load], ...options } = more;
  return engine.evaluateRules({
    series,
    groups: [{ name: 'g', rules }],
    start: 0,
    end: 30 * minute,
    ...options,
  });
}

/** `5m pending, 7m firing` */
export function life(timeline: AlertTimeline | undefined): string {
  return (timeline?.moments ?? []).map(({ at, state }) => `${at / minute}m ${state}`).join(', ');
}
