import type { TemplateNode, TemplateOperand, TemplatePipe } from '../../../engine/index.js';

/** Prints a template from its syntax tree, without dollar signs except those of variables. */
export function printTemplate(nodes: readonly TemplateNode[]): string {
  return nodes.map(printNode).join('');
}

function printNode(node: TemplateNode): string {
  switch (node.kind) {
    case 'text':
      return node.text.replaceAll('$', '{{ "\\x24" }}');
    case 'action':
      return `{{ ${printPipe(node.pipe)} }}`;
    case 'if':
    case 'with':
    case 'range': {
      const otherwise = node.otherwise ? `{{ else }}${printTemplate(node.otherwise)}` : '';
      return `{{ ${node.kind} ${printPipe(node.pipe)} }}${printTemplate(node.body)}${otherwise}{{ end }}`;
    }
    case 'template':
      return `{{ template ${printString(JSON.stringify(node.name), node.name)}${node.pipe ? ` ${printPipe(node.pipe)}` : ''} }}`;
    case 'break':
    case 'continue':
      return `{{ ${node.kind} }}`;
  }
}

export function printDefinition(name: string, nodes: readonly TemplateNode[]): string {
  return `{{ define ${printString(JSON.stringify(name), name)} }}${printTemplate(nodes)}{{ end }}`;
}

function printPipe({ variables, assign, commands }: TemplatePipe): string {
  const sign = assign ? '=' : ':=';
  const set = variables.length > 0 ? `${variables.map(({ name }) => name).join(', ')} ${sign} ` : '';
  return set + commands.map((command) => command.map(printOperand).join(' ')).join(' | ');
}

function printOperand(operand: TemplateOperand): string {
  switch (operand.kind) {
    case 'variable':
      return [operand.name, ...operand.fields].join('.');
    case 'field':
      return `.${operand.fields.join('.')}`;
    case 'chain':
      return `${printOperand(operand.of)}.${operand.fields.join('.')}`;
    case 'function':
      return operand.name;
    case 'pipe':
      return `(${printPipe(operand.pipe)})`;
    case 'string':
      return printString(operand.quoted, operand.value);
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    default:
      return operand.text;
  }
}

/** A string as it was written, except for a dollar sign, which is escaped by its code. */
function printString(quoted: string, value: string): string {
  return quoted.includes('$') ? JSON.stringify(value).replaceAll('$', '\\x24') : quoted;
}
