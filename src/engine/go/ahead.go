package main

import (
	"context"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/util/annotations"

	"dashwright.dev/engine/store"
)

// stepsAhead bounds how much is calculated ahead, and so the memory for it.
const stepsAhead = 2000

// ahead holds the values of one steady expression for the evaluations to come, from one range query: an instant query
// costs more to set up than to calculate.
type ahead struct {
	start, end, step int64
	matrix           promql.Matrix
	floats, others   []int // how far each series is read
	failed           bool  // a step fails: ask one by one, so that the failure comes when it is due
}

// fill evaluates the expression at each step from start to end, or as many as are done ahead.
func (a *ahead) fill(ctx context.Context, c calculation, s *store.Store, expr string, start, end, step int64, remarks *annotations.Annotations) {
	*a = ahead{start: start, end: min(end, start+(stepsAhead-1)*step), step: step}
	q, err := c.engine.NewRangeQuery(ctx, s, promql.NewPrometheusQueryOpts(false, c.lookback, nil), expr,
		time.UnixMilli(a.start), time.UnixMilli(a.end), time.Duration(step)*time.Millisecond)
	if err != nil {
		a.failed = true
		return
	}
	// The matrix belongs to the query, which must not be closed before it is read.
	result := q.Exec(ctx)
	if result.Err != nil {
		a.failed = true
		q.Close()
		return
	}
	matrix, err := result.Matrix()
	if err != nil {
		a.failed = true
		q.Close()
		return
	}
	remarks.Merge(result.Warnings)
	a.matrix = matrix
	a.floats, a.others = make([]int, len(matrix)), make([]int, len(matrix))
}

// covers tells whether the time is one of the steps.
func (a *ahead) covers(at int64) bool {
	return at >= a.start && at <= a.end && (at-a.start)%a.step == 0
}

// isEmptyAt tells whether the vector of a step is known and has no samples.
func (a *ahead) isEmptyAt(t int64) bool {
	if a == nil || a.failed || !a.covers(t) {
		return false
	}
	for i := range a.matrix {
		s := &a.matrix[i]
		f, h := a.seek(i, t)
		if f < len(s.Floats) && s.Floats[f].T == t || h < len(s.Histograms) && s.Histograms[h].T == t {
			return false
		}
	}
	return true
}

// seek returns the places of the first samples of a series that are not before the time, which must not go back.
func (a *ahead) seek(series int, t int64) (float, other int) {
	s := &a.matrix[series]
	f, h := a.floats[series], a.others[series]
	for f < len(s.Floats) && s.Floats[f].T < t {
		f++
	}
	for h < len(s.Histograms) && s.Histograms[h].T < t {
		h++
	}
	a.floats[series], a.others[series] = f, h
	return f, h
}

// at returns the vector of one step; the steps must be asked in order.
func (a *ahead) at(t int64) promql.Vector {
	var v promql.Vector
	for i := range a.matrix {
		s := &a.matrix[i]
		f, h := a.seek(i, t)
		switch {
		case f < len(s.Floats) && s.Floats[f].T == t:
			v = append(v, promql.Sample{Metric: s.Metric, T: t, F: s.Floats[f].F, DropName: s.DropName})
		case h < len(s.Histograms) && s.Histograms[h].T == t:
			v = append(v, promql.Sample{Metric: s.Metric, T: t, H: s.Histograms[h].H.Copy(), DropName: s.DropName})
		}
	}
	return v
}
