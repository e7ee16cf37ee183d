// The two WebAssembly exports, which both engines have: a request goes in as bytes, an answer comes out as words and text.
package main

import (
	"fmt"
	"unsafe"
)

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
