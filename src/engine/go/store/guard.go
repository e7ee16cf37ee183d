package store

import (
	"context"
	"time"
)

// Guard ends a calculation that takes too long. In WebAssembly no timer fires while Go is busy, so the iterators
// look at the clock every few hundred samples.
type Guard struct {
	deadline time.Time
	cancel   context.CancelFunc
	ticks    int
	expired  bool
}

// NewGuard returns a context that ends after the limit, if something calls tick often enough.
func NewGuard(limit time.Duration) (context.Context, *Guard) {
	ctx, cancel := context.WithCancel(context.Background())
	return ctx, &Guard{deadline: time.Now().Add(limit), cancel: cancel}
}

func (g *Guard) tick() {
	if g == nil {
		return
	}
	if g.ticks++; g.ticks&255 == 0 {
		g.Check()
	}
}

// Check looks at the clock and tells whether the time is up.
func (g *Guard) Check() bool {
	if !g.expired && time.Now().After(g.deadline) {
		g.expired = true
		g.cancel()
	}
	return g.expired
}

// Expired tells whether the time was up at the last look.
func (g *Guard) Expired() bool { return g.expired }

// Close frees the context.
func (g *Guard) Close() { g.cancel() }
