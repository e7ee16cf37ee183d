/** Whether an output file is a test for promtool, which `test --export` writes, not `build`. */
export function isPromtoolTest(path: string): boolean {
  return /^prometheus\/[^/]+\/tests\//.test(path);
}
