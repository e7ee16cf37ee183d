const end = /\{\{-?\s*end\s*-?\}\}/.source;
const block = (start: string): RegExp => new RegExp(`\\{\\{-?\\s*(?:${start}).*?${end}`, 'gs');

/**
 * A text with what its templates stand for: `{{ $labels.queue }}` is `‹queue›`, a printed value `‹value›`, the answer of a
 * query `‹answer›`.
 */
export function withoutTemplates(text: string): string {
  return (
    text
      .replace(block('(?:range|with)\\s+\\(?\\s*query\\b'), '‹answer›')
      .replace(block('(?:if|with)\\b[^}]*\\$value'), '‹value›')
      .replace(/\{\{-?\s*\$(?:labels|externalLabels)\.(\w+)[^}]*\}\}/g, '‹$1›')
      .replace(/\{\{[^}]*\$value[^}]*\}\}/g, '‹value›')
      .replace(/\{\{[^}]*\bquery\b.*?\}\}/gs, '‹answer›')
      // What decides and prints nothing itself.
      .replace(/\{\{[^}]*\}\}/g, '')
  );
}
