// Package require has the one assertion that Prometheus' test runner makes outside of Go's test command.
package require

import "fmt"

// NoError panics if there is one.
func NoError(_ any, err error, _ ...any) {
	if err != nil {
		panic(fmt.Sprint(err))
	}
}
