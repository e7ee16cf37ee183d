import type { Analysed } from '../../analysis/analysis.js';
import { declaredQuantity } from '../../analysis/quantity/declared.js';
import type { Measure, Quantity } from '../../analysis/quantity/quantity.js';
import { quantityOf } from '../../analysis/quantity/quantity-of.js';
import { all } from '../../analysis/spans.js';
import type { TemplateUse } from '../../analysis/template/use.js';
import { domainOf } from '../../analysis/value-domain.js';
import type { Check } from '../../check.js';
import type { SiteDefinition } from '../../collect/expression-site.js';

export const valueFormat: Check = {
  id: 'alert/value-format',
  level: 'warning',
  summary: 'an annotation that formats the value of the alert in the wrong unit',
  roles: ['alert'],
  expression({ site, analysis }, report, model) {
    const { definition, text } = site;
    if (definition.type !== 'alert' || !analysis) return;
    const value = shownValue(definition, analysis.root);
    for (const [name, template] of Object.entries(definition.rule.annotations)) {
      for (const use of model.texts.uses(template)) {
        const problem = problemOf(use, template, value);
        if (!problem) continue;
        const { message, expected } = problem;
        report(all(text), `the annotation ${name} ${message}`, {
          expected,
          excerpt: { text: template, start: use.start, end: use.end },
        });
      }
    }
  },
};

interface Value {
  readonly quantity: Quantity | undefined;
  /** A share from 0 to 1. */
  readonly isShare: boolean;
}

/** What the signal of the alert is declared to be, or else what follows from its expression. */
function shownValue(definition: Extract<SiteDefinition, { type: 'alert' }>, root: Analysed): Value {
  const { threshold } = definition.rule.source.condition;
  const declared = threshold && declaredQuantity(threshold.signal.unit);
  const quantity = declared ?? quantityOf(root);
  const { min, max, because } = domainOf(root);
  const isPart = because !== undefined && min >= 0 && max <= 1;
  return { quantity, isShare: isRatio(quantity, 1) || (quantity === undefined && isPart) };
}

interface Problem {
  readonly message: string;
  readonly expected: string;
}

function problemOf(use: TemplateUse, template: string, { quantity, isShare }: Value): Problem | undefined {
  if (use.kind === 'value') return signProblem(use, template, isShare);
  if (use.kind !== 'format' || !quantity) return undefined;
  const measure = quantity.kind === 'measure' && !quantity.number && !quantity.anyTime ? quantity : undefined;
  switch (use.name) {
    case 'humanizePercentage':
      if (measure && isRatio(measure, 0.01)) {
        return {
          message: 'multiplies a percentage by 100 again: 5 becomes 500%',
          expected: '{{ printf "%.1f" $value }}%, or a ratio from 0 to 1 in the expression',
        };
      }
      if (!measure || hasNoDimension(measure)) return undefined;
      return {
        message: `writes ${measure.text} as a percentage`,
        expected: 'a ratio from 0 to 1, or humanize',
      };
    case 'humanizeDuration':
      if (quantity.kind === 'point') {
        return {
          message: 'formats a timestamp as a duration',
          expected: 'humanizeTimestamp, or time() - …',
        };
      }
      if (!measure || isSeconds(measure)) return undefined;
      return {
        message: `takes ${measure.text} for seconds`,
        expected: isTime(measure) ? 'seconds: the expression divided' : 'humanize',
      };
    case 'humanizeTimestamp':
    case 'toTime':
      if (!measure) return undefined;
      return {
        message: `takes ${measure.text} for a point in time: the text says 1970`,
        expected: isTime(measure) ? 'humanizeDuration' : 'humanize',
      };
    default:
      return undefined;
  }
}

/** `{{ $value }}%` of 0.95, and `{{ $value | humanizePercentage }}%`. */
function signProblem(
  { plain, start, end }: Extract<TemplateUse, { kind: 'value' }>,
  template: string,
  isShare: boolean,
): Problem | undefined {
  if (!/^\s*-?\}\}\s?%/.test(template.slice(end))) return undefined;
  if (/\|\s*humanizePercentage\s*$/.test(template.slice(start, end))) {
    return { message: 'has a % after humanizePercentage, which already adds one', expected: 'no % after it' };
  }
  if (!isShare || !plain) return undefined;
  return {
    message: 'shows a ratio from 0 to 1 with a % sign: 0.95 is 95%',
    expected: '{{ $value | humanizePercentage }}',
  };
}

function isRatio(quantity: Quantity | undefined, scale: number): boolean {
  return (
    quantity?.kind === 'measure' &&
    !quantity.number &&
    hasNoDimension(quantity) &&
    quantity.scale !== undefined &&
    Math.abs(quantity.scale / scale - 1) < 1e-9
  );
}

function hasNoDimension({ powers }: Measure): boolean {
  return Object.values(powers).every((power) => power === 0);
}

function isTime({ powers: { time, ...others } }: Measure): boolean {
  return time === 1 && Object.values(others).every((power) => power === 0);
}

function isSeconds(measure: Measure): boolean {
  return isTime(measure) && (measure.scale === undefined || Math.abs(measure.scale - 1) < 1e-9);
}
