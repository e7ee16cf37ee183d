package store

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/util/annotations"
)

// Store is a set of series. It may lie over another one, which it shows and never changes: rules write into a layer
// of their own over the series that were loaded once.
type Store struct {
	base   *Store
	byHash map[uint64][]*series
	byName map[string][]*series // by metric name, in order of appearance
	all    []*series
	// Appended counts the samples that were added one by one.
	Appended int
	// Limit hides base samples after this time: what has not happened yet is not there. MaxInt64 shows all.
	Limit int64
	Guard *Guard
}

// New returns an empty store over base, which may be nil.
func New(base *Store) *Store {
	return &Store{
		base: base, byHash: map[uint64][]*series{}, byName: map[string][]*series{}, Limit: math.MaxInt64,
	}
}

// Series counts the store's own series.
func (s *Store) Series() int { return len(s.all) }

// AppendFloat adds a float sample to the series with these labels.
func (s *Store) AppendFloat(l labels.Labels, start, t int64, v float64) error {
	s.Appended++
	return s.writable(l, t).appendFloat(start, t, v)
}

// AppendHistogram adds a copy of a native histogram.
func (s *Store) AppendHistogram(l labels.Labels, start, t int64, h *histogram.FloatHistogram) error {
	s.Appended++
	return s.writable(l, t).appendHistogram(start, t, h)
}

// ErrDuplicateSeries says that a label set was loaded twice.
var ErrDuplicateSeries = errors.New("the series is given twice")

// Load adds a whole series of floats; the columns are kept, not copied.
func (s *Store) Load(l labels.Labels, times []int64, values []float64) error {
	hash := l.Hash()
	if s.find(hash, l) != nil {
		return ErrDuplicateSeries
	}
	for i := 1; i < len(times); i++ {
		if times[i] <= times[i-1] {
			return storage.ErrOutOfOrderSample
		}
	}
	s.insert(hash, &series{labels: l, times: times, values: values})
	return nil
}

func (s *Store) find(hash uint64, l labels.Labels) *series {
	for _, candidate := range s.byHash[hash] {
		if labels.Equal(candidate.labels, l) {
			return candidate
		}
	}
	return nil
}

func (s *Store) insert(hash uint64, created *series) {
	s.byHash[hash] = append(s.byHash[hash], created)
	name := created.labels.Get(labels.MetricName)
	s.byName[name] = append(s.byName[name], created)
	s.all = append(s.all, created)
}

// writable finds or makes this layer's series. Over a base series it goes on from what has happened there.
func (s *Store) writable(l labels.Labels, t int64) *series {
	hash := l.Hash()
	found := s.find(hash, l)
	if found == nil {
		found = &series{labels: l}
		for layer := s.base; layer != nil && found.below == nil; layer = layer.base {
			found.below = layer.find(hash, l)
		}
		s.insert(hash, found)
	}
	found.catchUp(min(t, s.Limit))
	return found
}

// Querier implements storage.Queryable.
func (s *Store) Querier(mint, maxt int64) (storage.Querier, error) {
	return &querier{store: s, mint: mint, maxt: maxt}, nil
}

type querier struct {
	store      *Store
	mint, maxt int64
}

// Select implements storage.Querier. A layer's series hides the one below with the same labels.
func (q *querier) Select(_ context.Context, sorted bool, _ *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
	set := &seriesSet{at: -1}
	for layer := q.store; layer != nil; layer = layer.base {
		maxt := q.maxt
		if layer != q.store {
			maxt = min(maxt, q.store.Limit)
		}
		for _, candidate := range layer.candidates(matchers) {
			if !matches(candidate.labels, matchers) {
				continue
			}
			if q.store.hides(layer, candidate.labels) {
				continue
			}
			candidate.catchUp(q.store.Limit)
			if w := candidate.window(q.mint, maxt, q.store.Guard); w.from < w.to {
				set.list = append(set.list, w)
			}
		}
	}
	if sorted {
		slices.SortFunc(set.list, func(a, b window) int { return labels.Compare(a.labels, b.labels) })
	}
	return set
}

// hides tells whether a layer above the one given has a series with these labels.
func (s *Store) hides(layer *Store, l labels.Labels) bool {
	for above := s; above != layer; above = above.base {
		if above.find(l.Hash(), l) != nil {
			return true
		}
	}
	return false
}

func (s *Store) candidates(matchers []*labels.Matcher) []*series {
	for _, m := range matchers {
		if m.Name == labels.MetricName && m.Type == labels.MatchEqual {
			return s.byName[m.Value]
		}
	}
	return s.all
}

func matches(l labels.Labels, matchers []*labels.Matcher) bool {
	for _, m := range matchers {
		if !m.Matches(l.Get(m.Name)) {
			return false
		}
	}
	return true
}

// LabelValues implements storage.LabelQuerier.
func (q *querier) LabelValues(ctx context.Context, name string, _ *storage.LabelHints, matchers ...*labels.Matcher) ([]string, annotations.Annotations, error) {
	return q.collect(ctx, matchers, func(l labels.Labels, add func(string)) { add(l.Get(name)) })
}

// LabelNames implements storage.LabelQuerier.
func (q *querier) LabelNames(ctx context.Context, _ *storage.LabelHints, matchers ...*labels.Matcher) ([]string, annotations.Annotations, error) {
	return q.collect(ctx, matchers, func(l labels.Labels, add func(string)) {
		l.Range(func(label labels.Label) { add(label.Name) })
	})
}

func (q *querier) collect(ctx context.Context, matchers []*labels.Matcher, each func(labels.Labels, func(string))) ([]string, annotations.Annotations, error) {
	found := map[string]struct{}{}
	for set := q.Select(ctx, false, nil, matchers...); set.Next(); {
		each(set.At().Labels(), func(s string) {
			if s != "" {
				found[s] = struct{}{}
			}
		})
	}
	list := make([]string, 0, len(found))
	for s := range found {
		list = append(list, s)
	}
	slices.Sort(list)
	return list, nil, nil
}

func (*querier) Close() error { return nil }
