package main

import (
	"log/slog"
	"regexp"
	"strconv"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
)

var (
	silent = slog.New(slog.DiscardHandler)

	// rulefmt says "12:8: …" or "12:8: 13:8: …", the YAML reader "yaml: line 12: …" or "line 12: …".
	placePattern = regexp.MustCompile(`^(?:(\d+):(\d+): )|\bline (\d+):`)
)

// checkRules reads gates, whether unknown fields are allowed, and a rule file; it answers distinct errors with line
// and column, 0 where unknown.
func checkRules(in request, out *response) error {
	gates, lenient := in.word(), in.flag()
	_, errs := rulefmt.Parse(in.bytes(), lenient, model.UTF8Validation, parser.NewParser(parserOptions(gates)), silent)
	seen := map[string]bool{}
	place := len(out.words)
	out.word(0)
	for _, err := range errs {
		message := err.Error()
		if seen[message] {
			continue
		}
		seen[message] = true
		line, column := placeOf(message)
		out.string(message)
		out.count(line)
		out.count(column)
	}
	out.words[place] = uint32(len(seen))
	return nil
}

func placeOf(message string) (line, column int) {
	found := placePattern.FindStringSubmatch(message)
	if found == nil {
		return 0, 0
	}
	if found[3] != "" {
		line, _ = strconv.Atoi(found[3])
		return line, 0
	}
	line, _ = strconv.Atoi(found[1])
	column, _ = strconv.Atoi(found[2])
	return line, column
}
