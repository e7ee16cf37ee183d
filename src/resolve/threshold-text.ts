import type { Matcher } from '../catalog/index.js';
import type { AnyAlert } from '../define/alerting/alert.js';
import { labelOf } from '../define/alerting/message.js';
import { humanNumber, templateFor } from '../define/alerting/value-format.js';
import { unitInTexts } from '../define/signal.js';
import { type BinaryNode, type MatchingClause, type Node, type PrintContext, print } from '../query/index.js';
import { isScalar, keepsSeries, keptByShape } from '../query/promql/labels/index.js';

/** The threshold as text; if it is an expression, Prometheus queries it when the alert fires. */
export function thresholdInText(alert: AnyAlert, context: PrintContext): string {
  const { node, threshold } = alert.condition;
  if (!threshold) return 'the threshold';
  const { bound, signal } = threshold;
  const unit = unitInTexts(signal);
  if (typeof bound === 'number') return humanNumber(bound, unit);
  return lookUp(bound, comparisonWith(bound, node)?.matching, templateFor('.Value', unit), context);
}

/** The comparison with the threshold inside a condition. */
function comparisonWith(bound: Node, node: Node): BinaryNode | undefined {
  if (node.type !== 'binary') return undefined;
  if (node.right === bound) return node;
  return comparisonWith(bound, node.left) ?? comparisonWith(bound, node.right);
}

/**
 * A template that queries the threshold and prints the series that the alert was compared with: the one with the same
 * values of the matching labels.
 */
function lookUp(
  bound: Node,
  matching: MatchingClause | undefined,
  shown: string,
  context: PrintContext,
): string {
  const ignored = matching?.ignoring ?? [];
  const labels = matching?.on ?? keptByShape(bound)?.filter((label) => !ignored.includes(label));
  if (!labels) return range(goString(print(bound, context)), sameLabels(ignored, shown));
  if (labels.every((label) => canNarrow(bound, label))) return range(narrowed(bound, labels, context), shown);
  return range(goString(print(bound, context)), ifAll(labels.map(isEqual), shown));
}

/** A string in Go's template language: raw if possible, so that PromQL in it stays readable. */
function goString(text: string): string {
  return /[`\r]/.test(text) ? JSON.stringify(text) : `\`${text}\``;
}

function range(query: string, body: string): string {
  return `{{ range query ${query} }}${body}{{ end }}`;
}

/**
 * The query of the threshold for the alert's labels only: `%q` turns the value of a label into a PromQL string. The
 * placeholders of labels are noncharacters (U+FDD2 and U+FDD3), which no text contains.
 */
function narrowed(bound: Node, labels: readonly string[], context: PrintContext): string {
  if (labels.length === 0) return goString(print(bound, context));
  const inject: PrintContext['inject'] = (selector) => [
    ...(context.inject?.(selector) ?? []),
    ...labels.map((label, index): Matcher => ({ label, operator: '=', value: `\ufdd2${index}\ufdd3` })),
  ];
  const args: string[] = [];
  const format = print(bound, { ...context, inject })
    .split(/"\ufdd2(\d+)\ufdd3"/)
    .map((piece, index) => {
      if (index % 2 === 0) return piece.replaceAll('%', '%%');
      args.push(argument(labels[Number(piece)] ?? ''));
      return '%q';
    })
    .join('');
  return `(printf ${[goString(format), ...args].join(' ')})`;
}

function argument(label: string): string {
  const written = labelOf(label);
  return written.includes(' ') ? `(${written})` : written;
}

/** The condition that a label of a threshold series equals that of the alert. */
function isEqual(label: string): string {
  const written = labelOf(label);
  const ofSeries = written.replace('$labels', '.Labels');
  return written.includes(' ') ? `eq (${ofSeries}) (${written})` : `eq ${ofSeries} ${written}`;
}

function ifAll(conditions: readonly string[], body: string): string {
  const [first = ''] = conditions;
  const all = conditions.length === 1 ? first : `and ${conditions.map((one) => `(${one})`).join(' ')}`;
  return `{{ if ${all} }}${body}{{ end }}`;
}

/** Prints the series whose labels, except for the ignored ones, equal those of the alert. */
function sameLabels(ignored: readonly string[], body: string): string {
  const others = ['__name__', ...ignored].map((label) => `(ne $name ${JSON.stringify(label)})`).join(' ');
  const differs = `and ${others} (ne $text (index $labels $name))`;
  return (
    '{{ $same := true }}{{ range $name, $text := .Labels }}' +
    `{{ if ${differs} }}{{ $same = false }}{{ end }}{{ end }}{{ if $same }}${body}{{ end }}`
  );
}

/** Whether selecting one value of a label gives the same result as the whole expression has for that value. */
function canNarrow(node: Node, label: string): boolean {
  switch (node.type) {
    case 'selector':
      return true;
    case 'range':
    case 'subquery':
    case 'negate':
      return canNarrow(node.of, label);
    case 'aggregate':
      return (node.by?.includes(label) ?? false) && node.op !== 'count_values' && canNarrow(node.of, label);
    case 'call': {
      const argument = onlySeries(node.args);
      return argument !== undefined && keepsSeries(node.name) && canNarrow(argument, label);
    }
    case 'binary': {
      const series = onlySeries([node.left, node.right]);
      return series !== undefined && canNarrow(series, label);
    }
    default:
      return false;
  }
}

/** The only operand that has series, if the others are numbers and strings. */
function onlySeries(operands: readonly Node[]): Node | undefined {
  const series = operands.filter((node) => !isScalar(node));
  return series.length === 1 ? series[0] : undefined;
}
