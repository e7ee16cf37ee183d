import { choice, type Fields, matching, required, text } from '../../catalog/shape/index.js';

/** What variables of all types have. */
export interface VariableOptions {
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  readonly hide?: 'label' | 'variable';
}

export const variableName = matching(/^\w+$/, 'a name of letters, digits and _, as $name in a query');

export const variableFields: Fields<VariableOptions> = {
  name: required(variableName),
  label: text,
  description: text,
  hide: choice('label', 'variable'),
};
