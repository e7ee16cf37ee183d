// Package proto stands in for Protocol Buffers: the one helper that prometheus/common mentions.
package proto

// String returns a pointer to s.
func String(s string) *string { return &s }
