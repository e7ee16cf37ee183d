import { basename, dirname, resolve } from 'node:path';
import type { Finding } from '../../check/index.js';
import {
  codeOf,
  filesUnder,
  finding,
  pathIn,
  script,
  type UnreadOptions,
  withoutEnding,
  withoutIndex,
} from './files.js';

export interface UnreadScript {
  /** Absolute. */
  readonly file: string;
  readonly definesScenario: boolean;
}

/** Scripts that define something for dashwright, and that nothing which is read imports. */
export function unreadScripts(
  files: readonly string[],
  { definitions, read }: UnreadOptions,
): UnreadScript[] {
  const unread = files
    .filter((file) => script.test(file) && !/\.d\.[cm]?ts$/.test(file) && !read.has(file))
    .map((file) => ({ file, text: codeOf(file) }))
    .filter(({ file, text }) => isDefinition(file, text));
  if (unread.length === 0) return [];
  const imported = importedFrom(definitions, new Set(unread.map(({ file }) => file)));
  return unread
    .filter(({ file }) => isEntry(file) || !isImported(file, imported))
    .map(({ file, text }) => ({ file, definesScenario: scenarioCall.test(text) }));
}

const imports =
  /\bimport\s+(?!type\b)(\*\s*as\s+\w+|\w+(?:\s*,\s*\{[^}]*\})?|\{[^}]*\})\s*from\s*['"]dashwright(\/[\w-]+)?['"]/g;
const scenarioCall = /\bscenario\s*\(/;

/** Whether it uses values of dashwright. A file of types only, or a test of a test runner, is no definition. */
function isDefinition(file: string, text: string): boolean {
  if (/\.(test|spec)\.[cm]?[jt]sx?$/.test(file) && !scenarioCall.test(text)) return false;
  if (/from\s*['"](vitest|node:test|@jest\/globals|bun:test|dashwright\/test-kit)['"]/.test(text))
    return false;
  return [...text.matchAll(imports)].some(([, names = '']) => !areTypes(names));
}

function areTypes(names: string): boolean {
  const inner = /^\{([^}]*)\}$/.exec(names)?.[1];
  return inner?.split(',').every((name) => /^\s*(type\s|$)/.test(name)) ?? false;
}

/** Files, without their endings, that scripts other than the given ones import, if only for types. */
function importedFrom(definitions: string, without: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of filesUnder(definitions).files) {
    if (!script.test(file) || without.has(file)) continue;
    for (const [, , path = ''] of codeOf(file).matchAll(
      /\b(from|import|require)\b\s*\(?\s*['"](\.[^'"]*)['"]/g,
    ))
      found.add(withoutEnding(resolve(dirname(file), path)));
  }
  return found;
}

function isImported(file: string, imported: ReadonlySet<string>): boolean {
  const path = withoutEnding(file);
  return imported.has(path) || imported.has(withoutIndex(path));
}

/** A file of the name of a bundle's entry: importing `./bundle.js` is no sign that it is read. */
export function isEntry(file: string): boolean {
  return basename(withoutEnding(file)) === 'bundle';
}

export function isSettings(file: string): boolean {
  const name = basename(withoutEnding(file)).toLowerCase();
  return name === 'checks' || name === 'check';
}

const scenariosAre = 'scenarios are the files *.ts directly in the folder scenarios of a bundle';

export function scriptFinding({ definitions }: UnreadOptions): (unread: UnreadScript) => Finding {
  return ({ file, definesScenario }) => {
    const path = pathIn(definitions, file);
    if (definesScenario)
      return finding(path, 'error', `${path} is not read, so its scenarios do not run`, {
        expected: scenariosAre,
      });
    return finding(path, 'warning', `${path} is not imported, so nothing that it defines is built`, {
      expected: 'an import in bundle.ts or in a file that bundle.ts imports; otherwise remove the file',
    });
  };
}

export function entryFinding(file: string, entry: string, { definitions }: UnreadOptions): Finding {
  const path = pathIn(definitions, file);
  return finding(path, 'warning', `${path} is not read: the bundle is ${entry}`, {
    expected: 'one of the two files',
  });
}

/** A bundle that is not found where it is. */
export function nestedFinding(file: string, { definitions }: UnreadOptions): Finding {
  const path = pathIn(definitions, file);
  return finding(path, 'error', `the bundle ${path} is not read: nothing is built from it`, {
    expected: `a folder directly in the folder of definitions: ${basename(dirname(file))}/${basename(file)}`,
  });
}

export function settingsFinding(file: string, { definitions }: UnreadOptions): Finding {
  const path = pathIn(definitions, file);
  return finding(path, 'error', `${path} is not read: the settings of checks are in checks.ts`, {
    expected: 'the name checks.ts',
  });
}
