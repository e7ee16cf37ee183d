/** Numbers of the engine's operations; `go/main.go` has the same list. */
export const operation = {
  parse: 0,
  checkRules: 1,
  load: 2,
  dispose: 3,
  query: 4,
  evaluate: 5,
  templates: 6,
} as const;
