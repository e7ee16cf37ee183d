package store

import (
	"context"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
)

// AppenderV2 implements storage.AppendableV2: what rules record goes into this layer at once.
func (s *Store) AppenderV2(context.Context) storage.AppenderV2 { return appender{s} }

type appender struct{ *Store }

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
