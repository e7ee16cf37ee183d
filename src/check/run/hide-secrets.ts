import { secretsIn } from '../../define/secret-patterns.js';
import type { Finding } from '../finding.js';

/**
 * A finding without the secrets that a definition holds: reports are shown in logs that many can read. Stars stand in
 * their place, so that positions in expressions stay as they are.
 */
export function hideSecrets(finding: Finding): Finding {
  const { path, message, expected, suggestion, excerpt, elsewhere } = finding;
  const text = [
    path,
    message,
    expected,
    suggestion,
    excerpt?.text,
    ...(elsewhere ?? []).map((one) => one.path),
  ];
  if (!text.some((one) => one !== undefined && secretsIn(one).length > 0)) return finding;
  return {
    ...finding,
    path: hidden(path),
    message: hidden(message),
    expected: expected && hidden(expected),
    suggestion: suggestion && hidden(suggestion),
    excerpt: excerpt && { ...excerpt, text: hidden(excerpt.text) },
    elsewhere: elsewhere?.map((one) => ({
      ...one,
      path: hidden(one.path),
      excerpt: one.excerpt && { ...one.excerpt, text: hidden(one.excerpt.text) },
    })),
  };
}

function hidden(text: string): string {
  let shown = text;
  for (const { start, end } of secretsIn(text))
    shown = shown.slice(0, start) + '*'.repeat(end - start) + shown.slice(end);
  return shown;
}
