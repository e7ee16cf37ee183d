// Package store keeps time series in memory and serves them to Prometheus' query engine and rule evaluation.
package store

import (
	"math"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
)

// series is one label set with its samples in columns, in time order.
type series struct {
	labels labels.Labels
	times  []int64
	values []float64
	// One entry per sample (nil for a float), or none at all while the series has only floats.
	histograms []*histogram.FloatHistogram
	// Start timestamps, likewise.
	starts []int64
	// Detects counter resets the way the TSDB does; nil unless the last sample is a histogram.
	resets chunkenc.Appender
	// The series with the same labels in the layer below, and how many of its samples are taken over.
	below *series
	taken int
}

// catchUp takes over what the layer below has until the time given, except what is older than this layer's last.
func (s *series) catchUp(until int64) {
	if s.below == nil {
		return
	}
	for b := s.below; s.taken < len(b.times) && b.times[s.taken] <= until; s.taken++ {
		if n := len(s.times); n > 0 && b.times[s.taken] <= s.times[n-1] {
			continue
		}
		start := int64(0)
		if b.starts != nil {
			start = b.starts[s.taken]
		}
		s.add(start, b.times[s.taken], b.values[s.taken], b.histogramAt(s.taken))
	}
}

// appendFloat adds a float sample. A staleness marker takes the type of the sample before it, as in the TSDB.
func (s *series) appendFloat(start, t int64, v float64) error {
	if n := len(s.times); n > 0 {
		if value.IsStaleNaN(v) && s.histogramAt(n-1) != nil {
			return s.appendHistogram(start, t, &histogram.FloatHistogram{Sum: v})
		}
		last := s.times[n-1]
		if t < last {
			return storage.ErrOutOfOrderSample
		}
		if t == last {
			if s.histogramAt(n-1) != nil || math.Float64bits(s.values[n-1]) != math.Float64bits(v) {
				return storage.ErrDuplicateSampleForTimestamp
			}
			return nil
		}
	}
	s.add(start, t, v, nil)
	s.resets = nil
	return nil
}

// appendHistogram adds a copy of h with the counter reset hint that the TSDB would return when reading it.
func (s *series) appendHistogram(start, t int64, h *histogram.FloatHistogram) error {
	if n := len(s.times); n > 0 {
		last := s.times[n-1]
		if t < last {
			return storage.ErrOutOfOrderSample
		}
		if t == last {
			if before := s.histogramAt(n - 1); before == nil || !before.Equals(h) {
				return storage.ErrDuplicateSampleForTimestamp
			}
			return nil
		}
	}
	stored := h.Copy()
	var err error
	if stored.CounterResetHint, err = s.hint(t, h); err != nil {
		return err
	}
	s.add(start, t, 0, stored)
	return nil
}

func (s *series) add(start, t int64, v float64, h *histogram.FloatHistogram) {
	s.times = append(s.times, t)
	s.values = append(s.values, v)
	if h != nil || s.histograms != nil {
		for len(s.histograms) < len(s.times)-1 {
			s.histograms = append(s.histograms, nil)
		}
		s.histograms = append(s.histograms, h)
	}
	if start != 0 || s.starts != nil {
		for len(s.starts) < len(s.times)-1 {
			s.starts = append(s.starts, 0)
		}
		s.starts = append(s.starts, start)
	}
}

func (s *series) histogramAt(i int) *histogram.FloatHistogram {
	if s.histograms == nil {
		return nil
	}
	return s.histograms[i]
}

// samplesPerChunk is far below what a chunk can hold.
const samplesPerChunk = 1000

// hint runs the histogram through the TSDB's own chunk encoder, which finds counter resets; within a chunk every
// sample but the first is known not to be one.
func (s *series) hint(t int64, h *histogram.FloatHistogram) (histogram.CounterResetHint, error) {
	previous := s.resets
	fresh := previous == nil || previous.(*chunkenc.FloatHistogramAppender).NumSamples() >= samplesPerChunk
	if fresh {
		app, err := chunkenc.NewFloatHistogramChunk().Appender()
		if err != nil {
			return 0, err
		}
		s.resets = app
	} else {
		previous = nil
	}
	// The encoder adapts the spans of what it gets.
	chunk, recoded, app, err := s.resets.AppendFloatHistogram(previous, 0, t, h.Copy(), false)
	if err != nil {
		return 0, err
	}
	s.resets = app
	switch {
	case app.(*chunkenc.FloatHistogramAppender).GetCounterResetHeader() == chunkenc.GaugeType:
		return histogram.GaugeType, nil
	case fresh || chunk != nil && !recoded:
		return histogram.UnknownCounterReset, nil
	default:
		return histogram.NotCounterReset, nil
	}
}
