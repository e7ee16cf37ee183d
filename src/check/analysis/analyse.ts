import { type Expression, selectedName } from '../../engine/index.js';
import { anyLabels, callFlow, noLabels, scalarFunctions } from '../../query/promql/labels/index.js';
import type { Analysed, Analysis, SeriesLookup } from './analysis.js';
import { argumentReader, ofAggregation, ofBinary } from './flow/operator.js';
import { narrow } from './flow/selector.js';

const none: readonly Analysed[] = [];
const leaves: ReadonlySet<string> = new Set(['number', 'string', 'vector']);

type Building = { -readonly [Key in keyof Analysed]: Analysed[Key] };

/** Computes the label flow of every node. `placeholders` are identifiers that stand for a Grafana variable. */
export function analyse(ast: Expression, lookup: SeriesLookup, placeholders: ReadonlySet<string>): Analysis {
  const nodes: Analysed[] = [];
  return { root: walk(ast, undefined), nodes };

  function walk(node: Expression, parent: Analysed | undefined): Analysed {
    const children: Analysed[] | undefined = leaves.has(node.kind) ? undefined : [];
    const built: Building = {
      node,
      parent,
      children: children ?? none,
      flow: noLabels,
      vector: true,
      series: undefined,
      domain: undefined,
      quantity: undefined,
    };
    switch (node.kind) {
      case 'number':
      case 'string':
        built.vector = false;
        break;
      case 'vector': {
        const name = selectedName(node);
        const series = name === undefined ? undefined : lookup(name);
        built.series = series;
        const flow = series?.flow ?? anyLabels;
        built.flow = node.matchers.length === 0 ? flow : narrow(flow, node);
        break;
      }
      case 'matrix':
        built.flow = child(node.selector).flow;
        break;
      case 'subquery':
        built.flow = child(node.expr).flow;
        break;
      case 'paren':
      case 'unary': {
        const inner = child(node.expr);
        built.flow = inner.flow;
        built.vector = inner.vector;
        break;
      }
      case 'call':
        built.flow = callFlow(
          node.func,
          node.args,
          node.args.map((arg) => child(arg).flow),
          argumentReader,
        );
        built.vector = !scalarFunctions.has(node.func);
        break;
      case 'aggregation': {
        const operand = child(node.expr);
        if (node.param) child(node.param);
        built.flow = ofAggregation(node, operand.flow, known);
        break;
      }
      case 'binary': {
        const left = child(node.lhs);
        const right = child(node.rhs);
        built.vector = left.vector || right.vector;
        if (left.vector && right.vector) built.flow = ofBinary(node, left.flow, right.flow, known);
        else built.flow = left.vector ? left.flow : right.flow;
        break;
      }
    }
    nodes.push(built);
    return built;

    function child(expression: Expression): Analysed {
      const analysed = walk(expression, built);
      children?.push(analysed);
      return analysed;
    }
  }

  function known(labels: readonly string[]): boolean {
    return placeholders.size === 0 || !labels.some((label) => placeholders.has(label));
  }
}
