import { textOf } from '../../read/plain.js';
import { type Json, jsonOf, objectsIn, variablesOf } from './step.js';

/**
 * What a shared dashboard asks whoever imports it: a data source becomes a variable with which one is chosen, a constant
 * a variable that is not shown.
 */
export function inputsAsVariables(dashboard: Json): void {
  const inputs = objectsIn(dashboard.__inputs);
  if (inputs.length === 0) return;
  const variables = variablesOf(dashboard);
  const known = new Set(variables.map(({ name }) => name));
  const added = inputs.flatMap((input): Json[] => {
    const name = textOf(input.name);
    if (name === '' || known.has(name) || !JSON.stringify(dashboard).includes(`\${${name}}`)) return [];
    if (input.type === 'datasource') {
      const label = textOf(input.label);
      return [
        {
          type: 'datasource',
          name,
          query: textOf(input.pluginId),
          ...(label !== '' && label !== name && { label }),
          refresh: 1,
          options: [],
          current: {},
        },
      ];
    }
    if (input.type === 'constant') {
      const value = textOf(input.value);
      return [
        { type: 'constant', name, query: value, hide: 2, current: { value, text: value }, options: [] },
      ];
    }
    return [];
  });
  dashboard.templating = { ...jsonOf(dashboard.templating), list: [...added, ...variables] };
  delete dashboard.__inputs;
}
