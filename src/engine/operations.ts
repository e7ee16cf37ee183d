/** Numbers of the engine's operations; `go/main.go` has the same list. */
export const operation = {
  parse: 0,
  checkRules: 1,
} as const;
