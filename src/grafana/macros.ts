/** The shortest window that holds enough samples for a rate, at any zoom. */
export const rateInterval = '$__rate_interval';

/** Macros that stand for a duration, and one that is plausible. */
export const durationMacros: Readonly<Record<string, string>> = {
  __rate_interval: '5m',
  __interval: '1m',
  __range: '6h',
};

/** Macros that stand for a number. */
export const numberMacros: ReadonlySet<string> = new Set([
  '__interval_ms',
  '__rate_interval_ms',
  '__range_ms',
  '__range_s',
  '__from',
  '__to',
  '__dashboard_id',
]);

/** Macros that Grafana fills in anywhere on a dashboard; in texts and links there are more, by the kind of panel. */
export const macros: ReadonlySet<string> = new Set(
  `__interval __interval_ms __rate_interval __rate_interval_ms __range __range_s __range_ms __from __to __dashboard
  __org __user __timezone __searchFilter`.split(/\s+/),
);

/** Names that Grafana fills in itself besides those that start with `__`. */
export const builtInVariables: ReadonlySet<string> = new Set([
  'timeFilter',
  'interval',
  'interval_ms',
  'timezone',
]);
