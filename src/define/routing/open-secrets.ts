import { DefinitionError, type Place } from '../../catalog/index.js';
import { isRecord, recordOf } from '../../plain.js';
import { isSecretFile } from '../secret.js';
import type { Fields } from './integrations/field.js';

/**
 * Rejects a literal secret in an option that takes only a file.
 *
 * @throws DefinitionError that says where the secret is, without repeating it
 */
export function refuseOpenSecrets(fields: Fields, options: object, where: string, place: Place): void {
  for (const [name, given] of Object.entries(options)) {
    const field = fields[name];
    if (!field || given === undefined) continue;
    const at = `${where}.${name}`;
    if (field.as === 'secret' && !isSecretFile(given) && !field.open?.some((value) => value === given)) {
      throw new DefinitionError(
        `${at} is a secret: keep it in a file and name that: secretFile('slack-url')`,
        place,
      );
    }
    if (!field.fields) continue;
    const inner = field.as === 'named objects' ? Object.values(recordOf(given)) : [given].flat();
    for (const each of inner) if (isRecord(each)) refuseOpenSecrets(field.fields, each, at, place);
  }
}
