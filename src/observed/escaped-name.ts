/**
 * A name that was escaped by its values (`U__http_2e_requests`), as it was before. Prometheus and its clients write names
 * beyond letters, digits, `_` and `:` so for those that do not accept them: `EscapeName` of
 * github.com/prometheus/common/model/metric.go. Any other name stays as it is.
 */
export function unescapedName(name: string): string {
  if (!name.startsWith('U__')) return name;
  let result = '';
  for (let at = 3; at < name.length; at++) {
    const character = name[at];
    if (character !== '_') {
      result += character;
      continue;
    }
    if (name[at + 1] === '_') {
      result += '_';
      at += 1;
      continue;
    }
    const [whole, code] = /^_([0-9a-f]{1,6})_/i.exec(name.slice(at)) ?? [];
    const point = Number.parseInt(code ?? '', 16);
    if (whole === undefined || !(point <= 0x10ffff) || (point >= 0xd800 && point <= 0xdfff)) return name;
    result += String.fromCodePoint(point);
    at += whole.length - 1;
  }
  return result;
}
