import { basename, join, relative, sep } from 'node:path';
import { nearest } from '../../catalog/similar.js';
import type { Finding } from '../../check/index.js';
import { finding, pathIn, type UnreadOptions } from './files.js';

/** A text in a folder of its kind, or in one of a similar name, under a name that is not read. */
interface UnreadText {
  readonly file: string;
  readonly kind: keyof typeof kinds;
}

const kinds = {
  runbooks: {
    ending: '.md',
    like: /\.(md|mdx|markdown|mkd|txt|rst|adoc)$/i,
    means: 'no alert can link to it',
  },
  templates: {
    ending: '.tmpl',
    like: /\.(tmpl|tpl|gotmpl|template)$/i,
    means: 'no message can use it',
  },
} as const;

export function unreadTexts(
  folder: string,
  files: readonly string[],
  read: { readonly runbooks: readonly string[]; readonly templates: readonly string[] },
): UnreadText[] {
  const known = {
    runbooks: new Set(read.runbooks.map((name) => join(folder, 'runbooks', `${name}.md`))),
    templates: new Set(read.templates.map((name) => join(folder, 'templates', `${name}.tmpl`))),
  };
  return files.flatMap((file) => {
    const [top = ''] = relative(folder, file).split(sep);
    const kind = (['runbooks', 'templates'] as const).find((name) => isLike(top, name));
    if (kind === undefined || top === basename(file)) return [];
    return kinds[kind].like.test(file) && !known[kind].has(file) ? [{ file, kind }] : [];
  });
}

function isLike(name: string, meant: string): boolean {
  return name === meant || nearest(name.toLowerCase(), [meant]) !== undefined;
}

export function textFinding(name: string, { definitions }: UnreadOptions): (unread: UnreadText) => Finding {
  return ({ file, kind }) => {
    const path = pathIn(definitions, file);
    const { ending: usual, means } = kinds[kind];
    return finding(path, 'warning', `${path} is not read, so ${means}`, {
      expected: `a file *${usual} directly in ${name}/${kind}`,
    });
  };
}
