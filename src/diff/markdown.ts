import type { Change } from './change.js';
import type { BundleDifference } from './compare.js';
import { sentence, versionsText } from './text.js';

const sections = [
  ['breaking', 'Breaking'],
  ['minor', 'New'],
  ['patch', 'Changed'],
] as const;

/** Limit of changes per level in a comment: GitHub accepts 65536 characters. */
const most = 100;

/** The differences as Markdown for a comment on a pull request. */
export function differenceMarkdown(differences: readonly BundleDifference[]): string {
  const changed = differences.filter(({ state }) => state !== 'same');
  if (changed.length === 0) return 'Dashboards, rules and packages are the same as before.\n';
  return `${changed.map(bundleMarkdown).join('\n')}`;
}

function bundleMarkdown(difference: BundleDifference): string {
  const { bundle, state, sufficient } = difference;
  if (state === 'added') return `### ${bundle}: new bundle, version ${difference.after}\n`;
  if (state === 'removed') return `### ${bundle}: removed (breaking)\n`;
  const mark = sufficient ? '' : ' ⚠️';
  return `### ${bundle} ${versionsText(difference)}${mark}\n\n${lists(difference.changes)}`;
}

/** The entry of a bundle for a changelog (keepachangelog.com). */
export function changelogEntry({ bundle, after, required, sufficient, changes }: BundleDifference): string {
  return `## ${bundle} ${sufficient ? after : required}\n\n${lists(changes)}`;
}

function lists(changes: readonly Change[]): string {
  return sections
    .flatMap(([level, title]) => {
      const found = changes.filter((change) => change.level === level);
      if (found.length === 0) return [];
      const lines = found.slice(0, most).map((change) => `- ${markdownText(sentence(change))}\n`);
      if (found.length > most) lines.push(`- and ${found.length - most} further changes\n`);
      return [`**${title}**\n\n${lines.join('')}\n`];
    })
    .join('');
}

/** Text with Markdown's special characters escaped, and without mentions of users. */
export function markdownText(text: string): string {
  return text
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/[\\`*_[\]<>|~#]/g, (sign) => `\\${sign}`)
    .replaceAll('@', '@\u200b');
}
