import { Document, isMap, isScalar, type Pair, visit, type YAMLMap } from 'yaml';
import { onlyGoResolves } from '../../output/serialise.js';

/** Comments by the path of what they explain, such as `prometheusRule.labels`. */
export type Comments = ReadonlyMap<string, string | Comment>;

export interface Comment {
  /** Comment above. */
  readonly about: string;
  /** Example below: a possible value. */
  readonly example?: string | undefined;
}

/** YAML for people: comments above what they explain, examples below it, an empty line between sections. */
export function commentedYaml(data: object, header: string, comments: Comments): string {
  // The older rules of YAML, by which Go reads booleans and numbers: `no` is written in quotes.
  const document = new Document(data, { schema: 'yaml-1.1' });
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value !== 'string') return;
      if (onlyGoResolves.test(scalar.value) || scalar.value.search(unprintable) >= 0)
        scalar.type = 'QUOTE_DOUBLE';
    },
  });
  document.commentBefore = commentText(header);
  if (isMap(document.contents)) comment(document.contents, '', comments);
  return escaped(document.toString({ lineWidth: 0, flowCollectionPadding: false }));
}

function comment(map: YAMLMap, prefix: string, comments: Comments): void {
  // An example is written above what follows, with an empty line between: YAML cannot have a comment after an empty
  // map.
  let example: string | undefined;
  for (const pair of map.items as Pair[]) {
    const { key, value } = pair;
    if (!isScalar(key)) continue;
    const path = `${prefix}${String(key.value)}`;
    const text = comments.get(path);
    const own = typeof text === 'string' ? { about: text } : text;
    const above = [example, own?.about].filter((part) => part !== undefined).map(commentText);
    if (above.length > 0) key.commentBefore = above.join('\n\n');
    if (prefix === '' && map.items[0] !== pair && example === undefined) key.spaceBefore = true;
    if (isMap(value)) comment(value, `${path}.`, comments);
    example = own?.example?.replaceAll(/^/gm, '  ');
  }
  if (example !== undefined) map.comment = commentText(example);
}

/** Line breaks of older YAML, which Go's reader still follows, and what is not to be printed. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Such characters are in quotes, where the library of YAML 1.2 leaves them as they are, or in comments. */
function escaped(text: string): string {
  return text.replaceAll(unprintable, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function commentText(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => ` ${line}`.trimEnd())
    .join('\n');
}
