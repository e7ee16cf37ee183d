import { nearest } from '../../../catalog/similar.js';
import type { Place as Span } from '../../../engine/index.js';
import { engineVersion } from '../../../engine/version.js';
import {
  aggregationNames,
  foreignFunctions,
  formerFunctions,
  functionNames,
  isOlder,
  knownFunction,
} from '../../analysis/prometheus-features.js';
import { all } from '../../analysis/spans.js';
import type { Check } from '../../check.js';
import type { Substituted } from '../../collect/substitute.js';

/** Names of the types in Prometheus' messages. */
const names: Readonly<Record<string, string>> = { matrix: 'a range vector', string: 'a string' };

export const syntax: Check = {
  id: 'promql/syntax',
  level: 'error',
  summary: 'an expression that does not parse, or whose result type is not allowed',
  expression({ site, result }, report) {
    if (!result.ok) {
      for (const { message, ...at } of result.errors) {
        const span = { start: at.start, end: Math.max(at.end, at.start) };
        if (dependsOnVariable(span, site.parsed)) continue;
        report(span, withoutPlaceholders(message), {
          suggestion: suggestionFor(message, site.text.slice(span.start, span.end)),
          cause: unknownFunction.exec(message)?.[1],
        });
      }
      return;
    }
    const name = names[result.valueType];
    // A table may show a range vector; everything else takes one sample per series and time.
    if (name === undefined || (result.valueType === 'matrix' && site.role === 'instant')) return;
    if (site.role === 'variable') return;
    report(all(site.text), `the expression returns ${name}`, {
      expected: 'an instant vector or a scalar',
      suggestion: result.valueType === 'matrix' ? 'apply a function such as rate() to the range' : undefined,
    });
  },
};

/**
 * Whether a mistake is about what stands for a variable, or about what follows it: `$aggregation by (job) (x)` parses
 * with the name of an aggregation, which is known in Grafana alone.
 */
function dependsOnVariable({ start, end }: Span, { text, placeholders }: Substituted): boolean {
  return placeholders.some(
    (one) =>
      one.where === 'code' &&
      // Digits stand for a number or a duration.
      text[one.start] === '_' &&
      ((one.start < end && start < one.end) ||
        (one.end <= start && text.slice(one.end, start).trim() === '')),
  );
}

/** The likely correction, where the parser's message does not give one. */
function suggestionFor(message: string, written: string): string | undefined {
  if (/in grouping opts, expected label$/.test(message) && /^\w+$/.test(written)) {
    return `a label of that name needs quotes: "${written}"`;
  }
  const escaped = unknownEscape.exec(message)?.[1];
  if (escaped !== undefined) {
    return (
      `both TypeScript and PromQL strings interpret backslashes: write \\\\\\\\${escaped} in a template ` +
      `for \\\\${escaped} in a rule file`
    );
  }
  const name = unknownFunction.exec(message)?.[1];
  if (name === undefined) return undefined;
  if (Object.hasOwn(formerFunctions, name)) return renamed(name);
  const history = knownFunction(name);
  if (history && isOlder(engineVersion, history.since)) {
    return `${name}() requires Prometheus ${history.since}, and expressions are parsed by Prometheus ${engineVersion}`;
  }
  if (Object.hasOwn(foreignFunctions, name)) return `PromQL has ${foreignFunctions[name]} for it`;
  const overTime = `${name}_time`;
  if (functionNames.includes(overTime)) return `did you mean ${overTime}?`;
  const meant = nearest(name, [...functionNames, ...aggregationNames, ...Object.keys(formerFunctions)]);
  if (meant === undefined) return undefined;
  return `did you mean ${meant}?${Object.hasOwn(formerFunctions, meant) ? ` ${renamed(meant)}` : ''}`;
}

const unknownEscape = /unknown escape sequence U\+[0-9A-F]+ '(.)'/;
const unknownFunction = /^unknown function with name "(\w+)"$/;

function renamed(name: string): string {
  const { until, instead } = formerFunctions[name] ?? {};
  const flag = knownFunction(instead ?? '')?.flag;
  return (
    `${name} is ${instead} since Prometheus ${until}` +
    (flag ? `, and needs --enable-feature=${flag}` : '') +
    `: expressions are parsed by Prometheus ${engineVersion}`
  );
}

/** Messages quote the parsed text; a replacement for a variable in it has no meaning. */
function withoutPlaceholders(message: string): string {
  return message.replace(/[\ue000-\uf8ff]+/g, '…');
}
