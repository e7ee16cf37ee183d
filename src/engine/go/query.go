package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/util/annotations"

	"dashwright.dev/engine/store"
)

// bounds keep a query from taking the machine; every one has a default on the JavaScript side.
type bounds struct {
	maxSamples int
	timeout    time.Duration
	maxSteps   int64
}

// settings are those of a query engine; engines are kept, as making one costs more than a small query.
type settings struct {
	gates              uint32
	delayedNameRemoval bool
	maxSamples         int
	subqueryIntervalMs int64
}

var engines = map[settings]*promql.Engine{}

func engineFor(s settings) *promql.Engine {
	if e, ok := engines[s]; ok {
		return e
	}
	if len(engines) > 64 {
		clear(engines)
	}
	e := promql.NewEngine(promql.EngineOpts{
		Logger:                   silent,
		MaxSamples:               s.maxSamples,
		Timeout:                  24 * time.Hour, // the guard's limit is the one that counts
		NoStepSubqueryIntervalFn: func(int64) int64 { return s.subqueryIntervalMs },
		EnableAtModifier:         true,
		EnableNegativeOffset:     true,
		EnableDelayedNameRemoval: s.delayedNameRemoval,
		Parser: boundedParser{
			parser.NewParser(parserOptions(s.gates)), s.maxSamples, time.Duration(s.subqueryIntervalMs) * time.Millisecond,
		},
	})
	engines[s] = e
	return e
}

// calculation is what queries and rule runs have in common.
type calculation struct {
	bounds
	engine   *promql.Engine
	lookback time.Duration
}

func (r *request) calculation() calculation {
	b := bounds{maxSamples: int(r.number()), timeout: time.Duration(r.millis()) * time.Millisecond, maxSteps: r.millis()}
	lookback := time.Duration(r.millis()) * time.Millisecond
	s := settings{maxSamples: b.maxSamples, gates: r.word(), delayedNameRemoval: r.flag(), subqueryIntervalMs: r.millis()}
	return calculation{bounds: b, engine: engineFor(s), lookback: lookback}
}

// query reads a handle, settings, an expression and its time or range; it answers the value with what the engine
// remarks on it.
func query(in request, out *response) error {
	s, err := storeOf(in.word())
	if err != nil {
		return err
	}
	c := in.calculation()
	expr := in.string()
	isRange := in.flag()
	start, end, step := in.millis(), in.millis(), in.millis()

	ctx, guard := store.NewGuard(c.timeout)
	defer guard.Close()
	s.Guard = guard
	defer func() { s.Guard = nil }()

	opts := promql.NewPrometheusQueryOpts(false, c.lookback, nil)
	var q promql.Query
	if isRange {
		if step <= 0 {
			return errors.New("the step must be more than zero")
		}
		if end < start {
			return errors.New("the end is before the start")
		}
		if steps := (end-start)/step + 1; steps > c.maxSteps {
			return fmt.Errorf("%d steps are more than the limit of %d: use a longer step or a shorter range", steps, c.maxSteps)
		}
		q, err = c.engine.NewRangeQuery(ctx, s, opts, expr, time.UnixMilli(start), time.UnixMilli(end), time.Duration(step)*time.Millisecond)
	} else {
		q, err = c.engine.NewInstantQuery(ctx, s, opts, expr, time.UnixMilli(start))
	}
	if err != nil {
		return err
	}
	defer q.Close()
	result := q.Exec(ctx)
	if result.Err != nil {
		return c.explain(result.Err, guard)
	}
	out.value(result.Value)
	out.remarks(result.Warnings, expr)
	return nil
}

// explain says which bound was hit.
func (c calculation) explain(err error, guard *store.Guard) error {
	var tooMany promql.ErrTooManySamples
	switch {
	case guard.Expired():
		return fmt.Errorf("it took longer than the limit of %d ms", c.timeout.Milliseconds())
	case errors.As(err, &tooMany):
		return fmt.Errorf("%w (limit %d)", err, c.maxSamples)
	}
	return err
}

// Kinds of values; `query.ts` has the same list.
const (
	valueScalar uint32 = iota
	valueString
	valueVector
	valueMatrix
)

func (w *response) value(v parser.Value) {
	switch v := v.(type) {
	case promql.Scalar:
		w.word(valueScalar)
		w.number(v.V)
	case promql.String:
		w.word(valueString)
		w.string(v.V)
	case promql.Vector:
		w.word(valueVector)
		w.vector(v)
	case promql.Matrix:
		w.word(valueMatrix)
		w.count(len(v))
		for _, s := range v {
			w.labels(s.Metric)
			w.count(len(s.Floats))
			for _, p := range s.Floats {
				w.millis(p.T)
			}
			for _, p := range s.Floats {
				w.number(p.F)
			}
			w.count(len(s.Histograms))
			for _, p := range s.Histograms {
				w.millis(p.T)
				w.histogram(p.H)
			}
		}
	default:
		panic(fmt.Sprintf("unknown kind of value %T", v))
	}
}

func (w *response) vector(v promql.Vector) {
	w.count(len(v))
	for _, s := range v {
		w.labels(s.Metric)
		w.flag(s.H != nil)
		if s.H != nil {
			w.histogram(s.H)
		} else {
			w.number(s.F)
		}
	}
}

func (w *response) labels(l labels.Labels) {
	place := len(w.words)
	w.word(0)
	count := uint32(0)
	l.Range(func(label labels.Label) {
		w.string(label.Name)
		w.string(label.Value)
		count++
	})
	w.words[place] = count
}

// histogram writes what the Prometheus API shows of a native histogram: the buckets that are not empty.
func (w *response) histogram(h *histogram.FloatHistogram) {
	w.number(float64(h.Schema))
	w.number(h.Count)
	w.number(h.Sum)
	place := len(w.words)
	w.word(0)
	count := uint32(0)
	for it := h.AllBucketIterator(); it.Next(); {
		b := it.At()
		if b.Count == 0 {
			continue
		}
		w.number(b.Lower)
		w.number(b.Upper)
		w.number(b.Count)
		w.flag(b.LowerInclusive)
		w.flag(b.UpperInclusive)
		count++
	}
	w.words[place] = count
}

// remarks writes the engine's warnings and hints.
func (w *response) remarks(a annotations.Annotations, expr string) {
	warnings, infos := a.AsStrings(expr, 0, 0)
	slices.Sort(warnings)
	slices.Sort(infos)
	w.strings(warnings)
	w.strings(infos)
}

// instant evaluates an expression at one time, for rules and for templates within them.
func (c calculation) instant(ctx context.Context, s *store.Store, expr string, at time.Time, remarks *annotations.Annotations) (promql.Vector, error) {
	q, err := c.engine.NewInstantQuery(ctx, s, promql.NewPrometheusQueryOpts(false, c.lookback, nil), expr, at)
	if err != nil {
		return nil, err
	}
	defer q.Close()
	result := q.Exec(ctx)
	if result.Err != nil {
		return nil, result.Err
	}
	remarks.Merge(result.Warnings)
	switch v := result.Value.(type) {
	case promql.Vector:
		return v, nil
	case promql.Scalar:
		return promql.Vector{promql.Sample{T: v.T, F: v.V, Metric: labels.EmptyLabels()}}, nil
	default:
		return nil, errors.New("rule result is not a vector or scalar")
	}
}
