/** Whether a file of the output is one of promtool's tests: `build` leaves those to `test --export`. */
export function isPromtoolTest(path: string): boolean {
  return /^prometheus\/[^/]+\/tests\//.test(path);
}
