import { type Matcher, toMatchers } from '../../catalog/index.js';
import type { LabelMatch } from '../../catalog/selector.js';
import { matcherText } from '../../resolve/alertmanager-fields.js';
import { anyOf } from '../../resolve/any-of.js';
import { array, type Code, call, data, literal, name, object } from '../code/code.js';
import type { Scope } from '../code/evaluate.js';
import { evaluate } from '../code/evaluate.js';
import { patternCode } from '../promql/selector.js';

/** The alerts of the bundle: the constant of each, by the name that it fires under. */
export type AlertConstants = ReadonlyMap<string, string>;

/** What a route is for, in the form in which people write it: each part is tried, and proven to say the same. */
export function matchCode(matchers: readonly Matcher[], alerts: AlertConstants, scope: Scope): Code {
  if (matchers.length === 0) return literal('all');
  let severity: Code | undefined;
  let named: Code | undefined;
  const labels: [string, Code][] = [];
  const texts: string[] = [];
  for (const matcher of matchers) {
    const { label } = matcher;
    if (label === 'severity' && !severity) {
      severity = severityCode(matcher);
      if (severity) continue;
    }
    if (label === 'alertname' && !named) {
      named = alertsCode(matcher, alerts);
      if (named) continue;
    }
    const code = labels.some(([known]) => known === label) ? undefined : labelCode(matcher, scope);
    if (code) labels.push([label, code]);
    else texts.push(matcherText(matcher));
  }
  return object({
    severity,
    alerts: named,
    labels: labels.length > 0 ? { kind: 'object', entries: labels } : undefined,
    matchers: texts.length > 0 ? data(texts) : undefined,
  });
}

/** The texts that a matcher takes, where it takes exactly these. */
function alternatives({ label, operator, value }: Matcher): readonly string[] | undefined {
  if (operator === '=') return value === '' ? undefined : [value];
  if (operator !== '=~') return undefined;
  const found = value.split('|');
  const same = found.length > 1 && found.every((one) => one !== '') && anyOf(label, found).value === value;
  return same ? found : undefined;
}

function severityCode(matcher: Matcher): Code | undefined {
  const found = alternatives(matcher);
  if (!found) return undefined;
  return found.length === 1 ? literal(found[0] ?? '') : data(found);
}

function alertsCode(matcher: Matcher, alerts: AlertConstants): Code | undefined {
  const constants = alternatives(matcher)?.map((one) => alerts.get(one));
  return constants?.every((one) => one !== undefined)
    ? array(constants.map((one) => name(one ?? '')))
    : undefined;
}

function labelCode(matcher: Matcher, scope: Scope): Code | undefined {
  const { label, operator, value } = matcher;
  if (label === '' || label.startsWith('__') || label === 'constructor') return undefined;
  try {
    const text = operator === '=' || operator === '!=' ? literal(value) : patternCode(value);
    const code = operator.startsWith('!') ? call('not', text) : text;
    const [read] = toMatchers({ [label]: evaluate(code, scope) as LabelMatch });
    return read?.operator === operator && read.value === value ? code : undefined;
  } catch {
    // A pattern that our language does not have stays text.
    return undefined;
  }
}
