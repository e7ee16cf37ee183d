import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ShipError } from '../ship-error.js';

/** Credentials, which are never in a message. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** The source of the credentials, for messages. */
  readonly from: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The credentials for a registry: from the environment, otherwise from the files of `docker login` and `helm registry
 * login`, with their credential helper if one is configured.
 *
 * @throws ShipError for a file that cannot be read
 */
export function findCredentials(host: string, environment: Environment): Credentials | undefined {
  const { DASHWRIGHT_REGISTRY_USERNAME: username, DASHWRIGHT_REGISTRY_PASSWORD: password } = environment;
  if (username && password) return { username, password, from: 'DASHWRIGHT_REGISTRY_USERNAME' };
  for (const file of loginFiles(environment)) {
    const found = existsSync(file) ? fromFile(file, host) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The credentials as the value of a header. */
export function basic({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function loginFiles(environment: Environment): string[] {
  const home = environment.HOME ?? homedir();
  const helm =
    environment.HELM_CONFIG_HOME ?? join(environment.XDG_CONFIG_HOME ?? join(home, '.config'), 'helm');
  return [
    environment.HELM_REGISTRY_CONFIG ?? join(helm, 'registry', 'config.json'),
    join(environment.DOCKER_CONFIG ?? join(home, '.docker'), 'config.json'),
  ];
}

interface LoginFile {
  readonly auths?: Readonly<Record<string, { readonly auth?: string }>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

function fromFile(file: string, host: string): Credentials | undefined {
  const { auths = {}, credHelpers = {}, credsStore } = readLogins(file);
  const helper = credHelpers[host] ?? (Object.hasOwn(auths, host) ? credsStore : undefined);
  if (helper !== undefined) return askHelper(helper, host);
  const auth = auths[host]?.auth ?? auths[`https://${host}`]?.auth;
  if (!auth) return undefined;
  const decoded = Buffer.from(auth, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) throw new ShipError(`invalid credentials for ${host} in ${file}: log in again`);
  return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1), from: file };
}

function readLogins(file: string): LoginFile {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LoginFile;
  } catch {
    // The parser's message would contain a part of the file.
    throw new ShipError(`cannot read the credentials in ${file}: it is not JSON`);
  }
}

/** The protocol of docker's credential helpers: the host on standard input, JSON on standard output. */
function askHelper(name: string, host: string): Credentials | undefined {
  const program = `docker-credential-${name}`;
  if (!/^[A-Za-z0-9._-]+$/.test(name))
    throw new ShipError(`${JSON.stringify(name)} is not a credential helper`);
  try {
    const answer = execFileSync(program, ['get'], {
      input: host,
      encoding: 'utf8',
      timeout: 30_000,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const { Username: username, Secret: password } = JSON.parse(answer) as {
      Username?: string;
      Secret?: string;
    };
    return username && password ? { username, password, from: program } : undefined;
  } catch {
    throw new ShipError(`the credential helper ${program} has no credentials for ${host}`);
  }
}
