import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const docs = new URL('../../docs/', import.meta.url);

/** A page in docs/, by its path there. */
export function pageText(path: string): string {
  return readFileSync(new URL(path, docs), 'utf8');
}

/** The pages in a folder of docs/. */
export function pagesIn(folder: string): string[] {
  return readdirSync(fileURLToPath(new URL(folder, docs)))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => `${folder}/${file}`);
}

/**
 * Code blocks after a comment such as `<!-- file: definitions/shop/bundle.ts -->`: the argument of the
 * comment, and the code.
 */
export function blocks(
  text: string,
  kind: 'file' | 'output' | 'run' | 'example',
): (readonly [about: string, code: string])[] {
  const found = text.matchAll(new RegExp(`<!-- ${kind}(?:: (\\S+))? -->\\n\`\`\`\\w*\\n(.*?)\`\`\``, 'gs'));
  return [...found].map(([, about = '', code = '']) => [about, code]);
}
