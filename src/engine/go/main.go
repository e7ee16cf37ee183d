// The engine: Prometheus' parser, rule loader, query engine, rule evaluation and template expander behind two
// WebAssembly exports.
package main

import (
	"runtime"
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
	opParse:      reading(parse),
	opCheckRules: reading(checkRules),
	opLoad:       evaluating(load),
	opDispose:    dispose,
	opQuery:      evaluating(query),
	opEvaluate:   evaluating(evaluate),
	opTemplates:  reading(templates),
}

func main() {
	time.Local = time.UTC
	// Live data is small between calls and garbage is plenty within them, so collecting seldom is what makes a batch
	// fast. The limit keeps a big one from taking the machine's memory.
	debug.SetGCPercent(1000)
	debug.SetMemoryLimit(1 << 30)
	select {}
}

// reading runs an operation that fills little of the heap unless it is asked for much.
func reading(operation func(request, *response) error) func(request, *response) error {
	return func(in request, out *response) error {
		if asked += len(in.text); asked > plenty {
			reserve()
		}
		return operation(in, out)
	}
}

// evaluating runs an operation that works on series.
func evaluating(operation func(request, *response) error) func(request, *response) error {
	return func(in request, out *response) error {
		reserve()
		return operation(in, out)
	}
}

// plenty is the text, in bytes, of some ten thousand expressions: garbage of fewer is collected before the heap is large.
const plenty = 1 << 19

// asked is the text, in bytes, of all requests so far.
var asked int

// reserve makes the heap grow once by 256 MB, which are not touched. Every growth of WebAssembly memory above some 60 MB
// makes V8 collect all garbage of the whole program, and Go would grow by 4 MB at a time. Not at the start: few programs
// ask for so much that the heap becomes as large, and this growth takes V8 a tenth of the CPU time of a small build.
func reserve() {
	if reserved {
		return
	}
	reserved = true
	spare = make([]byte, 256<<20)
	spare = nil
	runtime.GC()
}

var (
	reserved bool
	spare    []byte
)
