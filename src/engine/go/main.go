// The engine: Prometheus' parser, rule loader, query engine, rule evaluation and template expander behind two
// WebAssembly exports.
package main

import (
	"runtime/debug"
	"time"
)

// Operations; `operations.ts` has the same list.
const (
	opParse int32 = iota
	opCheckRules
	opLoad
	opDispose
	opQuery
	opEvaluate
	opTemplates
)

var operations = map[int32]func(request, *response) error{
	opParse:      parse,
	opCheckRules: checkRules,
	opLoad:       load,
	opDispose:    dispose,
	opQuery:      query,
	opEvaluate:   evaluate,
	opTemplates:  templates,
}

func main() {
	time.Local = time.UTC
	// Live data is small between calls and garbage is plenty within them, so collecting seldom is what makes a batch
	// fast. The limit keeps a big one from taking the machine's memory.
	debug.SetGCPercent(1000)
	debug.SetMemoryLimit(1 << 30)
	select {}
}
