import type { Finding } from '../check/finding.js';
import type { Locate } from '../load/index.js';
import type { Console } from './console.js';

export async function reportFindings(
  findings: readonly Finding[],
  locate: Locate,
  console: Console,
  options: { readonly format?: string; readonly strict?: boolean } = {},
): Promise<boolean> {
  for (const finding of findings) {
    const at = locate(finding.place);
    console.error(
      `${finding.level} ${finding.check} ${at ? `${at.file}:${at.line}:${at.column} ` : ''}${finding.path}: ${finding.message}\n`,
    );
  }
  void options;
  return findings.some((finding) => finding.level === 'error');
}
