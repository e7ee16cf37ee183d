import { Document, isMap, isScalar, type Pair, type YAMLMap } from 'yaml';

/** Comments by the path of what they stand above, such as `prometheusRule.labels`. */
export type Comments = ReadonlyMap<string, string>;

/** YAML for people: comments above what they explain, an empty line between sections. */
export function commentedYaml(data: object, header: string, comments: Comments): string {
  const document = new Document(data);
  document.commentBefore = commentText(header);
  if (isMap(document.contents)) comment(document.contents, '', comments);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function comment(map: YAMLMap, prefix: string, comments: Comments): void {
  for (const pair of map.items as Pair[]) {
    const { key, value } = pair;
    if (!isScalar(key)) continue;
    const path = `${prefix}${String(key.value)}`;
    const text = comments.get(path);
    if (text !== undefined) key.commentBefore = commentText(text);
    if (prefix === '' && map.items[0] !== pair) key.spaceBefore = true;
    if (isMap(value)) comment(value, `${path}.`, comments);
  }
}

function commentText(text: string): string {
  return text
    .split('\n')
    .map((line) => ` ${line}`.trimEnd())
    .join('\n');
}
