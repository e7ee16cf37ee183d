import type { ComposedText } from '../../define/alerting/message.js';
import { writeText } from '../../define/alerting/message.js';
import type { ParsedTemplate, TemplateNode, TemplateOperand, TemplatePipe } from '../../engine/index.js';

/** Go's template parser, for texts that hold actions. */
export type ReadTemplate = (text: string) => ParsedTemplate;

/** A text of an alert as people read it: a label is ‹topic›, the value ‹value›, an unknown threshold ‹threshold›. */
export function readableText(text: ComposedText, threshold: string | undefined, read: ReadTemplate): string {
  const template = writeText(text, {
    threshold: threshold ?? '{{ $threshold }}',
    // The format of the value does not matter here.
    value: () => '{{ $value }}',
  });
  return readableTemplate(template, read);
}

/** The same of a text in Go's template language; one that does not parse stays as it is. */
export function readableTemplate(template: string, read: ReadTemplate): string {
  if (!template.includes('{{')) return template;
  const parsed = read(template);
  return parsed.ok ? readable(parsed.nodes) : template;
}

function readable(nodes: readonly TemplateNode[]): string {
  return nodes.map(readableNode).join('');
}

function readableNode(node: TemplateNode): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'action':
      return node.pipe.variables.length > 0 ? '' : readablePipe(node.pipe);
    case 'if':
    case 'with':
    case 'range': {
      const body = readable(node.body);
      return node.otherwise ? `${body} (or ${readable(node.otherwise)})` : body;
    }
    case 'template':
      return '‹…›';
    default:
      return '';
  }
}

function readablePipe(pipe: TemplatePipe): string {
  const [only, ...others] = pipe.commands.flat();
  if (only?.kind === 'string' && others.length === 0) return only.value;
  return `‹${subjectOf(pipe) ?? '…'}›`;
}

/** What an action prints: the first label, value or threshold in it. */
function subjectOf({ commands }: TemplatePipe): string | undefined {
  for (const command of commands) {
    for (const [index, operand] of command.entries()) {
      const found = subjectOfOperand(operand, command[index + 1]);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function subjectOfOperand(operand: TemplateOperand, next: TemplateOperand | undefined): string | undefined {
  switch (operand.kind) {
    case 'variable': {
      const { name, fields } = operand;
      if (name === '$labels') return fields[0] ?? (next?.kind === 'string' ? next.value : 'labels');
      return fields.at(-1)?.toLowerCase() ?? (name.slice(1) || undefined);
    }
    case 'field': {
      const [first, label] = operand.fields;
      return first === 'Labels'
        ? (label ?? (next?.kind === 'string' ? next.value : 'labels'))
        : first?.toLowerCase();
    }
    case 'chain':
      return operand.fields.at(-1);
    case 'pipe':
      return subjectOf(operand.pipe);
    default:
      return undefined;
  }
}
