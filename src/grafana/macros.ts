/** The shortest window that holds enough samples for a rate, at any zoom. */
export const rateInterval = '$__rate_interval';

/** Macros for durations, each with a plausible value. */
export const durationMacros: Readonly<Record<string, string>> = {
  __rate_interval: '5m',
  __interval: '1m',
  __range: '6h',
};

/** Macros for numbers. */
export const numberMacros: ReadonlySet<string> = new Set([
  '__interval_ms',
  '__rate_interval_ms',
  '__range_ms',
  '__range_s',
  '__from',
  '__to',
  '__dashboard_id',
]);

/** Macros that Grafana replaces anywhere on a dashboard; texts and links have further ones by type of panel. */
export const macros: ReadonlySet<string> = new Set(
  `__interval __interval_ms __rate_interval __rate_interval_ms __range __range_s __range_ms __from __to __dashboard
  __org __user __timezone __searchFilter`.split(/\s+/),
);

/** Names that Grafana replaces besides those that start with `__`. */
export const builtInVariables: ReadonlySet<string> = new Set([
  'timeFilter',
  'interval',
  'interval_ms',
  'timezone',
]);
