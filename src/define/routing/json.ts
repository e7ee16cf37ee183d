import { DefinitionError, type Place } from '../../catalog/index.js';
import { isRecord, recordOf } from '../../plain.js';
import { type Fields, keyOf } from './integrations/field.js';

/**
 * Rejects fields in `json` that an option sets, and secrets, which only options can contain.
 *
 * @throws DefinitionError with the name of the option
 */
export function refuseJson(
  fields: Fields,
  options: object,
  json: Readonly<Record<string, unknown>> | undefined,
  where: string,
  place: Place,
): void {
  if (!json) return;
  for (const [name, field] of Object.entries(fields)) {
    const key = keyOf(name, field);
    const option = recordOf(options)[name];
    if (key === undefined) continue;
    const keys = field.as === 'secret' || field.as === 'value or secret' ? [key, `${key}_file`] : [key];
    const found = keys.find((one) => Object.hasOwn(json, one));
    if (found === undefined) continue;
    const inner = json[found];
    if (field.as === 'secret' || (option !== undefined && !(isRecord(option) && isRecord(inner)))) {
      throw new DefinitionError(
        `${where}.json has ${found}, which ${field.as === 'secret' ? 'is a secret' : `the option ${name} sets too`}`,
        place,
        {
          expected: `the option ${name}${field.as === 'secret' ? `: secretFile('…')` : ', and nothing of it in json'}`,
        },
      );
    }
    if (field.as === 'object' && field.fields && isRecord(inner))
      refuseJson(field.fields, isRecord(option) ? option : {}, inner, `${where}.${name}`, place);
  }
}
