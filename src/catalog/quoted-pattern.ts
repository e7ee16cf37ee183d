/** A pattern that matches exactly one text, in the syntax of RE2 and of JavaScript. */
export function quotedPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
