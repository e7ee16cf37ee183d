import type {
  ParsedTemplateOk,
  TemplateBranch,
  TemplateNode,
  TemplateOperand,
  TemplatePipe,
} from '../../../engine/index.js';
import { printDefinition, printTemplate } from './print-template.js';

export interface Translated {
  readonly text: string;
  /** Whether something was left out that Grafana does not support. */
  readonly incomplete: boolean;
}

/** Placeholder for what Grafana does not support. */
const leftOut = '…';

/**
 * Translates a text of a Prometheus rule to Grafana (pkg/services/ngalert/state/template). Both expand Go templates
 * with the same functions, but different data: labels are `.Labels`, the value of the alert is that of query A, the
 * threshold that of query T. Where the dot is something else, inside `with`, `range` and nested templates, `$` is the
 * data of the whole text.
 *
 * Grafana cannot query Prometheus inside a text, and has no external labels: what needs them is left out.
 */
export function translate({ nodes, definitions }: ParsedTemplateOk): Translated {
  let incomplete = false;
  /** Variables with values that Grafana does not support. */
  const lost = new Set<string>();
  const own = nodesOf(nodes, true);
  // In a nested template, dot and `$` are the arguments of its caller.
  const defined = definitions.map((one) => printDefinition(one.name, nodesOf(one.nodes, undefined)));
  return { text: defined.join('') + printTemplate(own), incomplete };

  /** @param atRoot undefined where neither dot nor `$` are the data of the text */
  function nodesOf(list: readonly TemplateNode[], atRoot: boolean | undefined): TemplateNode[] {
    return list.flatMap((node) => nodeOf(node, atRoot));
  }

  function nodeOf(node: TemplateNode, atRoot: boolean | undefined): TemplateNode[] {
    switch (node.kind) {
      case 'action': {
        if (!isLost(node.pipe, atRoot)) return [{ ...node, pipe: pipeOf(node.pipe, atRoot) }];
        for (const { name } of node.pipe.variables) lost.add(name);
        return node.pipe.variables.length > 0 ? [] : without(node.start);
      }
      case 'if':
      case 'with':
      case 'range':
        return isLost(node.pipe, atRoot) ? without(node.start) : [branchOf(node, atRoot)];
      case 'template':
        if (!node.pipe) return [node];
        return isLost(node.pipe, atRoot)
          ? without(node.start)
          : [{ ...node, pipe: pipeOf(node.pipe, atRoot) }];
      default:
        return [node];
    }
  }

  function without(start: number): TemplateNode[] {
    incomplete = true;
    return [{ kind: 'text', start, text: leftOut }];
  }

  function branchOf(node: TemplateBranch, atRoot: boolean | undefined): TemplateBranch {
    const within = node.kind === 'if' ? atRoot : atRoot === undefined ? undefined : false;
    return {
      ...node,
      pipe: pipeOf(node.pipe, atRoot),
      body: nodesOf(node.body, within),
      otherwise: node.otherwise && nodesOf(node.otherwise, atRoot),
    };
  }

  function pipeOf(pipe: TemplatePipe, atRoot: boolean | undefined): TemplatePipe {
    return {
      ...pipe,
      variables: pipe.variables.map(({ name, start }) => ({ name: renamed(name), start })),
      commands: pipe.commands.map((command) => command.map((operand) => operandOf(operand, atRoot))),
    };
  }

  function operandOf(operand: TemplateOperand, atRoot: boolean | undefined): TemplateOperand {
    const { start } = operand;
    switch (operand.kind) {
      case 'pipe':
        return { ...operand, pipe: pipeOf(operand.pipe, atRoot) };
      case 'chain':
        return { ...operand, of: operandOf(operand.of, atRoot) };
      case 'field':
        return atRoot ? dataOf(operand.fields, true, start) : operand;
      case 'variable': {
        const { name, fields } = operand;
        if (name === '$') return atRoot === undefined ? operand : dataOf(fields, false, start);
        const data = ofRule.get(name);
        return data ? dataOf([...data, ...fields], atRoot, start) : { ...operand, name: renamed(name) };
      }
      default:
        return operand;
    }
  }

  /** Whether a pipeline uses something that Grafana does not support. */
  function isLost({ commands }: TemplatePipe, atRoot: boolean | undefined): boolean {
    return commands.some((command) =>
      command.some((operand) => {
        switch (operand.kind) {
          case 'function':
            return unknownToGrafana.has(operand.name);
          case 'pipe':
            return isLost(operand.pipe, atRoot);
          case 'chain':
            return isLost({ assign: false, variables: [], commands: [[operand.of]] }, atRoot);
          case 'variable':
            if (operand.name === '$') return operand.fields[0] === 'ExternalLabels';
            return lost.has(operand.name) || operand.name === '$externalLabels';
          case 'field':
            return atRoot === true && operand.fields[0] === 'ExternalLabels';
          default:
            return false;
        }
      }),
    );
  }
}

/** Predefined variables of a rule's text, as fields of its data. */
const ofRule: ReadonlyMap<string, readonly string[]> = new Map([
  ['$labels', ['Labels']],
  ['$value', ['Value']],
  ['$externalURL', ['ExternalURL']],
  ['$threshold', ['Threshold']],
]);

/** `query` queries Prometheus; the functions for links have different arguments in Grafana. */
const unknownToGrafana = new Set(['query', 'graphLink', 'tableLink']);

/** A field of Prometheus' data in Grafana's. */
function dataOf(fields: readonly string[], isDot: boolean | undefined, start: number): TemplateOperand {
  const [first, ...rest] = fields;
  if (first === 'ExternalURL') return { kind: 'function', start, name: 'externalURL', known: true };
  const own =
    first === 'Value'
      ? ['Values', 'A', 'Value']
      : first === 'Threshold'
        ? ['Values', 'T', 'Value']
        : [first ?? ''];
  const all = first === undefined ? [] : [...own, ...rest];
  if (isDot) return { kind: 'field', start, fields: all };
  return { kind: 'variable', start, name: '$', fields: all };
}

/**
 * A variable name that is not a valid name of an environment variable, as those would be replaced: they begin with an
 * ASCII letter, while Go's template language accepts any letter.
 */
function renamed(name: string): string {
  return name === '$' ? name : `$µ${name.slice(1)}`;
}
