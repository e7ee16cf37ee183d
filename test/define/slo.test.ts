import {
  type AnySli,
  bundle,
  catalog,
  counter,
  type Duration,
  div,
  gauge,
  histogram,
  nativeHistogram,
  oneOf,
  rate,
  runbook,
  type Slo,
  type SloOptions,
  sli,
  slo,
  sum,
} from 'dashwright';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeText } from '../../src/define/alerting/message.js';
import { decimal, hundredth, minus, times, toNumber } from '../../src/define/slo/decimal.js';
import { resolveBundle } from '../../src/resolve/index.js';

const metrics = catalog({
  requests_total: counter({
    help: 'Requests.',
    unit: 'requests',
    labels: { status: ['200', '500'], region: ['eu', 'us'] },
  }),
  duration_seconds: histogram({ help: 'Time.', unit: 's', buckets: [0.5, 1, 2] }),
  took_seconds: nativeHistogram({ help: 'Time.', unit: 's', labels: { region: ['eu', 'us'] } }),
  healthy: gauge({ help: '1 while healthy.', labels: { state: oneOf('on') } }),
});
const requests = metrics.requests_total;
const errors = requests.where({ status: /5../ });
const base = {
  service: 'shop',
  name: 'availability',
  objective: 99.9,
  sli: sli.events({ errors, total: requests }),
  runbook: runbook('shop'),
} as const;

function rulesOf(one: Slo): Record<string, string> {
  const { recordingGroups, alertGroups } = resolveBundle(bundleOf(one));
  const records = recordingGroups.flatMap(({ rules }) => rules.map(({ record, expr }) => [record, expr]));
  const alerts = alertGroups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr]));
  return Object.fromEntries([...records, ...alerts]);
}
function bundleOf(...slos: readonly Slo[]) {
  return bundle({
    name: 'shop',
    title: 'Shop',
    description: 'A shop.',
    version: '1.0.0',
    metrics,
    slos,
    urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
  });
}

describe('decimals', () => {
  it('are exact where floating point is not', () => {
    const budget = (percent: number) => toNumber(hundredth(minus(decimal(100), decimal(percent))));
    expect([99.9, 99.95, 99, 99.999, 97.3, 50].map(budget)).toEqual([
      0.001, 0.0005, 0.01, 0.00001, 0.027, 0.5,
    ]);
    expect(toNumber(times(decimal(14.4), decimal(0.001)))).toBe(0.0144);
    expect(toNumber(decimal(1e-7))).toBe(1e-7);
    expect(toNumber(decimal(1e21))).toBe(1e21);
  });
  it('are finite', () => {
    expect(() => decimal(Number.NaN)).toThrow(RangeError);
  });
});

