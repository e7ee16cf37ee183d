import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Where pages come from, in the order of the navigation; a file belongs to the first that has it. */
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

/** Files of Markdown with the part of the navigation that they stand in. */
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

/** A folder's own page comes before the others. */
function rank(file) {
  return file.endsWith('README.md') ? 0 : 1;
}

/** The parts of the navigation with their pages. Of bundles only the first page of each. */
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
