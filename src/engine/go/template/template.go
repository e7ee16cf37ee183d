// Package template stands between the rules package and Prometheus' template expander, and leaves out work whose
// result nobody sees. Prometheus expands every label and annotation at every evaluation; a run over time looks at an
// annotation only when its alert changes. What is expanded is expanded by Prometheus' own code.
package template

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/promql"
	upstream "github.com/prometheus/prometheus/template"
)

// QueryFunc is upstream's.
type QueryFunc = upstream.QueryFunc

// AlertTemplateData is upstream's.
func AlertTemplateData(labels, externalLabels map[string]string, externalURL string, smpl promql.Sample) any {
	return upstream.AlertTemplateData(labels, externalLabels, externalURL, smpl)
}

// definitions is what the rules package puts before every text.
const definitions = "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}"

// Expander is one template with its data.
type Expander struct {
	text   string
	expand func() (string, error)
}

// Expanding is true while a template is expanded: queries come from it then, not from a rule.
var Expanding bool

// NewTemplateExpander takes what upstream's does.
func NewTemplateExpander(ctx context.Context, text, name string, data any, timestamp model.Time, queryFunc QueryFunc, externalURL *url.URL, options []string) *Expander {
	return &Expander{text: text, expand: func() (string, error) {
		Expanding = true
		defer func() { Expanding = false }()
		return upstream.NewTemplateExpander(ctx, text, name, data, timestamp, queryFunc, externalURL, options).Expand()
	}}
}

// Expand returns the text if there is nothing to expand, a ticket for Redeem if it may wait, or the expansion.
func (e *Expander) Expand() (string, error) {
	body, found := strings.CutPrefix(e.text, definitions)
	switch {
	case found && !strings.Contains(body, "{{"):
		return body, nil
	case current != nil && current.mayWait(body):
		return current.issue(e.expand), nil
	default:
		return e.expand()
	}
}

// Tickets are expansions put off until somebody looks.
type Tickets struct {
	eager   map[string]bool
	pending map[string]func() (string, error)
	last    int
}

var current *Tickets

// Begin starts putting off expansions, except of the texts given: those of labels, which tell alerts apart.
func Begin(eager map[string]bool) *Tickets {
	current = &Tickets{eager: eager, pending: map[string]func() (string, error){}}
	return current
}

// End stops it.
func (t *Tickets) End() { current = nil }

// mayWait tells whether a text gives the same later. One that asks the storage does not.
func (t *Tickets) mayWait(body string) bool {
	return !t.eager[body] && !strings.Contains(body, "query")
}

const ticketMark = "\x00ticket "

func (t *Tickets) issue(expand func() (string, error)) string {
	t.last++
	ticket := ticketMark + strconv.Itoa(t.last)
	t.pending[ticket] = expand
	return ticket
}

// Pending counts the tickets that are out.
func (t *Tickets) Pending() int { return len(t.pending) }

// Redeem returns the text that a ticket stands for, and any other text as it is.
func (t *Tickets) Redeem(text string) string {
	expand, ok := t.pending[text]
	if !ok {
		return text
	}
	result, err := expand()
	if err != nil {
		// The words are those of the rules package.
		return fmt.Sprintf("<error expanding template: %s>", err)
	}
	return result
}

// Keep forgets all tickets that are not among those given.
func (t *Tickets) Keep(used map[string]bool) {
	for ticket := range t.pending {
		if !used[ticket] {
			delete(t.pending, ticket)
		}
	}
}
