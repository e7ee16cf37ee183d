import {
  choice,
  type Fields,
  jsonObject as json,
  matching,
  required,
  text,
} from '../../catalog/shape/index.js';
import { type VariableData, type VariableHide, variableHides } from '../../grafana/index.js';

/** What variables of all types have. */
export interface VariableOptions {
  readonly name: string;
  /** What people read before it. @default its name */
  readonly label?: string;
  readonly description?: string;
  /** What is not shown above the panels: its label, all of it, or it is in the menu of controls. @default nothing */
  readonly hide?: VariableHide;
  /** Anything else of Grafana's variable, merged last. */
  readonly json?: VariableData;
}

export const variableName = matching(/^\w+$/, 'a name of letters, digits and _, as $name in a query');

export const variableFields: Fields<VariableOptions> = {
  name: required(variableName),
  label: text,
  description: text,
  hide: choice(...Object.keys(variableHides)),
  json,
};
