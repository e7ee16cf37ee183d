// Writes docs/api, a page per concept, from the docstrings of the public API. With --check it writes nothing, and fails
// if a page is not up to date or a public name has no description.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, ReflectionKind } from 'typedoc';

const here = fileURLToPath(new URL('.', import.meta.url));
const committed = join(here, '../../docs/api');
const check = process.argv.includes('--check');

process.chdir(here);
const out = check ? mkdtempSync(join(tmpdir(), 'dashwright-docs-')) : committed;
try {
  const app = await Application.bootstrapWithPlugins({ options: here, out });
  const project = await app.convert();
  if (project) {
    app.validate(project);
    for (const reflection of Object.values(project.reflections)) proseDefaults(reflection.comment);
    for (const name of withoutSummary(project)) app.logger.error(`${name} has no description`);
  }
  const failed = !project || app.logger.hasErrors() || app.logger.hasWarnings();
  if (!failed) {
    rmSync(out, { recursive: true, force: true });
    await app.generateOutputs(project);
    for (const page of readdirSync(out)) correctAnchors(join(out, page));
  }
  process.exitCode = failed || (check && !same()) ? 1 : 0;
} finally {
  if (check) rmSync(out, { recursive: true, force: true });
}

/**
 * Public names whose docstring has only tags, such as
 *
 * @throws .
 */
function withoutSummary(project) {
  const kinds =
    ReflectionKind.Function |
    ReflectionKind.Variable |
    ReflectionKind.Class |
    ReflectionKind.Interface |
    ReflectionKind.TypeAlias;
  return project
    .getReflectionsByKind(kinds)
    .flatMap((reflection) => reflection.signatures ?? [reflection])
    .filter(
      ({ parent, comment }) =>
        parent?.kindOf(ReflectionKind.Module | kinds) && (comment?.summary.length ?? 0) === 0,
    )
    .map((reflection) => reflection.getFriendlyFullName());
}

/**
 * TypeDoc takes every `@default` for code. One of several words is prose: `@default the name of the bundle`.
 */
function proseDefaults(comment) {
  for (const { tag, content } of comment?.blockTags ?? []) {
    const [part] = content;
    if (tag !== '@default' || content.length !== 1 || part.kind !== 'code') continue;
    const text = part.text.replace(/^(`+)(?:ts\n)?([\s\S]*?)\n?\1$/, '$2').trim();
    if (/\s/.test(text)) content[0] = { kind: 'text', text };
  }
}

/**
 * Changes links within a page to `#name-1` to `#name` if the page has one heading of that name: TypeDoc
 * also counts a member with it.
 */
function correctAnchors(file) {
  const text = readFileSync(file, 'utf8');
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, words]) =>
    words.toLowerCase().replaceAll(/[^\w -]/g, ''),
  );
  const correct = text.replaceAll(/\(#([a-z]+)-1\)/g, (link, name) =>
    headings.filter((heading) => heading === name).length === 1 ? `(#${name})` : link,
  );
  if (correct !== text) writeFileSync(file, correct);
}

/** Whether the committed pages are up to date; prints those that are not. */
function same() {
  const pages = new Set([...readdirSync(out), ...readdirSync(committed)]);
  const different = [...pages].filter((page) => read(out, page) !== read(committed, page));
  for (const page of different) console.error(`docs/api/${page} is not up to date: npm run docs`);
  return different.length === 0;
}

function read(folder, page) {
  return readdirSync(folder).includes(page) ? readFileSync(join(folder, page), 'utf8') : undefined;
}
