// Package rest stands in for the Kubernetes client: only the warning logger that Prometheus' log helper names.
package rest

import "context"

// WarningHandlerWithContext handles warnings of a Kubernetes API server; there is none here.
type WarningHandlerWithContext interface {
	HandleWarningHeaderWithContext(ctx context.Context, code int, agent, text string)
}

// WarningLogger drops warnings.
type WarningLogger struct{}

func (WarningLogger) HandleWarningHeaderWithContext(context.Context, int, string, string) {}
