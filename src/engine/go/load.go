package main

import (
	"fmt"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"

	"dashwright.dev/engine/store"
)

// Ways in which a series is given; `series.ts` has the same list.
const (
	seriesNotation uint32 = iota // promtool's notation
	seriesColumns                // times and floats
	seriesSamples                // times with floats or histograms
)

// stores holds what JavaScript has loaded and not disposed of.
var (
	stores    = map[uint32]*store.Store{}
	lastStore uint32
)

func keep(s *store.Store) uint32 {
	lastStore++
	stores[lastStore] = s
	return lastStore
}

func storeOf(handle uint32) (*store.Store, error) {
	if handle == 0 {
		return store.New(nil), nil
	}
	s, ok := stores[handle]
	if !ok {
		return nil, fmt.Errorf("these series are disposed of")
	}
	return s, nil
}

// load reads series; it answers their handle.
func load(in request, out *response) error {
	s := store.New(nil)
	for range in.count() {
		if err := loadSeries(&in, s); err != nil {
			return err
		}
	}
	out.word(keep(s))
	return nil
}

// dispose forgets the series of a handle.
func dispose(in request, _ *response) error {
	delete(stores, in.word())
	return nil
}

func loadSeries(in *request, s *store.Store) error {
	switch kind := in.word(); kind {
	case seriesNotation:
		return loadNotation(in, s)
	case seriesColumns:
		l := in.labels()
		times := make([]int64, in.count())
		for i := range times {
			times[i] = in.millis()
		}
		values := make([]float64, len(times))
		for i := range values {
			values[i] = in.number()
		}
		if err := s.Load(l, times, values); err != nil {
			return fmt.Errorf("series %s: %w", l, err)
		}
		return nil
	case seriesSamples:
		return loadSamples(in, s)
	default:
		return fmt.Errorf("unknown kind of series %d", kind)
	}
}

func loadNotation(in *request, s *store.Store) error {
	name, notation := in.string(), in.string()
	start, interval := in.millis(), in.millis()
	p := parser.NewParser(parser.Options{})
	l, sequence, err := p.ParseSeriesDesc(name + " " + notation)
	if err != nil {
		return fmt.Errorf("series %q with values %q: %w", name, notation, err)
	}
	times := make([]int64, 0, len(sequence))
	values := make([]float64, 0, len(sequence))
	histograms := false
	for i, v := range sequence {
		if !v.Omitted {
			times = append(times, start+int64(i)*interval)
			values = append(values, v.Value)
			histograms = histograms || v.Histogram != nil
		}
	}
	if !histograms {
		if err := s.Load(l, times, values); err != nil {
			return fmt.Errorf("series %s: %w", l, err)
		}
		return nil
	}
	if err := s.Load(l, nil, nil); err != nil {
		return fmt.Errorf("series %s: %w", l, err)
	}
	for i, v := range sequence {
		t := start + int64(i)*interval
		switch {
		case v.Omitted:
		case v.Histogram != nil:
			err = s.AppendHistogram(l, 0, t, v.Histogram)
		default:
			err = s.AppendFloat(l, 0, t, v.Value)
		}
		if err != nil {
			return fmt.Errorf("series %s at %d ms: %w", l, t, err)
		}
	}
	return nil
}

func loadSamples(in *request, s *store.Store) error {
	l := in.labels()
	if err := s.Load(l, nil, nil); err != nil {
		return fmt.Errorf("series %s: %w", l, err)
	}
	for range in.count() {
		t := in.millis()
		var err error
		if in.flag() {
			h := in.histogram()
			if err = h.Validate(); err == nil {
				err = s.AppendHistogram(l, 0, t, h)
			}
		} else {
			err = s.AppendFloat(l, 0, t, in.number())
		}
		if err != nil {
			return fmt.Errorf("series %s at %d ms: %w", l, t, err)
		}
	}
	return nil
}

func (r *request) labels() labels.Labels {
	n := r.count()
	pairs := make([]string, 0, 2*n)
	for range n {
		pairs = append(pairs, r.string(), r.string())
	}
	return labels.FromStrings(pairs...)
}

func (r *request) numbers() []float64 {
	list := make([]float64, r.count())
	for i := range list {
		list[i] = r.number()
	}
	return list
}

// histogram reads a native histogram in the terms of promtool's notation: one run of buckets on each side.
func (r *request) histogram() *histogram.FloatHistogram {
	h := &histogram.FloatHistogram{
		Schema: int32(r.number()), Count: r.number(), Sum: r.number(),
		ZeroCount: r.number(), ZeroThreshold: r.number(),
	}
	h.CounterResetHint = histogram.CounterResetHint(r.word())
	offset, buckets := int32(r.number()), r.numbers()
	h.PositiveSpans, h.PositiveBuckets = spans(offset, buckets), buckets
	offset, buckets = int32(r.number()), r.numbers()
	h.NegativeSpans, h.NegativeBuckets = spans(offset, buckets), buckets
	if custom := r.numbers(); h.Schema == histogram.CustomBucketsSchema {
		h.CustomValues = custom
	}
	return h
}

func spans(offset int32, buckets []float64) []histogram.Span {
	if len(buckets) == 0 {
		return nil
	}
	return []histogram.Span{{Offset: offset, Length: uint32(len(buckets))}}
}
