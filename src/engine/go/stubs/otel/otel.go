// Package otel stands in for OpenTelemetry: same names, no traces.
package otel

import "go.opentelemetry.io/otel/trace"

// Tracer returns a tracer whose spans do nothing.
func Tracer(string) trace.Tracer { return trace.Tracer{} }
