/** The name of an alert of an objective: the words of its id and of the alert in Pascal case. */
export function alertWords(id: string, ...about: readonly string[]): string {
  const words = [...id.split(/[^a-zA-Z0-9]+/), ...about];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