describe('the rules of an objective', () => {
  const rules = rulesOf(slo(base));

  it('treat missing error series as 0, and return no sample without events', () => {
    expect(rules['slo:sli_errors:rate5m']).toBe(
      'sum(rate(requests_total{status=~"5.."}[5m])) or sum(rate(requests_total[5m])) * 0',
    );
    expect(rules['slo:sli_error:ratio_rate1h']).toBe(
      '(sum(rate(requests_total{status=~"5.."}[1h])) or sum(rate(requests_total[1h])) * 0) ' +
        '/ (sum(rate(requests_total[1h])) > 0)',
    );
  });
  it('weight the period by traffic', () => {
    expect(rules['slo:sli_error:ratio_rate30d']).toBe(
      'sum_over_time(slo:sli_errors:rate5m{sloth_id="shop-availability"}[30d]) ' +
        '/ (sum_over_time(slo:sli_total:rate5m{sloth_id="shop-availability"}[30d]) > 0)',
    );
  });
  it('have exact numbers', () => {
    expect(rules).toMatchObject({
      'slo:objective:ratio': 'vector(0.999)',
      'slo:error_budget:ratio': 'vector(0.001)',
      'slo:time_period:days': 'vector(30)',
      'slo:current_burn_rate:ratio': 'slo:sli_error:ratio_rate5m{sloth_id="shop-availability"} / 0.001',
      'slo:period_error_budget_remaining:ratio':
        '1 - slo:period_burn_rate:ratio{sloth_id="shop-availability"}',
    });
  });
  it('have four alerts with different windows and names', () => {
    expect(rules.ShopAvailabilityBudgetBurnPageFast).toBe(
      'slo:sli_error:ratio_rate1h{sloth_id="shop-availability"} / 0.001 > 14.4 and ignoring (sloth_window) ' +
        'slo:sli_error:ratio_rate5m{sloth_id="shop-availability"} / 0.001 > 14.4',
    );
    const alerts = Object.entries(slo(base).alerts).map(([name, alert]) => ({
      name,
      for: alert.for,
      severity: alert.severity,
      factor: alert.condition.threshold?.bound,
      windows: `${alert.labels.long_window}/${alert.labels.short_window}`,
      kind: alert.labels.sloth_severity,
    }));
    expect(alerts.map((alert) => Object.values(alert).join(' '))).toEqual([
      'ShopAvailabilityBudgetBurnPageFast 2m critical 14.4 1h/5m page',
      'ShopAvailabilityBudgetBurnPageSlow 15m critical 6 6h/30m page',
      'ShopAvailabilityBudgetBurnTicketFast 1h warning 3 1d/2h ticket',
      'ShopAvailabilityBudgetBurnTicketSlow 3h warning 1 3d/6h ticket',
    ]);
  });
  it("have Sloth's labels", () => {
    const { recordingRules } = slo({ ...base, labels: { team: 'shop' } });
    expect(recordingRules.find(({ record }) => record === 'slo:sli_error:ratio_rate2h')?.labels).toEqual({
      team: 'shop',
      sloth_id: 'shop-availability',
      sloth_service: 'shop',
      sloth_slo: 'availability',
      sloth_window: '2h',
    });
  });
  it('use other factors for other periods', () => {
    const factors = (options: Pick<SloOptions<never, never>, 'period' | 'alerts'>) =>
      slo({ ...base, ...options }).burnRateAlerts.map(({ factor }) => factor);
    expect(factors({ period: '28d' })).toEqual([13.44, 5.6, 2.8, 0.933]);
    expect(factors({ period: '7d' })).toEqual([13.44, 3.5, 1.4, 0.98]);
    const none = { pageFast: false, pageSlow: false, ticketFast: false } as const;
    expect(factors({ period: '90d', alerts: { ...none, ticketSlow: { factor: 1.5 } } })).toEqual([1.5]);
    expect(() => factors({ period: '90d' })).toThrow('a period of 90d has no default burn rates');
  });
});

describe('other indicators', () => {
  it('count events slower than a bucket', () => {
    const rules = rulesOf(
      slo({ ...base, sli: sli.latency({ histogram: metrics.duration_seconds, threshold: 1 }) }),
    );
    expect(rules['slo:sli_errors:rate5m']).toBe(
      'sum(rate(duration_seconds_count[5m])) - sum(rate(duration_seconds_bucket{le=~"1(\\\\.0)?"}[5m]))',
    );
  });
  it('count events slower than any threshold, for a native histogram', () => {
    const indicator = sli.latencyNative({ histogram: metrics.took_seconds, threshold: 0.3 });
    const rules = rulesOf(slo({ ...base, sli: indicator, groupBy: ['region'] }));
    const took = 'sum by (region) (rate(took_seconds[5m]))';
    expect(rules['slo:sli_total:rate5m']).toBe(`histogram_count(${took})`);
    expect(rules['slo:sli_errors:rate5m']).toBe(
      `(1 - histogram_fraction(-Inf, 0.3, ${took})) * (histogram_count(${took}) > 0) or histogram_count(${took}) * 0`,
    );
    expect(rules['slo:sli_error:ratio_rate6h']).toBe(
      '1 - histogram_fraction(-Inf, 0.3, sum by (region) (rate(took_seconds[6h]))) ' +
        'and histogram_count(sum by (region) (rate(took_seconds[6h]))) > 0',
    );
  });
  it('count the time in which a gauge is 0', () => {
    const rules = rulesOf(slo({ ...base, sli: sli.gauge(metrics.healthy) }));
    expect(rules['slo:sli_error:ratio_rate1d']).toBe(
      '(sum(count_over_time(healthy[1d])) - sum(sum_over_time(healthy[1d]))) / (sum(count_over_time(healthy[1d])) > 0)',
    );
  });
  it('apply to each value of a label', () => {
    const one = slo({ ...base, groupBy: ['region'] });
    expect(rulesOf(one)['slo:sli_total:rate5m']).toBe('sum by (region) (rate(requests_total[5m]))');
    const alert = one.alerts.ShopAvailabilityBudgetBurnPageFast;
    expect(writeText(alert?.summary ?? [], { threshold: '' })).toBe(
      'shop: availability ({{ $labels.region }}): error budget burn rate is {{ printf "%.1f" $value }}x',
    );
    // @ts-expect-error the metric has no such label
    slo({ ...base, groupBy: ['zone'] });
  });
});

