// Alertmanager's own decisions behind two WebAssembly exports: which routes an alert takes, what inhibits it, when it is
// muted, and therefore which notifications are sent, and when.
package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"time"
	_ "time/tzdata" // Time intervals have locations, and there are no files to read them from.
	"unsafe"

	"dashwright.dev/alertmanager/config"
)

// Operations; `alertmanager.ts` has the same list.
const (
	opDispatch int32 = iota
	opCheck
)

var operations = map[int32]func(request, *response) error{
	opDispatch: answer(dispatch),
	opCheck:    answer(check),
}

// answer makes an operation of a function: what it takes and gives travels as JSON, in one text.
func answer[Asked, Given any](decide func(Asked) (Given, error)) func(request, *response) error {
	return func(in request, out *response) error {
		var asked Asked
		if err := json.Unmarshal(in.bytes(), &asked); err != nil {
			return err
		}
		given, err := decide(asked)
		if err != nil {
			return err
		}
		text, err := json.Marshal(given)
		if err != nil {
			return err
		}
		out.string(string(text))
		return nil
	}
}

// check reads a configuration as Alertmanager does when it starts. The answer is empty for a valid one.
func check(text string) (string, error) {
	if _, err := config.Load(text); err != nil {
		return err.Error(), nil
	}
	return "", nil
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
	if int(n) > cap(input) {
		input = make([]byte, n, max(int(n), 1<<16))
	}
	input = input[:n]
	return address(&input[0])
}

// dashwright_call runs one operation on the request in the input buffer and returns the address of the result.
// Status 0: the answer is one text, JSON. Status 1: the answer is one text, the error.
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
	debug.SetGCPercent(400)
	select {}
}
