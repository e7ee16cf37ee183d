package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/util/annotations"

	"dashwright.dev/engine/rules"
	"dashwright.dev/engine/store"
	"dashwright.dev/engine/template"
)

func notify(context.Context, string, ...*rules.Alert) {}

// Which moments of an alert's life to note besides its changes.
const (
	captureNone uint32 = iota
	captureEvery
	captureAt
)

// evaluation is one run of rule groups over time. What the rules record lies in a layer over the loaded series.
type evaluation struct {
	calculation
	base  *store.Store
	layer *store.Store
	guard *store.Guard
	ctx   context.Context
	// Expressions to calculate ahead, by interval; those that are asked one by one are not in it.
	steady   map[steadyKey]*ahead
	interval int64 // of the group being evaluated
	end      int64
	remarks  map[string]annotations.Annotations // by expression
	lines    *timelines
	errors   []ruleError
	count    int
}

// steadyKey is an expression at the interval of its group.
type steadyKey struct {
	expr     string
	interval int64
}

// ruleError is a failure of one rule that came up with the same message one or more times.
type ruleError struct {
	group, rule, message string
	index                int
	at                   int64
	count                uint32
}

// evaluate reads a handle, settings, a time range, groups and samples to take; it answers timelines, errors,
// remarks, a handle of what was recorded (0 unless asked for), and the samples.
func evaluate(in request, out *response) error {
	base, err := storeOf(in.word())
	if err != nil {
		return err
	}
	e := evaluation{
		calculation: in.calculation(), base: base, layer: store.New(base),
		remarks: map[string]annotations.Annotations{}, steady: map[steadyKey]*ahead{},
	}
	gates := in.word()
	start, end, interval := in.millis(), in.millis(), in.millis()
	if interval <= 0 {
		return fmt.Errorf("the evaluation interval must be more than zero, not %d ms", interval)
	}
	sameInterval, keepRecorded, oneByOne := in.flag(), in.flag(), in.flag()
	capture := in.word()
	captures := in.numbers()
	externalLabels, externalURL := in.labels(), in.string()
	p := parser.NewParser(parserOptions(gates))
	parsed, err := in.ruleGroups(p, gates)
	if err != nil {
		return err
	}

	e.ctx, e.guard = store.NewGuard(e.timeout)
	defer e.guard.Close()
	e.layer.Guard, base.Guard = e.guard, e.guard
	defer func() { base.Guard = nil }()
	groups, err := loadGroups(parsed, p, e.query, e.layer, time.Duration(interval)*time.Millisecond, externalLabels, externalURL)
	if err != nil {
		return err
	}
	tickets := template.Begin(labelTexts(parsed))
	defer tickets.End()
	e.lines, e.end = newTimelines(tickets), end
	slices.Sort(captures)
	plan := newPlan(groups, start, end, interval, sameInterval)
	if !oneByOne {
		e.findSteady(plan)
	}
	// The groups whose last evaluation recorded nothing.
	still := make([]bool, len(groups))
	for {
		i, at, next := plan.next()
		if i < 0 {
			break
		}
		if e.guard.Check() {
			return e.explain(context.Canceled, e.guard)
		}
		e.interval = plan.intervals[i]
		e.count++
		if still[i] && e.isIdle(groups[i], at) {
			continue
		}
		appended := e.layer.Appended
		failed := e.evaluate(groups[i], at, capture == captureEvery || capture == captureAt && anyIn(captures, at, next))
		still[i] = !failed && e.layer.Appended == appended
	}

	e.layer.Limit = max(start, end)
	out.count(e.count)
	e.lines.write(out, groups)
	e.writeErrors(out)
	e.writeRemarks(out)
	return e.finish(&in, out, keepRecorded)
}

// query is what rules and their templates ask.
func (e *evaluation) query(ctx context.Context, expr string, at time.Time) (promql.Vector, error) {
	found := e.remarks[expr]
	before := len(found)
	v, err := e.value(ctx, expr, at, &found)
	if len(found) != before {
		e.remarks[expr] = found
	}
	return v, err
}

func (e *evaluation) value(ctx context.Context, expr string, at time.Time, remarks *annotations.Annotations) (promql.Vector, error) {
	t := at.UnixMilli()
	a := e.steady[steadyKey{expr, e.interval}]
	if a == nil || template.Expanding {
		return e.instant(ctx, e.layer, expr, at, remarks)
	}
	if !a.covers(t) {
		a.fill(e.ctx, e.calculation, e.base, expr, t, e.end, e.interval, remarks)
	}
	if a.failed {
		return e.instant(ctx, e.layer, expr, at, remarks)
	}
	return a.at(t), nil
}

// findSteady lists the expressions that can be calculated ahead.
func (e *evaluation) findSteady(p *plan) {
	recorded := recordedNames(p.groups)
	for i, group := range p.groups {
		for _, rule := range group.Rules() {
			expr := rule.Query().(*expression)
			if steady(expr.Expr, recorded) {
				e.steady[steadyKey{expr.text, p.intervals[i]}] = &ahead{start: math.MaxInt64}
			}
		}
	}
}

