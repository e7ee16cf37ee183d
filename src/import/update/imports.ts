/** The package that definitions import. */
const language = 'dashwright';
/** Columns of a line. */
const width = 110;

/**
 * A text that imports a name from dashwright.
 *
 * @param former a name that is imported no more if nothing uses it any longer
 */
export function importing(text: string, name: string, former?: string): string {
  const found = /import\s*\{([^}]*)\}\s*from\s*(['"])dashwright\2/.exec(text);
  if (!found) return `import { ${name} } from '${language}';\n${text}`;
  const [whole, list = '', quote = "'"] = found;
  const names = list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const rest = text.slice(0, found.index) + text.slice(found.index + whole.length);
  const isGone = former !== undefined && former !== name && !new RegExp(`\\b${former}\\b`).test(rest);
  if (names.includes(name) && !isGone) return text;
  const kept = names.filter((one) => !(isGone && one === former) && one !== name);
  const plain = (one: string): string => one.replace(/^type /, '').toLowerCase();
  const isSorted = kept.every((one, index) => index === 0 || plain(kept[index - 1] ?? '') <= plain(one));
  const behind = isSorted ? kept.filter((one) => plain(one) < plain(name)).length : kept.length;
  const all = [...kept.slice(0, behind), name, ...kept.slice(behind)];
  const line = `import { ${all.join(', ')} } from ${quote}${language}${quote}`;
  const tall = list.includes('\n') || line.length + 1 > width;
  const next = tall
    ? `import {\n${all.map((one) => `  ${one},\n`).join('')}} from ${quote}${language}${quote}`
    : line;
  return text.slice(0, found.index) + next + text.slice(found.index + whole.length);
}
