// Package attribute stands in for OpenTelemetry attributes: values are dropped.
package attribute

import "fmt"

// KeyValue holds nothing.
type KeyValue struct{}

func String(string, string) KeyValue         { return KeyValue{} }
func Stringer(string, fmt.Stringer) KeyValue { return KeyValue{} }
func Int(string, int) KeyValue               { return KeyValue{} }
func Int64(string, int64) KeyValue           { return KeyValue{} }
func Float64(string, float64) KeyValue       { return KeyValue{} }
