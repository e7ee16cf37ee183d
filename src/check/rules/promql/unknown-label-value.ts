import { boundMatcher, boundText } from '../../../catalog/index.js';
import { didYouMean, nearest } from '../../../catalog/similar.js';
import type { VectorSelector } from '../../../engine/index.js';
import { engineVersion } from '../../../engine/version.js';
import { wholeValues } from '../../../query/regular-expression.js';
import type { Analysed } from '../../analysis/analysis.js';
import { boundMistake, spellingMistake } from '../../analysis/bucket-bounds.js';
import { alternatives } from '../../analysis/pattern.js';
import { isOlder } from '../../analysis/prometheus-features.js';
import { spanOfMatcher } from '../../analysis/spans.js';
import type { Check, VisitContext } from '../../check.js';
import { hasPlaceholder } from '../../collect/placeholder.js';
import { listed } from '../../names.js';

export const unknownLabelValue: Check = {
  id: 'promql/unknown-label-value',
  level: 'warning',
  summary: 'a value that a label never has according to the catalog',
  visit: {
    vector(analysed, context) {
      const { node, series } = analysed;
      if (series?.name === 'ALERTS' || series?.name === 'ALERTS_FOR_STATE') checkAlerts(node, context);
      if (node.matchers.length === 0 || !series?.metric) return;
      if (series.type === 'bucket') checkBounds(analysed, context);
      if (series.metric.kind === 'summary') checkQuantiles(analysed, context);
      for (const { name, op, value } of node.matchers) {
        const declared = series.metric.labels[name];
        if (!declared || !('oneOf' in declared) || value === '' || hasPlaceholder(value)) continue;
        const wrong = unknownIn(op, value, declared.oneOf);
        if (wrong === undefined) continue;
        context.report(
          spanOfMatcher(context.text, node, name, op),
          wrong.single
            ? `${name} of ${series.metric.name} is never "${wrong.text}"`
            : `${name} of ${series.metric.name} never matches ${wrong.text}`,
          {
            expected: `one of ${listed(declared.oneOf)}`,
            suggestion: didYouMean(wrong.text, declared.oneOf),
            cause: `${series.metric.name} ${name} ${wrong.text}`,
          },
        );
      }
    },
  },
};

/** Prometheus' own series of alerts: there are two states. Other alerts may be those of other bundles. */
function checkAlerts(node: VectorSelector, context: VisitContext): void {
  for (const { name, op, value } of node.matchers) {
    if (value === '' || hasPlaceholder(value)) continue;
    const at = spanOfMatcher(context.text, node, name, op);
    if (name === 'alertstate') {
      const wrong = unknownIn(op, value, alertStates);
      if (wrong)
        context.report(at, `alertstate is never "${wrong.text}"`, {
          expected: `one of ${listed(alertStates)}`,
          suggestion: didYouMean(wrong.text, alertStates),
        });
    } else if (name === 'alertname' && (op === '=' || op === '!=')) {
      const alerts = context.model.alerts.map(({ rule }) => rule.alert);
      // Similar names of other bundles differ in more than one letter.
      const meant = alerts.includes(value) ? undefined : nearest(value, alerts, 1);
      if (meant !== undefined)
        context.report(at, `no alert of this bundle is named "${value}"`, {
          suggestion: `did you mean ${meant}?`,
        });
    }
  }
}

const alertStates = ['pending', 'firing'];

/** The part of a matcher that no declared value matches. */
function unknownIn(
  op: string,
  value: string,
  values: readonly string[],
): { text: string; single: boolean } | undefined {
  if (op === '=' || op === '!=') return values.includes(value) ? undefined : { text: value, single: true };
  const literals = alternatives(value);
  if (literals) {
    const wrong = literals.find((literal) => literal !== '' && !values.includes(literal));
    return wrong === undefined ? undefined : { text: wrong, single: true };
  }
  const pattern = wholeValues(value);
  if (!pattern || pattern.test('') || values.some((known) => pattern.test(known))) return undefined;
  return { text: value, single: false };
}

/** A bound that is not among the buckets: the selector is empty, and a share of fast requests is no longer there. */
function checkBounds({ node, series }: Analysed<VectorSelector>, context: VisitContext): void {
  const metric = series?.metric;
  if (!metric) return;
  for (const { name, op, value } of node.matchers) {
    if (name !== 'le' || hasPlaceholder(value)) continue;
    const mistake = metric.buckets ? boundMistake(op, value, metric.buckets) : spellingMistake(op, value);
    if (!mistake) continue;
    const at = spanOfMatcher(context.text, node, name, op);
    const cause = `${metric.name} le ${op} ${value}`;
    if (mistake.type === 'unknown') {
      context.report(at, `${metric.name} has no bucket with the bound ${mistake.text}`, {
        expected: `one of ${listed([...(metric.buckets ?? []), Number.POSITIVE_INFINITY].map(boundText))}`,
        cause,
      });
    } else {
      reportSpelling({ label: 'le', noun: 'bound', op, value, ...mistake }, at, metric.name, context);
    }
  }
}

/** A quantile in another spelling than the stored one: the selector is empty. */
function checkQuantiles({ node, series }: Analysed<VectorSelector>, context: VisitContext): void {
  const metric = series?.metric;
  if (!metric) return;
  for (const { name, op, value } of node.matchers) {
    if (name !== 'quantile' || hasPlaceholder(value)) continue;
    const mistake = spellingMistake(op, value);
    if (mistake?.type !== 'spelling') continue;
    const at = spanOfMatcher(context.text, node, name, op);
    reportSpelling({ label: name, noun: name, op, value, ...mistake }, at, metric.name, context);
  }
}

interface Spelling {
  readonly label: 'le' | 'quantile';
  readonly noun: string;
  readonly op: string;
  readonly value: string;
  /** As it is written. */
  readonly text: string;
  readonly bound: number;
}

function reportSpelling(
  { label, noun, op, value, text, bound }: Spelling,
  at: ReturnType<typeof spanOfMatcher>,
  metric: string,
  context: VisitContext,
): void {
  if (isAsWritten(text, bound, context)) return;
  const isAll = value === text;
  const matcher = `${label}${op}"${value}"`;
  context.report(
    at,
    `Prometheus stores the ${noun} ${text} of ${metric} as "${boundText(bound)}": ${isAll ? matcher : `${text} in ${matcher}`} ${op.startsWith('!') ? 'excludes nothing' : 'selects nothing'}`,
    {
      expected: isAll
        ? anySpelling(label, op, bound)
        : `${JSON.stringify(boundMatcher(bound).value).slice(1, -1)} in place of ${text}`,
      cause: `${metric} ${label} ${op} ${value}`,
    },
  );
}

/** Prometheus 2 keeps what the client wrote: a spelling that some client has may be the one. */
function isAsWritten(text: string, bound: number, { settings }: VisitContext): boolean {
  const { prometheusVersion = engineVersion } = settings;
  return isOlder(prometheusVersion, '3.0') && wholeValues(boundMatcher(bound).value)?.test(text) === true;
}

/** A matcher that holds for what every client and version writes. */
function anySpelling(label: string, op: string, bound: number): string {
  const { operator, value } = boundMatcher(bound);
  const sign = op.startsWith('!') ? '!' : '=';
  return `${label}${sign}${operator === '=~' ? '~' : sign === '!' ? '=' : ''}${JSON.stringify(value)}`;
}
