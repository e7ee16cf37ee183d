import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';
import { plainText } from './docs/markdown.js';
import { handlebars, type Template, templateOf } from './handlebars.js';
import { toHcl } from './terraform/hcl.js';

/** The unchanged text of a file under `templates/`, for files that are templates of another tool. */
export function readTemplate(path: string): string {
  const known = texts.get(path);
  if (known !== undefined) return known;
  const text = readFileSync(join(packageRoot().folder, 'templates', path), 'utf8');
  texts.set(path, text);
  return text;
}

/**
 * Fills a handlebars template under `templates/`. Unknown names are errors. Nothing is escaped automatically: values
 * use the helper of the output format (`hcl`, `code`, `cell`, `text`, `xml`).
 */
export function renderTemplate(path: string, data: object): string {
  let template = compiled.get(path);
  if (!template) {
    template = templateOf(path, () => readTemplate(path));
    compiled.set(path, template);
  }
  return template(data);
}

const texts = new Map<string, string>();
const compiled = new Map<string, Template>();

handlebars.registerHelper({
  hcl: (value: unknown, options: { hash: { indent?: number } }) => toHcl(value, options.hash.indent ?? 0),
  code: inlineCode,
  cell: (value: unknown) => tableCell(String(value)),
  text: (value: unknown) => plainText(String(value)),
  // Characters that XML has no way to write are left out.
  xml: (value: unknown) => handlebars.escapeExpression(String(value).replaceAll(/[^\t\n\r\P{Cc}]/gu, '')),
});

/** Markdown code, in as many backticks as the text needs. */
function inlineCode(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return tableCell(`${fence}${space}${text === '' ? '""' : text}${space}${fence}`);
}

/** Text for a cell of a Markdown table. */
export function tableCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}
