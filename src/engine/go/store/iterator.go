package store

import (
	"sort"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/util/annotations"
)

// window is the part of a series that a query may see.
type window struct {
	*series
	from, to int // sample indexes, to exclusive
	guard    *Guard
}

func (s *series) window(mint, maxt int64, guard *Guard) window {
	from := sort.Search(len(s.times), func(i int) bool { return s.times[i] >= mint })
	to := from + sort.Search(len(s.times)-from, func(i int) bool { return s.times[from+i] > maxt })
	return window{series: s, from: from, to: to, guard: guard}
}

// Labels implements storage.Series.
func (w window) Labels() labels.Labels { return w.labels }

// Iterator implements storage.Series; the engine hands back iterators that it no longer needs.
func (w window) Iterator(reuse chunkenc.Iterator) chunkenc.Iterator {
	if it, ok := reuse.(*iterator); ok {
		*it = iterator{window: w, at: w.from - 1}
		return it
	}
	return &iterator{window: w, at: w.from - 1}
}

// iterator walks a window. The engine changes histograms in place, so it only ever gets copies.
type iterator struct {
	window
	at int
}

func (it *iterator) kind() chunkenc.ValueType {
	it.guard.tick()
	if it.at >= it.to {
		return chunkenc.ValNone
	}
	if it.histogramAt(it.at) != nil {
		return chunkenc.ValFloatHistogram
	}
	return chunkenc.ValFloat
}

func (it *iterator) Next() chunkenc.ValueType {
	if it.at < it.to {
		it.at++
	}
	return it.kind()
}

func (it *iterator) Seek(t int64) chunkenc.ValueType {
	if it.at < it.from {
		it.at = it.from
	}
	if it.at < it.to && it.times[it.at] < t {
		rest := it.times[it.at:it.to]
		// Steps of a range query are near each other: look a few samples ahead before searching.
		for i := 1; i < len(rest) && i <= 4; i++ {
			if rest[i] >= t {
				it.at += i
				return it.kind()
			}
		}
		it.at += sort.Search(len(rest), func(i int) bool { return rest[i] >= t })
	}
	return it.kind()
}

func (it *iterator) At() (int64, float64) { return it.times[it.at], it.values[it.at] }

func (it *iterator) AtHistogram(*histogram.Histogram) (int64, *histogram.Histogram) {
	panic("the store has float histograms only")
}

func (it *iterator) AtFloatHistogram(into *histogram.FloatHistogram) (int64, *histogram.FloatHistogram) {
	h := it.histograms[it.at]
	if into == nil {
		return it.times[it.at], h.Copy()
	}
	h.CopyTo(into)
	return it.times[it.at], into
}

func (it *iterator) AtT() int64 { return it.times[it.at] }

func (it *iterator) AtST() int64 {
	if it.starts == nil {
		return 0
	}
	return it.starts[it.at]
}

func (*iterator) Err() error { return nil }

// seriesSet hands out selected series one by one.
type seriesSet struct {
	list []window
	at   int
}

func (s *seriesSet) Next() bool {
	s.at++
	return s.at < len(s.list)
}

func (s *seriesSet) At() storage.Series              { return s.list[s.at] }
func (*seriesSet) Err() error                        { return nil }
func (*seriesSet) Warnings() annotations.Annotations { return nil }
