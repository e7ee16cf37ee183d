/** Folder of a bundle's tests for promtool. */
export function promtoolFolder(bundle: string): string {
  return `prometheus/${bundle}/tests`;
}

/** Whether an output file is a test for promtool. */
export function isPromtoolTest(path: string): boolean {
  return /^prometheus\/[^/]+\/tests\//.test(path);
}
