import type {
  ParsedTemplateOk,
  TemplateBranch,
  TemplateCall,
  TemplateNode,
  TemplateOperand,
  TemplatePipe,
} from '../../../engine/index.js';
import { printDefinition, printTemplate } from './print-template.js';
import { type Held, type Scope, templateScope } from './template-scope.js';

export interface Translated {
  readonly text: string;
  /** Whether something was left out that Grafana does not support. */
  readonly incomplete: boolean;
}

/** Placeholder for what Grafana does not support. */
const leftOut = '…';

/** What dot, `$` and the variables are at a place of a template. */
interface Place {
  readonly dot: Held;
  readonly dollar: Held;
  readonly scope: Scope;
}

/**
 * Translates a text of a Prometheus rule to Grafana (pkg/services/ngalert/state/template). Both expand Go templates
 * with the same functions, but different data: labels are `.Labels`, the value of the alert is that of query A, the
 * threshold that of query T. The data can be reached by dot, by `$`, by a variable that holds it, or in a nested
 * template that is called with it.
 *
 * Grafana cannot query Prometheus inside a text, and has no external labels: what needs them is left out. So is what
 * hands the data to a function, such as `args .`, as it would be read there by other names.
 */
export function translate({ nodes, definitions }: ParsedTemplateOk): Translated {
  let incomplete = false;
  /** Nested templates that are called with the data, by the names of those for this. */
  const withData = new Map<string, string>();
  const own = nodesOf(nodes, { dot: 'data', dollar: 'data', scope: templateScope() });
  const others: string[] = [];
  for (const { name, nodes } of definitions) {
    others.push(
      printDefinition(name, nodesOf(nodes, { dot: 'other', dollar: 'other', scope: templateScope() })),
    );
  }
  const called: string[] = [];
  // A template that is called with the data may call others with it, which are appended to the map.
  for (const [name, printed] of withData) {
    const nodes = definitions.find((one) => one.name === name)?.nodes ?? [];
    called.push(
      printDefinition(printed, nodesOf(nodes, { dot: 'data', dollar: 'data', scope: templateScope() })),
    );
  }
  return { text: [...others, ...called].join('') + printTemplate(own), incomplete };

  function nodesOf(list: readonly TemplateNode[], place: Place): TemplateNode[] {
    return list.flatMap((node) => nodeOf(node, place));
  }

  function nodeOf(node: TemplateNode, place: Place): TemplateNode[] {
    switch (node.kind) {
      case 'action': {
        const { assign, variables } = node.pipe;
        const held = heldBy(node.pipe, place);
        const pipe = pipeOf(node.pipe, place);
        for (const { name } of variables) place.scope[assign ? 'assign' : 'declare'](name, held);
        if (variables.length > 0) return held === 'lost' ? [] : [{ ...node, pipe }];
        return held === 'other' ? [{ ...node, pipe }] : without(node.start);
      }
      case 'if':
      case 'with':
      case 'range':
        return heldBy(node.pipe, place) === 'lost' ? without(node.start) : [branchOf(node, place)];
      case 'template':
        return callOf(node, place);
      default:
        return [node];
    }
  }

  function without(start: number): TemplateNode[] {
    incomplete = true;
    return [{ kind: 'text', start, text: leftOut }];
  }

  function branchOf(node: TemplateBranch, outside: Place): TemplateBranch {
    const { assign, variables } = node.pipe;
    const held = heldBy(node.pipe, outside);
    const place: Place = { ...outside, scope: outside.scope.inner() };
    const pipe = pipeOf(node.pipe, place);
    for (const { name } of variables) {
      place.scope[assign ? 'assign' : 'declare'](name, node.kind === 'range' ? 'other' : held);
    }
    const dot = node.kind === 'if' ? place.dot : node.kind === 'with' ? held : 'other';
    return {
      ...node,
      pipe,
      body: nodesOf(node.body, { ...place, dot, scope: place.scope.inner() }),
      otherwise: node.otherwise && nodesOf(node.otherwise, { ...place, scope: place.scope.inner() }),
    };
  }

  function callOf(node: TemplateCall, place: Place): TemplateNode[] {
    if (!node.pipe) return [node];
    const held = heldBy(node.pipe, place);
    if (held === 'lost') return without(node.start);
    const pipe = pipeOf(node.pipe, place);
    return [{ ...node, name: held === 'data' ? nameWithData(node.name) : node.name, pipe }];
  }

  function nameWithData(name: string): string {
    const known = withData.get(name);
    if (known !== undefined || !definitions.some((one) => one.name === name)) return known ?? name;
    let free = `${name} of the alert`;
    while (definitions.some((one) => one.name === free)) free += ' itself';
    withData.set(name, free);
    return free;
  }

  function pipeOf(pipe: TemplatePipe, place: Place): TemplatePipe {
    return {
      ...pipe,
      variables: pipe.variables.map(({ name, start }) => ({ name: renamed(name), start })),
      commands: pipe.commands.map((command) => command.map((operand) => operandOf(operand, place))),
    };
  }

  function operandOf(operand: TemplateOperand, place: Place): TemplateOperand {
    const { start } = operand;
    switch (operand.kind) {
      case 'pipe':
        return { ...operand, pipe: pipeOf(operand.pipe, place) };
      case 'chain': {
        const of = operandOf(operand.of, place);
        if (heldByOperand(operand.of, place) !== 'data') return { ...operand, of };
        const fields = fieldsOfData(operand.fields);
        return fields ? { ...operand, of, fields } : externalUrl(start);
      }
      case 'field': {
        if (place.dot !== 'data') return operand;
        const fields = fieldsOfData(operand.fields);
        return fields ? { ...operand, fields } : externalUrl(start);
      }
      case 'variable': {
        const { name } = operand;
        const rule = place.scope.held(name) === undefined ? ofRule.get(name) : undefined;
        if (rule) {
          const fields = fieldsOfData([...rule, ...operand.fields]);
          if (!fields) return externalUrl(start);
          return place.dot === 'data' ? { kind: 'field', start, fields } : { ...operand, name: '$', fields };
        }
        const fields = heldOf(name, place) === 'data' ? fieldsOfData(operand.fields) : operand.fields;
        return fields ? { ...operand, name: renamed(name), fields } : externalUrl(start);
      }
      default:
        return operand;
    }
  }

  /** What a pipeline gives. The data are known as such only where they are all that stands there. */
  function heldBy({ commands }: TemplatePipe, place: Place): Held {
    const operands = commands.flat();
    const held = operands.map((operand) => heldByOperand(operand, place));
    if (held.includes('lost')) return 'lost';
    if (!held.includes('data')) return 'other';
    return operands.length === 1 ? 'data' : 'lost';
  }

  function heldByOperand(operand: TemplateOperand, place: Place): Held {
    switch (operand.kind) {
      case 'function':
        return unknownToGrafana.has(operand.name) ? 'lost' : 'other';
      case 'pipe':
        return heldBy(operand.pipe, place);
      case 'dot':
        return place.dot;
      case 'chain': {
        const held = heldByOperand(operand.of, place);
        return held === 'data' ? fieldOfData(operand.fields) : held;
      }
      case 'variable': {
        if (place.scope.held(operand.name) === undefined && operand.name === '$externalLabels') return 'lost';
        const held = heldOf(operand.name, place);
        return held === 'data' ? fieldOfData(operand.fields) : held;
      }
      case 'field':
        return place.dot === 'data' ? fieldOfData(operand.fields) : 'other';
      default:
        return 'other';
    }
  }

  function heldOf(name: string, place: Place): Held {
    return name === '$' ? place.dollar : (place.scope.held(name) ?? 'other');
  }
}

/** What a field of the data is, or they themselves without one. */
function fieldOfData([first]: readonly string[]): Held {
  if (first === undefined) return 'data';
  return first === 'ExternalLabels' ? 'lost' : 'other';
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

/** The fields of Prometheus' data in Grafana's; undefined for the external URL, which is a function there. */
function fieldsOfData(fields: readonly string[]): readonly string[] | undefined {
  const [first, ...rest] = fields;
  if (first === undefined) return [];
  if (first === 'ExternalURL') return undefined;
  if (first === 'Value') return ['Values', 'A', 'Value', ...rest];
  if (first === 'Threshold') return ['Values', 'T', 'Value', ...rest];
  return fields;
}

function externalUrl(start: number): TemplateOperand {
  return { kind: 'function', start, name: 'externalURL', known: true };
}

/**
 * A variable name that is not a valid name of an environment variable, as those would be replaced: they begin with an
 * ASCII letter, while Go's template language accepts any letter.
 */
function renamed(name: string): string {
  return name === '$' ? name : `$µ${name.slice(1)}`;
}
