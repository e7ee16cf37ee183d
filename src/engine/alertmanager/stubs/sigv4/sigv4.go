// Package sigv4 has the one type that the configuration names.
package sigv4

type SigV4Config struct{}