it('alerts say when the error budget is gone', () => {
  const texts = (options: object): string[] =>
    Object.values(slo({ ...base, ...options }).alerts).map(
      ({ description }) =>
        /At .* is gone in [^.]+\./.exec(writeText(description ?? [], { threshold: '' }))?.[0] ?? '',
    );
  expect(texts({ objective: 99.9 })).toEqual([
    'At 14.4x the budget for 30d (0.1% of events) is gone in about 2 days.',
    'At 6x the budget for 30d (0.1% of events) is gone in 5 days.',
    'At 3x the budget for 30d (0.1% of events) is gone in 10 days.',
    'At 1x the budget for 30d (0.1% of events) is gone in 30 days.',
  ]);
  expect(texts({ objective: 99, period: '7d' })[0]).toBe(
    'At 13.44x the budget for 7d (1% of events) is gone in about 13 hours.',
  );
});

describe('a minimum number of events', () => {
  const floored = { ...base, alerts: { minEventsPerWindow: 40 } } as const;

  it('is counted over the long window of each alert, per group', () => {
    const rules = rulesOf(slo({ ...floored, groupBy: ['region'] }));
    expect(rules.ShopAvailabilityBudgetBurnPageFast).toBe(
      'slo:sli_error:ratio_rate1h{sloth_id="shop-availability"} / 0.001 > 14.4 and ignoring (sloth_window) ' +
        'slo:sli_error:ratio_rate5m{sloth_id="shop-availability"} / 0.001 > 14.4 and ignoring (sloth_window) ' +
        'sum_over_time(slo:sli_total:rate5m{sloth_id="shop-availability"}[1h:5m]) * 300 >= 40',
    );
    expect(rules.ShopAvailabilityBudgetBurnTicketSlow).toContain('[3d:5m]) * 300 >= 40');
  });
  it('keeps the burn rate threshold the one that can be overridden, and adds no recording rule', () => {
    const [plain, guarded] = [slo(base), slo(floored)];
    const bounds = (one: Slo) => Object.values(one.alerts).map(({ condition }) => condition.threshold?.bound);
    expect(bounds(guarded)).toEqual(bounds(plain));
    expect(guarded.recordingRules.map(({ record }) => record)).toEqual(
      plain.recordingRules.map(({ record }) => record),
    );
  });
  it('is a whole number above 0', () => {
    const wrong = fc.oneof(
      fc.integer({ max: 0 }),
      fc.double({ min: 0.001, max: 1e6 }).filter((value) => !Number.isInteger(value)),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    );
    fc.assert(
      fc.property(wrong, (minEventsPerWindow) => {
        expect(() => slo({ ...base, alerts: { minEventsPerWindow } })).toThrow(
          `alerts.minEventsPerWindow: ${minEventsPerWindow} is not a number of events`,
        );
      }),
    );
  });
  it('is rejected for a gauge, which counts no events', () => {
    expect(() => slo({ ...floored, sli: sli.gauge(metrics.healthy) })).toThrow(
      'a gauge does not count events',
    );
  });
});

