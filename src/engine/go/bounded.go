package main

import (
	"fmt"
	"time"

	"github.com/prometheus/prometheus/promql/parser"
)

// boundedParser refuses subqueries whose steps alone would fill the memory; the query engine makes room for all of
// them before it counts samples.
type boundedParser struct {
	parser.Parser
	maxSamples  int
	defaultStep time.Duration
}

// ParseExpr implements parser.Parser.
func (b boundedParser) ParseExpr(input string) (parser.Expr, error) {
	expr, err := b.Parser.ParseExpr(input)
	if err != nil {
		return expr, err
	}
	var tooMany error
	parser.Inspect(expr, func(node parser.Node, path []parser.Node) error {
		n, ok := node.(*parser.SubqueryExpr)
		if !ok {
			return nil
		}
		reach := n.Range
		for _, above := range path {
			if outer, ok := above.(*parser.SubqueryExpr); ok {
				reach += outer.Range
			}
		}
		step := n.Step
		if step == 0 {
			step = b.defaultStep
		}
		if steps := int64(reach / max(step, time.Millisecond)); steps > int64(b.maxSamples) {
			tooMany = fmt.Errorf("the subquery %s has %d steps, more than the limit of %d samples", n, steps, b.maxSamples)
		}
		return nil
	})
	if tooMany != nil {
		return nil, tooMany
	}
	return expr, nil
}
