// Package tracing has no tracing: routes are decided without.
package tracing

type TracingConfig struct{}
