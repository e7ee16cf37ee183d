/** Text that Markdown shows as it is: nothing in a title or a description is markup. */
export function plainText(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>|#~]/g, (char) => `\\${char}`)
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, '$1\\$2');
}

/** A code block, fenced with as many backticks as the code needs. */
export function codeBlock(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

/** The name of an anchor: letters, digits and dashes. */
export function anchor(...words: readonly (string | number)[]): string {
  return words
    .join('-')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}
