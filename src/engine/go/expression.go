package main

import (
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"

	"dashwright.dev/engine/rules"
)

// expression is a rule's expression that knows its text: the rules package asks for it several times an evaluation.
type expression struct {
	parser.Expr
	text string
}

func (e *expression) String() string { return e.text }

// noDependencies leaves out the search for rules that depend on each other, which only concurrent evaluation uses and
// which does not know our kind of expression.
type noDependencies struct{}

func (noDependencies) AnalyseRules([]rules.Rule) {}

// steady tells whether evaluating an expression at every step of a range gives the same as evaluating it at each time
// on its own while rules record: it must not look at what rules record, not ahead, and not at the range itself.
func steady(expr parser.Expr, recorded map[string]bool) bool {
	ok := true
	parser.Inspect(expr, func(node parser.Node, _ []parser.Node) error {
		switch n := node.(type) {
		case *parser.VectorSelector:
			ok = ok && n.OriginalOffset >= 0 && n.OriginalOffsetExpr == nil && n.Timestamp == nil && n.StartOrEnd == 0 &&
				!n.Anchored && !n.Smoothed && namesOnly(n.LabelMatchers, recorded)
		case *parser.SubqueryExpr:
			ok = ok && n.OriginalOffset >= 0 && n.OriginalOffsetExpr == nil && n.Timestamp == nil && n.StartOrEnd == 0 &&
				n.RangeExpr == nil && n.StepExpr == nil
		case *parser.MatrixSelector:
			ok = ok && n.RangeExpr == nil
		case *parser.Call:
			ok = ok && !unsteadyFunctions[n.Func.Name]
		}
		return nil
	})
	return ok
}

// unsteadyFunctions select series that their text does not name, or do something else in a range query.
var unsteadyFunctions = map[string]bool{
	"info": true, "sort": true, "sort_desc": true, "sort_by_label": true, "sort_by_label_desc": true,
}

// namesOnly tells whether a selector names one metric that no rule records.
func namesOnly(matchers []*labels.Matcher, recorded map[string]bool) bool {
	for _, m := range matchers {
		if m.Name == labels.MetricName && m.Type == labels.MatchEqual {
			return !recorded[m.Value]
		}
	}
	return false
}

// recordedNames lists the metrics that groups write.
func recordedNames(groups []*rules.Group) map[string]bool {
	names := map[string]bool{"ALERTS": true, "ALERTS_FOR_STATE": true}
	for _, g := range groups {
		for _, r := range g.Rules() {
			if rule, ok := r.(*rules.RecordingRule); ok {
				names[rule.Name()] = true
			}
		}
	}
	return names
}
