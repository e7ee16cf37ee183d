import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Sources of the pages, in the order of the navigation; a file belongs to the first that contains it. */
const places = [
  [
    'Start',
    [
      'README.md',
      'docs/getting-started.md',
      'docs/concepts.md',
      'docs/from-other-tools.md',
      'docs/guide.md',
      'docs/panels.md',
      'docs/dashboards.md',
    ],
  ],
  ['Cookbook', 'docs/cookbook'],
  ['Library', 'docs/library'],
  ['More', 'docs', false],
  ['Checks', 'src/check/rules'],
  ['Reference', 'docs/api'],
  ['Bundles', 'dist/docs'],
  [
    'Project',
    ['CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'AGENTS.md', 'templates/init/project/AGENTS.md'],
  ],
];

/** Markdown files with their section of the navigation. */
export function sourcesOf(root) {
  const sources = new Map();
  for (const [group, place, recursive = true] of places) {
    const files = Array.isArray(place)
      ? place
      : readdirSync(join(root, place), { recursive, encoding: 'utf8' })
          .map((file) => posix.join(place, file.replaceAll('\\', '/')))
          .filter((file) => file.endsWith('.md'))
          .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    for (const file of files) if (!sources.has(file)) sources.set(file, group);
  }
  return sources;
}

/** The index page of a folder comes first. */
function rank(file) {
  return file.endsWith('README.md') ? 0 : 1;
}

/** The sections of the navigation with their pages; of bundles only the first page of each. */
export function groups(sources, pages) {
  const found = new Map();
  for (const [path, group] of sources) {
    if (group === 'Bundles' && !/^dist\/docs\/[^/]+\/(README|index)\.md$/.test(path)) continue;
    const entries = found.get(group) ?? [];
    entries.push({ path, title: pages.get(path).title });
    found.set(group, entries);
  }
  return found;
}
