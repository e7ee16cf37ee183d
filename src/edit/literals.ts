/** Characters that change what a reader of the code sees: control, direction of writing, invisible ones. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufeff]/gu;

function escapedCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}

/** A text as a literal, in the quotes that need fewer backslashes. */
export function stringLiteral(text: string): string {
  const single = text.split("'").length;
  const double = text.split('"').length;
  const quote = single > double ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll(unseen, escapedCharacter);
  return `${quote}${escaped}${quote}`;
}

/** A text within backticks. Line feeds stay. */
export function templateText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('`', '\\`')
    .replaceAll('${', '\\${')
    .replaceAll(unseen, (character) => (character === '\n' ? '\n' : escapedCharacter(character)));
}

/** A number that reads back as the same. */
export function numberLiteral(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (value === Number.POSITIVE_INFINITY) return 'Number.POSITIVE_INFINITY';
  if (value === Number.NEGATIVE_INFINITY) return 'Number.NEGATIVE_INFINITY';
  const text = String(value);
  const [digits = '', fraction] = text.split('.');
  if (fraction === undefined && /^-?\d{5,}$/.test(digits)) return digits.replace(/\B(?=(\d{3})+$)/g, '_');
  return text.replace('e+', 'e');
}

const plainKey = /^[A-Za-z_$][\w$]*$/;

export function isPlainKey(key: string): boolean {
  return plainKey.test(key);
}

/** The name of a property as a literal of an object has it. */
export function keyLiteral(key: string): string {
  return isPlainKey(key) ? key : stringLiteral(key);
}