describe('the alert on missing series', () => {
  type Options = Omit<Partial<SloOptions<never, never>>, 'sli' | 'groupBy'>;
  const absent = ({ alerts, ...options }: Options = {}, indicator: AnySli = base.sli): Slo =>
    slo({ ...base, ...options, sli: indicator, alerts: { absent: true, ...alerts } });

  it('exists only if configured', () => {
    expect(Object.keys(slo(base).alerts)).not.toContain('ShopAvailabilitySliAbsent');
    expect(Object.keys(absent({ alerts: { absent: false } }).alerts)).toHaveLength(4);
    expect(Object.keys(absent().alerts)).toHaveLength(5);
  });
  it('uses the series of all events, not the recorded ones', () => {
    const native = sli.latencyNative({
      histogram: metrics.took_seconds.where({ region: 'eu' }),
      threshold: 0.3,
    });
    const classic = sli.latency({ histogram: metrics.duration_seconds, threshold: 1 });
    const expressions = [base.sli, classic, native, sli.gauge(metrics.healthy)].map(
      (indicator) => rulesOf(absent({}, indicator)).ShopAvailabilitySliAbsent,
    );
    expect(expressions).toEqual([
      'absent(requests_total)',
      'absent(duration_seconds_count)',
      'absent(took_seconds{region="eu"})',
      'absent(healthy)',
    ]);
  });
  it('fires as soon as the fastest alert would if all missing events were errors', () => {
    const waits = [99, 99.9, 95, 99.999].map((objective) => {
      const alerts = objective === 95 ? { pageFast: { for: '5m' as const } } : {};
      return absent({ objective, alerts }).alerts.ShopAvailabilitySliAbsent?.for;
    });
    // 14.4 · 1 % of an hour is 518 s, and 2m; 51.8 s; 43m12s and 5m; half a second.
    expect(waits).toEqual(['11m', '3m', '49m', '3m']);
  });
  it('does not round up whole numbers', () => {
    const options = { objective: 90, alerts: { pageFast: false, pageSlow: false } } as const;
    // 3 · 10% of a day is 7h12m, and 1h.
    expect(absent(options).absent?.for).toBe('492m');
  });
  it('uses the given options', () => {
    const given = { for: '90s', severity: 'info', labels: { team: 'shop' } } as const;
    const alert = absent({ alerts: { absent: given }, labels: { tier: '1' } }).alerts
      .ShopAvailabilitySliAbsent;
    expect(alert).toMatchObject({ for: '90s', severity: 'info' });
    expect(alert?.labels).toEqual({
      tier: '1',
      sloth_id: 'shop-availability',
      sloth_service: 'shop',
      sloth_slo: 'availability',
      sloth_severity: 'ticket',
      team: 'shop',
    });
  });
  it('uses the severity of the fastest enabled alert', () => {
    const [page, ticket] = [absent(), absent({ alerts: { pageFast: false, pageSlow: false } })].map(
      ({ alerts }) => alerts.ShopAvailabilitySliAbsent,
    );
    expect(page).toMatchObject({ severity: 'critical', labels: { sloth_severity: 'page' } });
    expect(ticket).toMatchObject({ severity: 'warning', labels: { sloth_severity: 'ticket' } });
  });
  it('has no default duration without burn rate alerts', () => {
    const none = { pageFast: false, pageSlow: false, ticketFast: false, ticketSlow: false } as const;
    expect(() => absent({ alerts: none })).toThrow(
      'without burn rate alerts there is no default for its duration',
    );
    const alone = absent({ alerts: { ...none, absent: { for: '10m' } } });
    expect(Object.keys(alone.alerts)).toEqual(['ShopAvailabilitySliAbsent']);
    expect(alone.absent?.severity).toBe('critical');
  });
  it(`has a \`for\` above zero`, () => {
    for (const wait of ['0s', '-5m', 'NaNm', 'soon'] as Duration[]) {
      expect(() => absent({ alerts: { absent: { for: wait } } })).toThrow(
        `alerts.absent: for must not be ${wait}: write a duration above 0`,
      );
    }
  });
  it('inhibits no tickets with groups, which it does not have', () => {
    const { alertGroups } = resolveBundle(
      bundleOf(slo({ ...base, groupBy: ['region'], alerts: { absent: true } })),
    );
    expect(alertGroups.map(({ name, rules }) => [name, rules.length])).toEqual([
      ['sloth-slo-alerts-shop-availability', 4],
      ['sloth-slo-absent-shop-availability', 1],
    ]);
  });
});

