package main

import (
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/promql/parser/posrange"
)

// Node kinds; `decode-ast.ts` has the same list.
const (
	kindNumber uint32 = iota
	kindString
	kindVector
	kindMatrix
	kindSubquery
	kindCall
	kindAggregation
	kindBinary
	kindUnary
	kindParen
)

// Feature gates that an expression needs beyond a stock Prometheus, of this version or an older one.
const (
	gateExperimentalFunctions uint32 = 1 << iota
	gateDurationExpressions
	gateExtendedRangeSelectors
	gateBinopFill
)

// Flags of selectors and subqueries: which optional parts follow, in this order.
const (
	hasOffset uint32 = 1 << iota
	hasTimestamp
	atStart
	atEnd
	isAnchored
	isSmoothed
	hasOffsetExpr
	hasRangeExpr
	hasStepExpr
)

// astWriter appends an expression's tree, depth first, to a response.
type astWriter struct {
	*response
	positions
	gates uint32
}

func (w *astWriter) place(p posrange.PositionRange) {
	w.words = append(w.words, w.at(int(p.Start)), w.at(int(p.End)))
}

func (w *astWriter) duration(d time.Duration) { w.number(float64(d) / float64(time.Millisecond)) }

func (w *astWriter) expr(e parser.Expr) {
	switch n := e.(type) {
	case *parser.NumberLiteral:
		w.word(kindNumber)
		w.place(n.PosRange)
		w.flag(n.Duration)
		w.number(n.Val)
	case *parser.StringLiteral:
		w.word(kindString)
		w.place(n.PosRange)
		w.string(n.Val)
	case *parser.VectorSelector:
		w.vector(n)
	case *parser.MatrixSelector:
		w.word(kindMatrix)
		w.place(n.PositionRange())
		w.duration(n.Range)
		w.durationExpr(n.RangeExpr)
		w.expr(n.VectorSelector)
	case *parser.SubqueryExpr:
		w.subquery(n)
	case *parser.Call:
		w.word(kindCall)
		w.place(n.PosRange)
		w.string(n.Func.Name)
		if n.Func.Experimental {
			w.gates |= gateExperimentalFunctions
		}
		w.count(len(n.Args))
		for _, arg := range n.Args {
			w.expr(arg)
		}
	case *parser.AggregateExpr:
		w.aggregation(n)
	case *parser.BinaryExpr:
		w.binary(n)
	case *parser.UnaryExpr:
		w.word(kindUnary)
		w.place(n.PositionRange())
		w.string(operator(n.Op))
		w.expr(n.Expr)
	case *parser.ParenExpr:
		w.word(kindParen)
		w.place(n.PosRange)
		w.expr(n.Expr)
	case *parser.StepInvariantExpr:
		w.expr(n.Expr)
	default:
		panic("unknown kind of expression: " + e.String())
	}
}

func (w *astWriter) vector(n *parser.VectorSelector) {
	w.word(kindVector)
	w.place(n.PosRange)
	w.modifiers(n.OriginalOffset, n.OriginalOffsetExpr, n.Timestamp, n.StartOrEnd, n.Anchored, n.Smoothed)
	w.string(n.Name)
	// The parser adds a matcher for the metric name; a name written before the braces is told by `name` alone.
	count := len(n.LabelMatchers)
	if n.Name != "" {
		count--
	}
	w.count(count)
	for _, m := range n.LabelMatchers {
		if n.Name != "" && m.Name == labels.MetricName && m.Type == labels.MatchEqual && m.Value == n.Name {
			continue
		}
		w.string(m.Name)
		w.word(uint32(m.Type))
		w.string(m.Value)
	}
}

func (w *astWriter) modifiers(offset time.Duration, expr *parser.DurationExpr, timestamp *int64, startOrEnd parser.ItemType, anchored, smoothed bool) {
	place := len(w.words)
	w.word(0)
	flags := uint32(0)
	if offset != 0 {
		flags |= hasOffset
		w.duration(offset)
	}
	if timestamp != nil {
		flags |= hasTimestamp
		w.millis(*timestamp)
	}
	switch startOrEnd {
	case parser.START:
		flags |= atStart
	case parser.END:
		flags |= atEnd
	}
	if anchored {
		flags |= isAnchored
		w.gates |= gateExtendedRangeSelectors
	}
	if smoothed {
		flags |= isSmoothed
		w.gates |= gateExtendedRangeSelectors
	}
	if expr != nil {
		flags |= hasOffsetExpr
		w.gates |= gateDurationExpressions
		w.string(expr.String())
	}
	w.words[place] = flags
}

func (w *astWriter) durationExpr(e *parser.DurationExpr) {
	w.flag(e != nil)
	if e != nil {
		w.gates |= gateDurationExpressions
		w.string(e.String())
	}
}

func (w *astWriter) subquery(n *parser.SubqueryExpr) {
	w.word(kindSubquery)
	w.place(n.PositionRange())
	w.modifiers(n.OriginalOffset, n.OriginalOffsetExpr, n.Timestamp, n.StartOrEnd, false, false)
	w.duration(n.Range)
	w.durationExpr(n.RangeExpr)
	w.duration(n.Step)
	w.durationExpr(n.StepExpr)
	w.expr(n.Expr)
}

func (w *astWriter) aggregation(n *parser.AggregateExpr) {
	w.word(kindAggregation)
	w.place(n.PosRange)
	w.string(operator(n.Op))
	if n.Op.IsExperimentalAggregator() {
		w.gates |= gateExperimentalFunctions
	}
	w.flag(n.Without)
	w.strings(n.Grouping)
	w.expr(n.Expr)
	w.flag(n.Param != nil)
	if n.Param != nil {
		w.expr(n.Param)
	}
}

func (w *astWriter) binary(n *parser.BinaryExpr) {
	w.word(kindBinary)
	w.place(n.PositionRange())
	w.string(operator(n.Op))
	w.flag(n.ReturnBool)
	m := n.VectorMatching
	w.flag(m != nil)
	if m != nil {
		w.word(uint32(m.Card))
		w.flag(m.On)
		w.strings(m.MatchingLabels)
		w.strings(m.Include)
		w.fill(m.FillValues.LHS)
		w.fill(m.FillValues.RHS)
	}
	w.expr(n.LHS)
	w.expr(n.RHS)
}

func (w *astWriter) fill(v *float64) {
	w.flag(v != nil)
	if v != nil {
		w.gates |= gateBinopFill
		w.number(*v)
	}
}

// operator avoids the lookup's fallback formatting for the names that occur.
func operator(op parser.ItemType) string { return parser.ItemTypeStr[op] }
