import {
  choice,
  type Fields,
  jsonObject as json,
  matching,
  required,
  text,
} from '../../catalog/shape/index.js';
import { type VariableData, type VariableHide, variableHides } from '../../grafana/index.js';

/** Options of the variables of all types. */
export interface VariableOptions {
  /** Name of the variable, `$name` in queries: letters, digits and `_`. */
  readonly name: string;
  /** Label of the variable. @default the name */
  readonly label?: string;
  /** Description, shown as a tooltip. */
  readonly description?: string;
  /**
   * Hides the label or the whole variable, or moves it to the menu of dashboard controls.
   *
   * @default nothing is hidden
   */
  readonly hide?: VariableHide;
  /** Further fields of Grafana's variable, merged last. */
  readonly json?: VariableData;
}

/** Two underscores begin the names of Grafana's own variables: its editor refuses them. */
export const variableName = matching(
  /^(?!__)\w+$/,
  'a name of letters, digits and _, as $name in a query, which does not begin with __',
);

export const variableFields: Fields<VariableOptions> = {
  name: required(variableName),
  label: text,
  description: text,
  hide: choice(...Object.keys(variableHides)),
  json,
};
