import type { View } from './views.js';

/** What has become of one picture. */
export interface Comparison {
  readonly view: View;
  /** Path of the picture as it was; undefined for a view that is new. */
  readonly before?: string | undefined;
  /** Path of the picture as it is; undefined for a view that is gone. */
  readonly after?: string | undefined;
  readonly changed: boolean;
}

/** Changed pictures side by side, in Markdown for a comment. Paths are relative to where the comment stands. */
export function comparisonMarkdown(comparisons: readonly Comparison[], revision: string): string {
  const changed = comparisons.filter((one) => one.changed);
  const same = comparisons.length - changed.length;
  const lines = [
    `## Pictures, compared with \`${revision.replaceAll('`', '')}\``,
    '',
    changed.length === 0
      ? `None of the ${same} pictures has changed.`
      : `${changed.length} changed, ${same} unchanged.`,
    '',
  ];
  for (const { view, before, after } of changed) {
    const what = before === undefined ? ' (new)' : after === undefined ? ' (removed)' : '';
    lines.push(`### ${text(view.title)}${what}`, '', '| before | after |', '| --- | --- |');
    lines.push(`| ${picture('before', before)} | ${picture('after', after)} |`, '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function picture(name: string, path: string | undefined): string {
  return path === undefined ? '' : `![${name}](${path.split('/').map(encodeURIComponent).join('/')})`;
}

/** Titles are text, whatever is in them. */
function text(title: string): string {
  return title.replace(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&').replace(/\s+/g, ' ');
}
