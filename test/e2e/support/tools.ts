import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { repository } from './folders.js';

export {
  freePort,
  mustRun,
  type ProcessOptions,
  type RunningProcess,
  type RunOptions,
  type RunResult,
  run,
  startProcess,
} from './processes.js';

const installer = join(repository, 'scripts', 'tools', 'install.sh');
let folders: string[] | undefined;
/** Installed as system packages, so they are on PATH. */
const packaged = ['openssl', 'docker-registry', 'chromium'];

/** Absolute path of a real component's binary. A missing one is an error, never a reason to skip a test. */
export function tool(name: string): string {
  // Only the installer knows where it puts things: the folders are named by a hash of their content.
  folders ??= execFileSync('bash', [installer, '--path'], { encoding: 'utf8' }).trim().split(':');
  const system = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  for (const folder of packaged.includes(name) ? system : folders) {
    if (executable(join(folder, name))) return join(folder, name);
  }
  throw new Error(`${name} is not installed: run ${relative(repository, installer)}`);
}

/** A folder that was installed next to the binaries, such as the providers' mirror. */
export function installed(binary: string, folder: string): string {
  return join(dirname(dirname(tool(binary))), folder);
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
