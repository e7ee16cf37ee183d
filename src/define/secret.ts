import { DefinitionError, type Place } from '../catalog/index.js';
import { made, shown } from '../catalog/shape/index.js';
import { looksRandom, secretsIn, urlWithToken } from './secret-patterns.js';

/**
 * A reference to a file with a secret. Secrets are not written in definitions, as these and their outputs are
 * committed.
 */
export interface SecretFile {
  readonly type: 'secretFile';
  /** A name (`slack-url`) in the folder of secrets of the program that reads it, or an absolute path. */
  readonly file: string;
}

/**
 * Refers to the file that contains a secret. Alertmanager reads it from its folder of secrets, Grafana's provisioning
 * from the environment variable of that name (`$SLACK_URL`).
 *
 * @throws DefinitionError for a secret instead of the name of its file, and for characters that a file name cannot have
 * @example secretFile('slack-url')
 */
export function secretFile(file: string): SecretFile {
  if (typeof file !== 'string')
    throw new DefinitionError(`secretFile takes the name of a file, not ${shown(file)}`);
  const found = secretIn(file);
  if (found)
    throw new DefinitionError(`secretFile takes the name of a file, not the secret itself: this is ${found}`);
  if (!/^\/?[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/.test(file)) {
    throw new DefinitionError(
      `secretFile('${file}'): a file name consists of letters, digits, '.', '_', '-' and '/'`,
    );
  }
  return { type: 'secretFile', file };
}

export const secretShape = made("secretFile('slack-url')", 'secretFile');

export function isSecretFile(value: unknown): value is SecretFile {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'secretFile';
}

/** The path of a secret for a program with its secrets in `folder`. */
export function secretPath({ file }: SecretFile, folder: string): string {
  return file.startsWith('/') ? file : `${folder}/${file}`;
}

/** The environment variable for a secret: `slack-url` is `SLACK_URL`, `team/slack-url` is `TEAM_SLACK_URL`. */
export function secretVariable({ file }: SecretFile): string {
  return file
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/^_/, '');
}

/** Further patterns, for values that are an address or a name; in a sentence these can be ordinary words. */
const inSettings: readonly (readonly [RegExp, string])[] = [
  [/:\/\/[^/\s:@]*:[^/\s@]+@/, 'a URL with a password'],
  [/[?&;](token|key|api_?key|access_token|secret|sig|signature|password|code)=[^&\s]/i, 'a URL with a token'],
  [/^(bearer|basic|token)\s+\S{8,}/i, 'an Authorization header'],
  [/^[0-9a-f]{32,}$/i, 'a key'],
];

/** The kind of secret that the value of a setting looks like, if any. Messages never repeat the value itself. */
export function secretIn(text: string): string | undefined {
  const [found] = secretsIn(text);
  if (found) return found.kind;
  const sign = inSettings.find(([pattern]) => pattern.test(text));
  if (sign) return sign[1];
  const path = /:\/\/[^/\s]+(\/\S*)/.exec(text)?.[1] ?? '';
  return path.split(/[/?#&=]/).some(looksRandom) ? urlWithToken : undefined;
}

/** Settings that always are a secret: a password can be an ordinary word. */
const secretKeys = /^(.*_)?(password|passwd|secret|token|api_?key|routing_?key|credentials)$/i;

/** A part of a path that only looks like a token can be accepted, if the definition supports suppressions. */
function hint(found: string, where: string): string {
  return found === urlWithToken && where.startsWith('receiver ')
    ? `. If it is not a secret: receiver(…, { suppress: [{ check: 'definition/secret', reason: '…' }] })`
    : '';
}

/**
 * Rejects a literal secret anywhere in a definition.
 *
 * @param accepts Whether to accept what was found.
 * @param within Objects that contain the value.
 * @throws DefinitionError that says where the secret is, without repeating it
 */
export function refuseSecrets(
  value: unknown,
  where: string,
  place?: Place,
  accepts: (found: string) => boolean = () => false,
  within: readonly object[] = [],
): void {
  if (isSecretFile(value) || value === null || value === undefined) return;
  if (typeof value === 'string') {
    const key = where.slice(where.lastIndexOf('.') + 1);
    const found = secretIn(value) ?? (secretKeys.test(key) && value !== '' ? 'a secret' : undefined);
    if (found && !accepts(found)) {
      throw new DefinitionError(
        `${where} contains ${found}: definitions are committed. Store it in a file and refer to it: secretFile('slack-url')${hint(found, where)}`,
        place,
      );
    }
    return;
  }
  // What contains itself is a mistake of its own, which the shape of the options finds.
  if (typeof value !== 'object' || value instanceof RegExp || within.includes(value)) return;
  for (const [key, content] of Object.entries(value))
    refuseSecrets(content, `${where}.${key}`, place, accepts, [...within, value]);
}
