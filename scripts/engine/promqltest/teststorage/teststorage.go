// Package teststorage puts the engine's store in the place of the TSDB that Prometheus' tests run on.
package teststorage

import (
	"context"
	"errors"
	"testing"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
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

// AppenderV2 implements storage.AppendableV2.
func (s *TestStorage) AppenderV2(context.Context) storage.AppenderV2 { return appender{s.Store} }

type appender struct{ *store.Store }

func (a appender) Append(ref storage.SeriesRef, l labels.Labels, st, t int64, v float64, h *histogram.Histogram, fh *histogram.FloatHistogram, _ storage.AppendV2Options) (storage.SeriesRef, error) {
	switch {
	case fh != nil:
		return ref, a.AppendHistogram(l, st, t, fh)
	case h != nil:
		return ref, a.AppendHistogram(l, st, t, h.ToFloat(nil))
	default:
		return ref, a.AppendFloat(l, st, t, v)
	}
}

func (appender) Commit() error   { return nil }
func (appender) Rollback() error { return nil }
