import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder of definitions with a `bundle.ts`. */
export interface BundleFolder {
  readonly name: string;
  readonly folder: string;
  /** The table of contents, relative to the folder of definitions, with `/`. */
  readonly entry: string;
  /** Scenario files, likewise. */
  readonly scenarios: readonly string[];
}

const entryNames = ['bundle.ts', 'bundle.js', 'bundle.mjs'];

/** The bundles in a folder of definitions, by name. Folders without a `bundle.ts` are libraries. */
export function findBundles(definitions: string): BundleFolder[] {
  const found: BundleFolder[] = [];
  for (const { name } of foldersIn(definitions)) {
    const folder = join(definitions, name);
    const entry = entryNames.find((file) => existsSync(join(folder, file)));
    if (entry === undefined) continue;
    found.push({ name, folder, entry: `${name}/${entry}`, scenarios: scenarioFiles(folder, name) });
  }
  return found.sort((a, b) => compare(a.name, b.name));
}

/** The file with the team's settings of checks and checks of its own, where there is one. */
export function findChecks(definitions: string): string | undefined {
  return existsSync(join(definitions, 'checks.ts')) ? 'checks.ts' : undefined;
}

/** The bundle's runbooks as Markdown, by file name without `.md`. */
export function readRunbooks(folder: string): Record<string, string> {
  const runbooks: Record<string, string> = {};
  for (const file of filesIn(join(folder, 'runbooks'), '.md')) {
    runbooks[file.slice(0, -'.md'.length)] = readFileSync(join(folder, 'runbooks', file), 'utf8');
  }
  return runbooks;
}

function scenarioFiles(folder: string, name: string): string[] {
  return filesIn(join(folder, 'scenarios'), '.ts').map((file) => `${name}/scenarios/${file}`);
}

function filesIn(folder: string, suffix: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .sort(compare);
}

function foldersIn(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
}

/** By code unit, the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
