// Package teststorage puts the engine's store in the place of the TSDB that Prometheus' tests run on.
package teststorage

import (
	"context"
	"errors"
	"testing"

	"github.com/prometheus/prometheus/storage"

	"dashwright.dev/engine/promqltest/tsdb"
	"dashwright.dev/engine/store"
)

// Option is for the TSDB; the store has none.
type Option func(*tsdb.Options)

// TestStorage is the engine's store as a storage.
type TestStorage struct{ *store.Store }

// New returns an empty storage.
func New(testing.TB, ...Option) *TestStorage { return &TestStorage{store.New(nil)} }

// NewWithError returns an empty storage.
func NewWithError(...Option) (*TestStorage, error) { return New(nil), nil }

// ChunkQuerier is not needed by queries.
func (*TestStorage) ChunkQuerier(int64, int64) (storage.ChunkQuerier, error) {
	return nil, errors.New("the store has no chunks")
}

// StartTime implements storage.Storage.
func (*TestStorage) StartTime() (int64, error) { return 0, nil }

// Close implements storage.Storage.
func (*TestStorage) Close() error { return nil }

// Appender is the older interface, by which no test appends: the store has AppenderV2.
func (*TestStorage) Appender(context.Context) storage.Appender { return nil }
