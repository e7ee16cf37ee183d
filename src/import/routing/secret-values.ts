import type { Path } from '../read/origin.js';
import { isPlain, type Plain, plain } from '../read/plain.js';
import { type Reading, readText, refuse } from './reading.js';
import { isSecret } from './secrets.js';

/** A key of a Secret, or of a ConfigMap. */
export function readSelector(value: unknown, path: Path, reading: Reading): unknown {
  const { name, key } = plain(value);
  if (typeof name === 'string' && name !== '' && typeof key === 'string' && key !== '')
    return reading.secrets.selected(name, key);
  refuse(reading, path, 'expected a key of a Secret: { name, key }');
  return undefined;
}

/** Alertmanager takes addresses with http or https and a host; templates it reads when it sends. */
export function refuseNoUrl(text: string, path: Path, reading: Reading): void {
  if (!/(^|_)url$/.test(String(path.at(-1))) || text.includes('{{')) return;
  // Alertmanager's API returns this instead of a secret, and Alertmanager accepts it as one.
  if (text === '<secret>') return;
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed && /^https?:$/.test(parsed.protocol) && parsed.host !== '') return;
  const scheme = JSON.stringify(parsed?.protocol.slice(0, -1) ?? '');
  refuse(
    reading,
    path,
    `unsupported scheme ${scheme} for URL: expected one that begins with https:// or http:// and a host`,
  );
}

/** Data without the texts that definitions refuse as secrets; undefined where nothing else is left. */
export function withoutSecrets(key: string, value: unknown, path: Path, reading: Reading): unknown {
  if (Array.isArray(value))
    return value.flatMap((one: unknown, index) => withoutSecrets(key, one, [...path, index], reading) ?? []);
  if (isPlain(value)) {
    const entries = Object.entries(value).map(
      ([name, one]) => [name, withoutSecrets(name, one, [...path, name], reading)] as const,
    );
    return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
  }
  if (!isSecret(key, value)) return value;
  reading.secrets.leaveOut(reading.origin, path);
  return undefined;
}

/** The routing key of VictorOps names a team: its name alone makes no secret of it. */
export function nameForSecrets(name: string): string {
  return name === 'routingKey' ? 'team' : name;
}

export const bearerKeys = new Set([
  'bearer_token',
  'bearer_token_file',
  'bearer_token_secret',
  'bearerTokenSecret',
]);

/** A token in the form of `bearer_token`, as it is written today. */
export function bearerOf(given: Plain, path: Path, wanted: string, reading: Reading): Plain | undefined {
  const { bearer_token: token, bearer_token_file: file, bearerTokenSecret } = given;
  const selector = bearerTokenSecret ?? given.bearer_token_secret;
  if (selector) {
    const credentials = readSelector(selector, [...path, 'bearerTokenSecret'], reading);
    return credentials ? { type: 'Bearer', credentials } : undefined;
  }
  const text =
    token === undefined || token === null ? '' : readText(token, [...path, 'bearer_token'], reading);
  const named =
    file === undefined || file === null ? '' : readText(file, [...path, 'bearer_token_file'], reading);
  if (text && named)
    refuse(reading, path, 'at most one of bearer_token & bearer_token_file must be configured');
  const { secrets, origin } = reading;
  if (text)
    return {
      type: 'Bearer',
      credentials: secrets.keep(text, `${wanted} bearer_token`, origin, [...path, 'bearer_token']),
    };
  return named ? { type: 'Bearer', credentials: secrets.named(named) } : undefined;
}
