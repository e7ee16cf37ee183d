import { toYaml } from '../../output/serialise.js';

/** A YAML file with a comment on top, for people who open it. */
export function yamlFile(comment: string, content: unknown): string {
  const lines = comment.split(/\r\n|[\n\r\u0085\u2028\u2029]/).map((line) => `# ${line}`.trimEnd());
  return `${lines.join('\n')}\n${toYaml(content)}`;
}
