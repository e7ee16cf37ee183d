import { DefinitionError, type Place } from '../catalog/index.js';

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

/** What gives a text away, and how to call it: a message never repeats the text itself. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/hooks\.slack\.com\/(services|workflows|triggers)\//i, 'a Slack webhook URL'],
  [/\bx(ox[a-z]|app)-[A-Za-z0-9-]{8,}/, 'a Slack token'],
  [/discord(app)?\.com\/api\/webhooks\//i, 'a Discord webhook URL'],
  [/\.webhook\.office\.com\/|\.logic\.azure\.com[:/]|\.powerplatform\.com[:/]/i, 'a Teams webhook URL'],
  [/:\/\/[^/\s:@]*:[^/\s@]+@/, 'a URL with a password'],
  [/[?&;](token|key|api_?key|access_token|secret|sig|signature|password|code)=[^&\s]/i, 'a URL with a token'],
  [/^(bearer|basic|token)\s+\S{8,}/i, 'an Authorization header'],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/, 'a JSON web token'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\b(gh[pousr]_|github_pat_|glpat-|glsa_|glc_|sk-|AKIA)[A-Za-z0-9_-]{12,}/, 'an access token'],
  [/^[0-9a-f]{32,}$/i, 'a key'],
];

/** What kind of secret a text looks like, or nothing. */
export function secretIn(text: string): string | undefined {
  const sign = signs.find(([pattern]) => pattern.test(text));
  if (sign) return sign[1];
  const path = /:\/\/[^/\s]+(\/\S*)/.exec(text)?.[1] ?? '';
  return path.split(/[/?#&=]/).some(looksRandom) ? urlWithToken : undefined;
}

/** What a URL is said to be whose path has a part that looks random: the one sign that can be wrong. */
export const urlWithToken = 'a URL with a token in its path';

/**
 * Long, of capitals, small letters and digits that change every few characters. Words that are written together,
 * such as `PrometheusAlerts2024Production`, make up most of a name; of a hundred tokens of 62 characters at random,
 * one has as many words of four letters, and runs of letters or digits as long.
 */
export function looksRandom(part: string): boolean {
  if (part.length < 20 || !/[a-z]/.test(part) || !/[A-Z]/.test(part) || !/[0-9]/.test(part)) return false;
  const runs = part.match(/[A-Z]?[a-z]+|[A-Z]+|[0-9]+/g) ?? [];
  const words = runs.filter((run) => /[a-z]{3}/.test(run)).join('');
  return part.length / runs.length < 3 || words.length / part.length < 0.5;
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
