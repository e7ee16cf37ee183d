import { toYaml } from '../../output/serialise.js';

/** A YAML file with a comment on top, for people who open it. */
export function yamlFile(comment: string, content: unknown): string {
  const lines = comment.split(/\r\n|[\n\r\u0085\u2028\u2029]/).map((line) => `# ${line}`.trimEnd());
  return `${lines.join('\n')}\n${toYaml(content)}`;
}

/** An object without its undefined properties, which YAML cannot represent. */
export function defined<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(([, content]) => content !== undefined),
  ) as Partial<Value>;
}
