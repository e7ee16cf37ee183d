import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { removeFolder, repository, temporaryFolder } from './folders.js';
import { installed, type RunResult, run, tool } from './tools.js';

/**
 * Runs tofu in a folder, with the providers of the test-only mirror and without a registry. Init, plan and
 * apply write files to the folder, so inside the checkout only read-only commands are allowed (fmt,
 * version): use a `workspace` for the others.
 */
export function tofu(folder: string, ...args: string[]): Promise<RunResult> {
  const inside = relative(repository, resolve(folder));
  const reading = args[0] === 'version' || (args[0] === 'fmt' && args.includes('-check'));
  if (!inside.startsWith('..') && !reading) {
    throw new Error(`tofu ${args[0]} would leave files in ${inside}: copy it with workspace({ from }) first`);
  }
  return run(tool('tofu'), args, {
    cwd: resolve(folder),
    env: environment(),
    timeout: 180_000,
  });
}

export interface Workspace {
  folder: string;
  tofu(...args: string[]): Promise<RunResult>;
  remove(): void;
}

/** A folder outside of the checkout with a copy of a module, or with the given files, or both. */
export function workspace(content: { from?: string; files?: Record<string, string> }): Workspace {
  const folder = temporaryFolder('tofu');
  if (content.from !== undefined) {
    cpSync(content.from, folder, { recursive: true, filter: (path) => basename(path) !== '.terraform' });
  }
  for (const [path, text] of Object.entries(content.files ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return {
    folder,
    tofu: (...args) => tofu(folder, ...args),
    remove: () => removeFolder(folder),
  };
}

/** The environment of tofu, for tests that start it themselves. */
export function environment(): Record<string, string | undefined> {
  return {
    // Variables of the caller's shell must not reach the module under test.
    ...Object.fromEntries(
      Object.keys(process.env)
        .filter((name) => name.startsWith('TF_'))
        .map((name) => [name, undefined]),
    ),
    TF_CLI_CONFIG_FILE: configurationFile(),
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    TF_CLI_ARGS: '-no-color',
    CHECKPOINT_DISABLE: '1',
  };
}

/** Next to the mirror, because it contains the mirror's path. */
function configurationFile(): string {
  const file = installed('terraform-provider', 'tofurc');
  const mirror = JSON.stringify(installed('terraform-provider', 'mirror'));
  // No `direct` block: a provider that is missing from the mirror is not downloaded.
  const content = `provider_installation {\n  filesystem_mirror {\n    path = ${mirror}\n  }\n}\n`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== content) writeFileSync(file, content);
  return file;
}
