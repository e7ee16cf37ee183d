package main

import (
	"errors"

	"github.com/prometheus/prometheus/promql/parser"
)

// What a parse call asks for beyond the tree.
const (
	wantCanonical uint32 = 1 << iota
	wantPretty
	noTree
)

// parserOptions turns the gates that a caller opens into Prometheus' own options. The gates that older versions have
// for calculated durations and extended range selectors are reported of an expression, and open by themselves.
func parserOptions(gates uint32) parser.Options {
	return parser.Options{
		EnableExperimentalFunctions: gates&gateExperimentalFunctions != 0,
		EnableBinopFillModifiers:    gates&gateBinopFill != 0,
	}
}

// parse reads wants, gates and a list of expressions; it answers one entry per expression.
func parse(in request, out *response) error {
	wants, gates := in.word(), in.word()
	p := parser.NewParser(parserOptions(gates))
	for range in.count() {
		text := in.string()
		expr, err := p.ParseExpr(text)
		if err != nil {
			parseErrors(text, err, out)
			continue
		}
		out.word(1)
		place := len(out.words)
		out.word(0)
		out.string(string(expr.Type()))
		w := astWriter{response: out, positions: newPositions(text)}
		if wants&noTree == 0 {
			w.expr(expr)
		}
		out.words[place] = w.gates
		if wants&wantCanonical != 0 {
			out.string(expr.String())
		}
		if wants&wantPretty != 0 {
			out.string(parser.Prettify(expr))
		}
	}
	return nil
}

// parseErrors lists every error that the parser found, with its place in UTF-16 units.
func parseErrors(text string, err error, out *response) {
	out.word(0)
	p := newPositions(text)
	var list parser.ParseErrors
	if !errors.As(err, &list) {
		out.count(1)
		out.string(err.Error())
		out.words = append(out.words, 0, p.at(len(text)))
		return
	}
	out.count(len(list))
	for i := range list {
		out.string(list[i].Err.Error())
		out.words = append(out.words, p.at(int(list[i].PositionRange.Start)), p.at(int(list[i].PositionRange.End)))
	}
}
