import type { SiteMetric } from '../model.js';
import type { Labels } from './matchers.js';
import { isCount } from './usual-values.js';

const failing =
  /(^|_)(err|error|errors|fail|failed|failure|failures|timeout|timeouts|drop|dropped|rejected|retries|retry|panic|oom|evicted|violations?|lost|orphan|leaks?|uncollectable|deadlocks?|killed|restarts?)(_|$)/;
/** What does not happen for days in a system that is well. */
const rare = /(^|_)(panics?|oom\w*|evicted|evictions|deadlocks?|killed|restarts?|crash\w*)(_|$)/i;

/** Whether a series counts what fails, by the name of its metric or by its labels. */
export function isFailing(name: string, labels: Labels): boolean {
  return failing.test(name) || Object.entries(labels).some(isFailure);
}

/** Whether it counts what hardly ever happens. Of a cache or a queue, evictions are usual. */
export function isRare(name: string): boolean {
  return rare.test(name) && !/cache|key|entries|redis|memcached/.test(name);
}

function isFailure([name, value]: readonly [string, string]): boolean {
  if (/(^|_)(status|code)(_code)?$|_class$/.test(name) && /^[45]/.test(value)) return true;
  if (/(^|_)(error|exception|failure)(_|$)/.test(name)) return !/^(|none|ok|false|0)$/i.test(value);
  return /^(error|failure|failed|fail|timeout|denied|rejected|dropped|unhealthy|critical)$/i.test(value);
}

/** Help that says which number means that all is well: `0 = healthy`. */
const numberOfWell =
  /(?:^|\D)(\d+)\s*(?:=|:|is\b|for\b|means\b)?\s*(?:healthy|ok|up|good|normal|closed|running|ready)\b/i;
/** Help that says when a gauge is 1. */
const oneWhen = /(?:^|\W)1\s*(?:=|:)?\s*(?:if|for|when|while|means|where)\b([^.,;]*)/i;
/** What is not so in a system that is well. */
const unwanted =
  /fail|error|down\b|degraded|leak|read-?_?only|stale|paused|blocked|lost|missing|kill|exceed|expired|violat|unhealthy|unreach|suspend|pressure|\bnot\b|\bno\b/i;

/** The value of a gauge of a state in a system that is well; undefined for what is no state. */
export function stateOf(metric: SiteMetric): number | undefined {
  const { name, unit: of, range, help } = metric;
  if (/_info$/.test(name) || /\balways 1\b/i.test(help)) return 1;
  if (
    /(^|_)(up|healthy|ready|available)$/.test(name) ||
    (range?.[0] === 0 && range[1] === 1 && of === undefined)
  )
    return /fail|error|down|degraded|flag|leak/.test(name) ? 0 : 1;
  if (isCount(of)) {
    const well = numberOfWell.exec(help)?.[1];
    if (well !== undefined) return Number(well);
    const when = oneWhen.exec(help)?.[1];
    if (when !== undefined) return unwanted.test(name) || unwanted.test(when) ? 0 : 1;
  }
  return failing.test(name) ? 0 : undefined;
}
