import { readFileSync } from 'node:fs';
import { codeOf } from '../../errors/caught.js';
import { UsageError } from '../../errors/usage-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * HTTP headers with credentials: from the environment, and from a file with lines `Name: value`, which has precedence.
 * Never from arguments, which every user of the machine can see.
 *
 * @throws UsageError for a file that cannot be read or parsed; the message never contains its content
 */
export function credentialHeaders(
  file: string | undefined,
  environment: Environment,
): Record<string, string> {
  const headers: Record<string, string> = {};
  const authorization = fromEnvironment(environment);
  if (authorization !== undefined) headers.authorization = authorization;
  if (file !== undefined) Object.assign(headers, fromFile(file));
  return headers;
}

/** The values of headers that must not be in a message. The name of a tenant is not secret. */
export function headerSecrets(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (name === 'x-scope-orgid') return [];
    const [, scheme = '', rest = ''] = /^(\S+)\s+(.+)$/.exec(value) ?? [];
    const login = /^basic$/i.test(scheme) ? Buffer.from(rest, 'base64').toString('utf8') : '';
    return [value, rest, login.slice(login.indexOf(':') + 1)].filter((secret) => secret !== '');
  });
}

function fromEnvironment(environment: Environment): string | undefined {
  const token = environment.DASHWRIGHT_PROMETHEUS_TOKEN?.trim();
  const user = environment.DASHWRIGHT_PROMETHEUS_USER;
  const password = environment.DASHWRIGHT_PROMETHEUS_PASSWORD;
  if (token) return `Bearer ${clean(token, 'DASHWRIGHT_PROMETHEUS_TOKEN')}`;
  if (!user) return undefined;
  if (user.includes(':')) throw new UsageError('DASHWRIGHT_PROMETHEUS_USER cannot have a colon');
  return `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}`;
}

function fromFile(file: string): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read the header file ${file}: ${codeOf(error)}`);
  }
  const headers: Record<string, string> = {};
  text.split('\n').forEach((line, index) => {
    const content = line.trim();
    if (content === '' || content.startsWith('#')) return;
    const [, name, value] = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+):\s*(.+)$/.exec(content) ?? [];
    const where = `line ${index + 1} of ${file}`;
    if (name === undefined || value === undefined) throw new UsageError(`${where} is not "Name: value"`);
    headers[name.toLowerCase()] = clean(value, where);
  });
  return headers;
}

/** A header is one line of printable ASCII; anything else would fail later with the secret in the message. */
function clean(value: string, where: string): string {
  if (!/^[\x20-\x7e]+$/.test(value))
    throw new UsageError(`${where} contains characters that a header cannot have`);
  return value;
}