// labelTexts lists the templates of labels.
func labelTexts(groups *rulefmt.RuleGroups) map[string]bool {
	texts := map[string]bool{}
	for _, g := range groups.Groups {
		for _, text := range g.Labels {
			texts[text] = true
		}
		for _, r := range g.Rules {
			for _, text := range r.Labels {
				texts[text] = true
			}
		}
	}
	return texts
}

// isIdle tells whether evaluating a group that recorded nothing the last time would change nothing: none of its
// expressions has a value, and none of its alerts is active or was so lately.
func (e *evaluation) isIdle(group *rules.Group, at int64) bool {
	at -= group.QueryOffset().Milliseconds()
	for _, rule := range group.Rules() {
		if !e.steady[steadyKey{rule.Query().(*expression).text, e.interval}].isEmptyAt(at) {
			return false
		}
		if alert, ok := rule.(*rules.AlertingRule); ok {
			active := false
			alert.ForEachActiveAlert(func(*rules.Alert) { active = true })
			if active {
				return false
			}
		}
	}
	return true
}

// evaluate tells whether a rule has failed.
func (e *evaluation) evaluate(group *rules.Group, at int64, capture bool) bool {
	e.layer.Limit = at
	group.Eval(e.ctx, time.UnixMilli(at).UTC())
	failed := false
	for i, rule := range group.Rules() {
		if err := rule.LastError(); err != nil {
			failed = true
			e.fail(ruleError{group: group.Name(), rule: rule.Name(), index: i, at: at, message: err.Error(), count: 1})
		}
	}
	e.lines.observe(group, at, capture)
	return failed
}

func (e *evaluation) fail(f ruleError) {
	for i := range e.errors {
		known := &e.errors[i]
		if known.group == f.group && known.index == f.index && known.message == f.message {
			known.count++
			return
		}
	}
	e.errors = append(e.errors, f)
}

func (e *evaluation) writeErrors(out *response) {
	out.count(len(e.errors))
	for _, f := range e.errors {
		out.string(f.group)
		out.count(f.index)
		out.string(f.rule)
		out.millis(f.at)
		out.word(f.count)
		out.string(f.message)
	}
}

func (e *evaluation) writeRemarks(out *response) {
	exprs := make([]string, 0, len(e.remarks))
	for expr := range e.remarks {
		exprs = append(exprs, expr)
	}
	slices.Sort(exprs)
	out.count(len(exprs))
	for _, expr := range exprs {
		out.string(expr)
		out.remarks(e.remarks[expr], expr)
	}
}

// finish hands out the recorded series and takes the samples that were asked for.
func (e *evaluation) finish(in *request, out *response, keepRecorded bool) error {
	place := len(out.words)
	out.word(0)
	for range in.count() {
		expr, at := in.string(), in.millis()
		e.sample(out, expr, at)
	}
	if e.guard.Expired() {
		return e.explain(context.Canceled, e.guard)
	}
	if keepRecorded {
		e.layer.Guard = nil
		e.layer.Limit = math.MaxInt64
		out.words[place] = keep(e.layer)
	}
	return nil
}

func (e *evaluation) sample(out *response, expr string, at int64) {
	q, err := e.engine.NewInstantQuery(e.ctx, e.layer, promql.NewPrometheusQueryOpts(false, e.lookback, nil), expr, time.UnixMilli(at))
	if err == nil {
		defer q.Close()
		result := q.Exec(e.ctx)
		if err = result.Err; err == nil {
			out.flag(true)
			out.value(result.Value)
			out.remarks(result.Warnings, expr)
			return
		}
	}
	out.flag(false)
	out.string(e.explain(err, e.guard).Error())
}

func anyIn(sorted []float64, from, to int64) bool {
	i, _ := slices.BinarySearch(sorted, float64(from))
	return i < len(sorted) && sorted[i] < float64(to)
}

// plan says which group is due when: in time order, and in file order at the same time.
type plan struct {
	groups    []*rules.Group
	due       []int64
	intervals []int64
	end       int64
}

func newPlan(groups []*rules.Group, start, end, interval int64, sameInterval bool) *plan {
	p := &plan{groups: groups, end: end}
	for _, g := range groups {
		p.due = append(p.due, start)
		if sameInterval {
			p.intervals = append(p.intervals, interval)
		} else {
			p.intervals = append(p.intervals, g.Interval().Milliseconds())
		}
	}
	return p
}

// next returns the number of the group that is due, the time, and the time of its evaluation after that; -1 at the end.
func (p *plan) next() (int, int64, int64) {
	first := -1
	for i, due := range p.due {
		if due <= p.end && (first < 0 || due < p.due[first]) {
			first = i
		}
	}
	if first < 0 {
		return -1, 0, 0
	}
	at := p.due[first]
	p.due[first] += max(1, p.intervals[first])
	return first, at, p.due[first]
}
