// Package suite is Prometheus' promqltest package, copied at build time, with this file added: it runs every case and
// goes on after one that fails.
package suite

import (
	"fmt"
	"io/fs"
	"testing"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"

	"dashwright.dev/engine/promqltest/teststorage"
)

// Case is the outcome of one eval command.
type Case struct {
	File  string `json:"file"`
	Line  int    `json:"line"`
	Expr  string `json:"expr"`
	Error string `json:"error,omitempty"`
}

// Run runs all files that Prometheus ships, with the engine settings that its own tests use.
func Run() []Case {
	files, err := fs.Glob(testsFs, "*/*.test")
	if err != nil || len(files) == 0 {
		panic(fmt.Sprintf("no test files: %v", err))
	}
	// The settings of TestEvaluations and NewTestEngine in Prometheus' promql package.
	engine := promql.NewEngine(promql.EngineOpts{
		MaxSamples:               DefaultMaxSamplesPerQuery,
		Timeout:                  100 * time.Second,
		NoStepSubqueryIntervalFn: func(int64) int64 { return durationMilliseconds(time.Minute) },
		EnableAtModifier:         true,
		EnableNegativeOffset:     true,
		EnableDelayedNameRemoval: true,
		UseStartTimestamps:       true,
		Parser:                   parser.NewParser(TestParserOpts),
	})
	var cases []Case
	for _, file := range files {
		cases = append(cases, runFile(file, engine)...)
	}
	return cases
}

func runFile(file string, engine promql.QueryEngine) []Case {
	content, err := fs.ReadFile(testsFs, file)
	if err != nil {
		panic(err)
	}
	open := func(t testing.TB) storage.Storage { return teststorage.New(t) }
	t, err := newTest(nil, string(content), true, open)
	if err != nil {
		return []Case{{File: file, Error: err.Error()}}
	}
	defer t.cancelCtx()
	var cases []Case
	for _, command := range t.cmds {
		err := execute(t, command, engine)
		eval, isEval := command.(*evalCmd)
		if !isEval && err == nil {
			continue
		}
		c := Case{File: file, Expr: fmt.Sprint(command)}
		if isEval {
			c.Line, c.Expr = eval.line, eval.expr
		}
		if err != nil {
			c.Error = err.Error()
		}
		cases = append(cases, c)
	}
	return cases
}

func execute(t *test, command testCommand, engine promql.QueryEngine) (err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("panic: %v", e)
		}
	}()
	return t.exec(command, engine)
}
