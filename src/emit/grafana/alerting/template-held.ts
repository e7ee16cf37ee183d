import type { TemplateOperand, TemplatePipe } from '../../../engine/index.js';
import type { Held, Scope } from './template-scope.js';

/** What dot, `$` and the variables are at a place of a template. */
export interface Place {
  readonly dot: Held;
  readonly dollar: Held;
  readonly scope: Scope;
}

/** What a pipeline returns. It is the data only if the pipeline consists of nothing else. */
export function heldBy({ commands }: TemplatePipe, place: Place): Held {
  const operands = commands.flat();
  const held = operands.map((operand) => heldByOperand(operand, place));
  if (held.includes('lost')) return 'lost';
  if (!held.includes('data')) return 'other';
  return operands.length === 1 ? 'data' : 'lost';
}

export function heldByOperand(operand: TemplateOperand, place: Place): Held {
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

export function heldOf(name: string, place: Place): Held {
  return name === '$' ? place.dollar : (place.scope.held(name) ?? 'other');
}

/** What a field of the data is, or they themselves without one. */
function fieldOfData([first]: readonly string[]): Held {
  if (first === undefined) return 'data';
  return first === 'ExternalLabels' ? 'lost' : 'other';
}

/** `query` queries Prometheus; the functions for links have different arguments in Grafana. */
const unknownToGrafana = new Set(['query', 'graphLink', 'tableLink']);
