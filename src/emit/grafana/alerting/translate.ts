import type { ParsedTemplateOk, TemplateBranch, TemplateCall, TemplateNode } from '../../../engine/index.js';
import { printDefinition, printTemplate } from './print-template.js';
import { heldBy, type Place } from './template-held.js';
import { pipeOf } from './template-operands.js';
import { type Held, templateScope } from './template-scope.js';

export interface Translated {
  readonly text: string;
  /** Whether something was left out that Grafana does not support. */
  readonly incomplete: boolean;
}

/** Placeholder for what Grafana does not support. */
const leftOut = '…';

/** What is found while a text is translated. */
interface Translation {
  readonly definitions: ParsedTemplateOk['definitions'];
  /** Nested templates that are called with the data, by the names of those for this. */
  readonly withData: Map<string, string>;
  incomplete: boolean;
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
  const translation: Translation = { definitions, withData: new Map(), incomplete: false };
  const translated = (list: readonly TemplateNode[], held: Held) =>
    nodesOf(list, { dot: held, dollar: held, scope: templateScope() }, translation);
  const own = printTemplate(translated(nodes, 'data'));
  const others = definitions.map(({ name, nodes }) => printDefinition(name, translated(nodes, 'other')));
  const called: string[] = [];
  // A template that is called with the data may call others with it, which are appended to the map.
  for (const [name, printed] of translation.withData) {
    const nodes = definitions.find((one) => one.name === name)?.nodes ?? [];
    called.push(printDefinition(printed, translated(nodes, 'data')));
  }
  return { text: [...others, ...called, own].join(''), incomplete: translation.incomplete };
}

function nodesOf(list: readonly TemplateNode[], place: Place, translation: Translation): TemplateNode[] {
  return list.flatMap((node) => nodeOf(node, place, translation));
}

function nodeOf(node: TemplateNode, place: Place, translation: Translation): TemplateNode[] {
  switch (node.kind) {
    case 'action': {
      const { assign, variables } = node.pipe;
      const held = heldBy(node.pipe, place);
      const pipe = pipeOf(node.pipe, place);
      for (const { name } of variables) place.scope[assign ? 'assign' : 'declare'](name, held);
      if (variables.length > 0) return held === 'lost' ? [] : [{ ...node, pipe }];
      return held === 'other' ? [{ ...node, pipe }] : without(node.start, translation);
    }
    case 'if':
    case 'with':
    case 'range':
      return heldBy(node.pipe, place) === 'lost'
        ? without(node.start, translation)
        : [branchOf(node, place, translation)];
    case 'template':
      return callOf(node, place, translation);
    default:
      return [node];
  }
}

/** What stands for a part that Grafana does not support. */
function without(start: number, translation: Translation): TemplateNode[] {
  translation.incomplete = true;
  return [{ kind: 'text', start, text: leftOut }];
}

function branchOf(node: TemplateBranch, outside: Place, translation: Translation): TemplateBranch {
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
    body: nodesOf(node.body, { ...place, dot, scope: place.scope.inner() }, translation),
    otherwise:
      node.otherwise && nodesOf(node.otherwise, { ...place, scope: place.scope.inner() }, translation),
  };
}

function callOf(node: TemplateCall, place: Place, translation: Translation): TemplateNode[] {
  if (!node.pipe) return [node];
  const held = heldBy(node.pipe, place);
  if (held === 'lost') return without(node.start, translation);
  const pipe = pipeOf(node.pipe, place);
  return [{ ...node, name: held === 'data' ? nameWithData(node.name, translation) : node.name, pipe }];
}

/** The name of a nested template for calls with the data. */
function nameWithData(name: string, { definitions, withData }: Translation): string {
  const known = withData.get(name);
  if (known !== undefined || !definitions.some((one) => one.name === name)) return known ?? name;
  let free = `${name} of the alert`;
  while (definitions.some((one) => one.name === free)) free += ' itself';
  withData.set(name, free);
  return free;
}
