// Package codes stands in for OpenTelemetry status codes.
package codes

// Code is a span status.
type Code uint32

// Error marks a failed span.
const Error Code = 1