describe('an impossible objective', () => {
  it('is a latency without a bucket', () => {
    expect(() => sli.latency({ histogram: metrics.duration_seconds, threshold: 0.75 })).toThrow(
      'metric duration_seconds has no bucket that ends at 0.75: its buckets end at 0.5, 1, 2',
    );
  });
  it('is a latency of the other type of histogram', () => {
    // @ts-expect-error a classic histogram
    expect(() => sli.latencyNative({ histogram: metrics.duration_seconds, threshold: 1 })).toThrow(
      'sli.latencyNative takes a native histogram, not the histogram duration_seconds, which is classic: use sli.latency',
    );
    // @ts-expect-error no histogram at all
    expect(() => sli.latencyNative({ histogram: requests, threshold: 1 })).toThrow(
      'sli.latencyNative: histogram is the metric requests_total',
    );
    // @ts-expect-error a native histogram
    expect(() => sli.latency({ histogram: metrics.took_seconds, threshold: 1 })).toThrow(
      'took_seconds is a native histogram: use sli.latencyNative',
    );
  });
  it('is a native latency that all or no observations meet', () => {
    const impossible = fc.oneof(fc.double({ max: 0 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY));
    fc.assert(
      fc.property(impossible, (threshold) => {
        expect(() => sli.latencyNative({ histogram: metrics.took_seconds, threshold })).toThrow(
          `metric took_seconds: a threshold must not be ${threshold}`,
        );
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, minExcluded: true, max: 1e300, noNaN: true }), (threshold) => {
        expect(sli.latencyNative({ histogram: metrics.took_seconds, threshold }).threshold).toBe(threshold);
      }),
    );
  });
  it('is an alert that could not fire even if every event were an error', () => {
    expect(() => slo({ ...base, objective: 93 })).toThrow(
      'alerts.pageFast: 14.4 times the error budget of 0.07 is 1.008, and a ratio of errors never exceeds 1',
    );
    expect(slo({ ...base, objective: 93, alerts: { pageFast: false } }).burnRateAlerts).toHaveLength(3);
  });
  it('is 0 or 100 percent', () => {
    for (const objective of [0, 100, -1, Number.NaN]) {
      expect(() => slo({ ...base, objective })).toThrow('write a percentage between 0 and 100');
    }
  });
  it('has no name', () => {
    expect(() => slo({ ...base, name: 'a b' })).toThrow('"shop-a b" is not a valid id');
    expect(() => slo({ ...base, name: '' })).toThrow('is not a valid id');
  });
});

describe('an indicator with expressions', () => {
  const parts = { errors: sum(rate(errors)), total: sum(rate(requests)) };
  const recorded = (made: ReturnType<typeof slo>, name: string) =>
    resolveBundle(bundleOf(made))
      .recordingGroups.flatMap(({ rules }) => rules)
      .find(({ record }) => record === name)?.expr;
  it('records the same ratios as counters', () => {
    const own = slo({ ...base, sli: sli.ratio(parts) });
    const counted = slo(base);
    for (const window of ['30m', '1d', '30d'])
      expect(recorded(own, `slo:sli_error:ratio_rate${window}`)).toBe(
        recorded(counted, `slo:sli_error:ratio_rate${window}`),
      );
  });
  it('takes a ratio, in the window of each rule, and filters out NaN', () => {
    const own = slo({ ...base, sli: sli.errorRatio(div(parts.errors, parts.total)) });
    expect(recorded(own, 'slo:sli_error:ratio_rate6h')).toMatch(
      /^clamp_min\(sum\(rate\(.*\[6h\]\)\) \/ sum\(rate\(.*\[6h\]\)\), 0\) >= 0$/,
    );
  });
  it('has no options of counters', () => {
    const ratio = { ...base, sli: sli.ratio(parts) };
    expect(() => slo({ ...ratio, groupBy: ['region' as never] })).toThrow(
      'groupBy is for indicators of counters',
    );
    expect(() => slo({ ...ratio, alerts: { absent: true } })).toThrow('alerts.absent is for indicators');
    expect(() => slo({ ...ratio, alerts: { minEventsPerWindow: 5 } })).toThrow('alerts.minEventsPerWindow');
  });
  it('consists of expressions', () => {
    expect(() => sli.ratio({ errors: 'x' as never, total: parts.total })).toThrow('sli.ratio');
  });
});

describe('an alert of an objective', () => {
  it('has its own annotations', () => {
    const { alertGroups } = resolveBundle(
      bundleOf(slo({ ...base, alerts: { pageFast: { summary: 'Own', annotations: { team: 'shop' } } } })),
    );
    const [first] = alertGroups.flatMap(({ rules }) => rules);
    expect(first?.annotations).toMatchObject({ summary: 'Own', team: 'shop' });
  });
});

describe('a bundle with objectives', () => {
  it('has one dashboard for all of them, to which their alerts link', () => {
    const { dashboards, alertGroups } = resolveBundle(bundleOf(slo(base), slo({ ...base, name: 'again' })));
    expect(dashboards.map(({ uid }) => uid)).toEqual(['shop-slo']);
    const links = alertGroups.flatMap(({ rules }) =>
      rules.map(({ annotations }) => annotations.dashboard_url),
    );
    expect(links).toHaveLength(8);
    expect(links.every((link) => link?.startsWith('https://grafana.example.com/d/shop-slo?viewPanel='))).toBe(
      true,
    );
  });
  it('has none if disabled', () => {
    expect(resolveBundle(bundleOf()).dashboards).toEqual([]);
  });
});
