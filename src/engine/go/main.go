// The engine: Prometheus' parser, rule loader, query engine, rule evaluation and template expander behind two
// WebAssembly exports.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
	"unsafe"
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

var (
	input  []byte
	output = newResponse()
	result [6]uint32 // status, words, word count, text, text bytes, text count; the table of ends follows the words
)

// dashwright_input makes room for a request of n bytes and returns its address.
//
//go:wasmexport dashwright_input
func dashwrightInput(n int32) uint32 {
	if int(n) > cap(input) || cap(input) > 1<<24 && n < 1<<20 {
		input = make([]byte, n, max(int(n), 1<<16))
	}
	input = input[:n]
	return address(&input[0])
}

// dashwright_call runs one operation on the request in the input buffer and returns the address of the result.
// Status 0: the answer is as the operation defines it. Status 1: the answer is one text, the error.
//
//go:wasmexport dashwright_call
func dashwrightCall(op int32) uint32 {
	output.reset()
	status := uint32(0)
	if err := run(op); err != nil {
		output.reset()
		output.string(err.Error())
		status = 1
	}
	count := len(output.words)
	output.words = append(output.words, output.ends...)
	result = [6]uint32{status, 0, uint32(count), 0, uint32(len(output.text)), uint32(len(output.ends))}
	if len(output.words) > 0 {
		result[1] = address(&output.words[0])
	}
	if len(output.text) > 0 {
		result[3] = address(&output.text[0])
	}
	return address(&result[0])
}

// run turns a panic of one call into an error of that call.
func run(op int32) (err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("internal error: %v", e)
		}
	}()
	operation, ok := operations[op]
	if !ok {
		return fmt.Errorf("unknown operation %d", op)
	}
	return operation(newRequest(input), output)
}

func address[T any](p *T) uint32 { return uint32(uintptr(unsafe.Pointer(p))) }

func main() {
	time.Local = time.UTC
	// Live data is small between calls and garbage is plenty within them, so collecting seldom is what makes a batch
	// fast. The limit keeps a big one from taking the machine's memory.
	debug.SetGCPercent(1000)
	debug.SetMemoryLimit(1 << 30)
	reserve(256 << 20)
	select {}
}

// reserve makes the heap grow once by this many bytes, which are not touched. Every growth of WebAssembly memory makes
// V8 collect all garbage of the whole program, and Go would grow by 4 MB at a time.
//
//go:noinline
func reserve(bytes int) {
	spare = make([]byte, bytes)
	spare = nil
	runtime.GC()
}

var spare []byte
