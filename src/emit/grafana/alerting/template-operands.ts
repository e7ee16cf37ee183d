import type { TemplateOperand, TemplatePipe } from '../../../engine/index.js';
import { heldByOperand, heldOf, type Place } from './template-held.js';

/** A pipeline with Grafana's names of the data and of variables. */
export function pipeOf(pipe: TemplatePipe, place: Place): TemplatePipe {
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

/** Predefined variables of a rule's text, as fields of its data. */
const ofRule: ReadonlyMap<string, readonly string[]> = new Map([
  ['$labels', ['Labels']],
  ['$value', ['Value']],
  ['$externalURL', ['ExternalURL']],
  ['$threshold', ['Threshold']],
]);

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
export function renamed(name: string): string {
  return name === '$' ? name : `$µ${name.slice(1)}`;
}
