import { DefinitionError, type Place } from '../catalog/index.js';
import { made, shown } from '../catalog/shape/index.js';
import { looksRandom, secretsIn, urlWithToken } from './secret-patterns.js';

/** A secret by the file that holds it where it is used: definitions and everything made from them are committed. */
export interface SecretFile {
  readonly type: 'secretFile';
  /** A name (`slack-url`), found in the folder of secrets of whatever reads it, or an absolute path. */
  readonly file: string;
}

/**
 * Names the file that holds a secret: `secretFile('slack-url')`. Alertmanager reads it from its folder of secrets,
 * Grafana's provisioning from the environment variable of that name (`$SLACK_URL`).
 */
export function secretFile(file: string): SecretFile {
  if (typeof file !== 'string')
    throw new DefinitionError(`secretFile takes the name of a file, and got ${shown(file)}`);
  const found = secretIn(file);
  if (found)
    throw new DefinitionError(`secretFile takes the name of a file, not the secret: it got ${found}`);
  if (!/^\/?[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/.test(file)) {
    throw new DefinitionError(
      `secretFile('${file}'): the name of a file has letters, digits, '.', '_', '-' and '/'`,
    );
  }
  return { type: 'secretFile', file };
}

export const secretShape = made("secretFile('slack-url')", 'secretFile');

export function isSecretFile(value: unknown): value is SecretFile {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'secretFile';
}

/** The path of a secret for a program that keeps its secrets in `folder`. */
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

/** Where nothing but an address or a name is expected, these give a secret away too; in a sentence they are words. */
const inSettings: readonly (readonly [RegExp, string])[] = [
  [/:\/\/[^/\s:@]*:[^/\s@]+@/, 'a URL with a password'],
  [/[?&;](token|key|api_?key|access_token|secret|sig|signature|password|code)=[^&\s]/i, 'a URL with a token'],
  [/^(bearer|basic|token)\s+\S{8,}/i, 'an Authorization header'],
  [/^[0-9a-f]{32,}$/i, 'a key'],
];

/** What kind of secret the value of a setting looks like, or nothing. A message never repeats the value itself. */
export function secretIn(text: string): string | undefined {
  const [found] = secretsIn(text);
  if (found) return found.kind;
  const sign = inSettings.find(([pattern]) => pattern.test(text));
  if (sign) return sign[1];
  const path = /:\/\/[^/\s]+(\/\S*)/.exec(text)?.[1] ?? '';
  return path.split(/[/?#&=]/).some(looksRandom) ? urlWithToken : undefined;
}

/** Settings that hold a secret whatever it looks like: a password may be a word. */
const secretKeys = /^(.*_)?(password|passwd|secret|token|api_?key|routing_?key|credentials)$/i;

/** A part of a path that only looks like a token can be kept, where the definition can say so. */
function hint(found: string, where: string): string {
  return found === urlWithToken && where.startsWith('receiver ')
    ? `. Where it is none: receiver(…, { suppress: [{ check: 'definition/secret', reason: '…' }] })`
    : '';
}

/**
 * Refuses a secret written anywhere into a definition.
 *
 * @param accepts Asked of what was found: true keeps it.
 * @throws DefinitionError that says where it is, and not what it is
 */
export function refuseSecrets(
  value: unknown,
  where: string,
  place?: Place,
  accepts: (found: string) => boolean = () => false,
): void {
  if (isSecretFile(value) || value === null || value === undefined) return;
  if (typeof value === 'string') {
    const key = where.slice(where.lastIndexOf('.') + 1);
    const found = secretIn(value) ?? (secretKeys.test(key) && value !== '' ? 'a secret' : undefined);
    if (found && !accepts(found)) {
      throw new DefinitionError(
        `${where} holds ${found}: definitions are committed. Keep it in a file and name that: secretFile('slack-url')${hint(found, where)}`,
        place,
      );
    }
    return;
  }
  if (typeof value !== 'object' || value instanceof RegExp) return;
  for (const [key, content] of Object.entries(value))
    refuseSecrets(content, `${where}.${key}`, place, accepts);
}
