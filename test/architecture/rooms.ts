import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a room of `src/` is for, and which rooms and packages it may import. */
export interface Room {
  readonly about: string;
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}
export type Rooms = Readonly<Record<string, Room>>;

export interface SourceFile {
  /** Relative to `src/`, with slashes. */
  readonly path: string;
  readonly text: string;
}

const source = fileURLToPath(new URL('../../src', import.meta.url));

export const rooms: Rooms = JSON.parse(readFileSync(join(source, 'rooms.json'), 'utf8'));

export function sourceFiles(): SourceFile[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/(^|[/\\])node_modules[/\\]/.test(path))
    .filter((path) => statSync(join(source, path)).isFile())
    .map((path) => ({
      path: relative(source, join(source, path)).replaceAll('\\', '/'),
      text: readFileSync(join(source, path), 'utf8'),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The folder under `src/`, or the name of a file directly in it; the page of the preview is a room of its
 * own.
 */
export function roomOf(path: string): string {
  if (path.startsWith('preview/page/')) return 'page';
  const [first = ''] = path.split('/');
  return first.replace(/\.tsx?$/, '');
}

/**
 * Every module that a file refers to, types included: each relative path in quotes that leads to a source
 * file, and what follows `from`, `import` and `require`.
 */
export function importsOf(
  file: SourceFile,
  paths: ReadonlySet<string>,
): { files: string[]; packages: string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const code = file.text.replace(/^\s*(\/\*\*?|\*|\/\/).*$/gm, '');
  for (const [, , target = ''] of code.matchAll(/(['"`])(\.{1,2}\/[^'"`\n]*)\1/g)) {
    const plain = posix.join(dirname(file.path), target).replace(/\.jsx?$/, '');
    const found = [`${plain}.ts`, `${plain}.tsx`, `${plain}/index.ts`, plain].find((path) => paths.has(path));
    if (found && found !== file.path) files.add(found);
  }
  for (const [, , name = ''] of code.matchAll(packageImport)) packages.add(packageOf(name));
  return { files: [...files], packages: [...packages] };
}

/** The files that are loaded with a file, before it runs: not types, nor what it imports when it needs it. */
export function loadedWith(entry: string, files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const loaded = new Set([entry]);
  for (const path of loaded) {
    for (const [, names = '', target = ''] of (byPath.get(path)?.text ?? '').matchAll(staticImport)) {
      const listed = /^\{([^}]*)\}/.exec(names)?.[1]?.split(',') ?? [''];
      if (listed.every((name) => /^\s*(type\s|$)/.test(name)) && names.startsWith('{')) continue;
      const found = posix.join(dirname(path), target).replace(/\.js$/, '.ts');
      if (byPath.has(found)) loaded.add(found);
    }
  }
  return [...loaded].sort();
}

const staticImport = /^(?:import|export)\s+(?!type\b)([^'";]*?)\s*(?:\bfrom\s+)?'(\.[^']*)'/gm;

const packageImport =
  /(?:\bfrom |\bimport |\b(?:import|require)\()(['"])((?:node:|@[a-z0-9-]+\/)?[a-z0-9][\w./-]*)\1/g;

/** `@scope/name/part` → `@scope/name`; `node:fs/promises` → `node:fs`. */
function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Violations, one per line. */
export function violations(table: Rooms, files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap((file) => {
    const name = roomOf(file.path);
    const room = table[name];
    if (!room) return [`${file.path}: src/rooms.json has no room ${name}`];
    const { files: imported, packages } = importsOf(file, paths);
    return [
      ...imported
        .filter((path) => roomOf(path) !== name && !room.imports.includes(roomOf(path)))
        .map((path) => `${file.path}: ${name} may not import ${roomOf(path)} (${path})`),
      ...packages
        .filter((one) => !room.packages.includes(one))
        .map((one) => `${file.path}: ${name} may not import the package ${one}`),
    ];
  });
}

/** Rows of the table that nothing uses, one per line, so that unused permissions are removed. */
export function unused(table: Rooms, files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const used = new Map<string, Set<string>>();
  for (const file of files) {
    const { files: imported, packages } = importsOf(file, paths);
    const seen = used.get(roomOf(file.path)) ?? new Set<string>();
    for (const one of [...imported.map(roomOf), ...packages]) seen.add(one);
    used.set(roomOf(file.path), seen);
  }
  return Object.entries(table).flatMap(([name, room]) => {
    const seen = used.get(name);
    if (!seen) return [`${name}: there is no such room`];
    return [...room.imports, ...room.packages]
      .filter((one) => !seen.has(one))
      .map((one) => `${name}: ${one} is allowed, but not imported`);
  });
}

/** Cycles of imports between files, types included: each as its files, in the order of importing. */
export function circles(files: readonly SourceFile[]): string[][] {
  const paths = new Set(files.map(({ path }) => path));
  const graph = new Map(files.map((file) => [file.path, importsOf(file, paths).files]));
  const found: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path]);
    if (start >= 0 || done.has(path)) return;
    trail.push(path);
    for (const next of graph.get(path) ?? []) visit(next);
    trail.pop();
    done.add(path);
  };
  for (const { path } of files) visit(path);
  return found;
}

/**
 * The table as a Mermaid diagram. An arrow is omitted if there is a longer path between the two rooms,
 * which keeps the diagram readable.
 */
export function picture(table: Rooms): string {
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (table[from]?.imports ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  const lines = Object.entries(table).flatMap(([name, { about, imports }]) => [
    `  ${name}["<b>${name}</b><br>${about}"]`,
    ...imports
      .filter((to) => !imports.some((other) => other !== to && reaches(other, to)))
      .map((to) => `  ${name} --> ${to}`),
  ]);
  return ['```mermaid', 'flowchart TD', ...lines, '```', ''].join('\n');
}
