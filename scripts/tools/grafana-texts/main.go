// Expands texts of alerts as Grafana does, for tests: with the template package of Prometheus over Grafana's data
// (pkg/services/ngalert/state/template), after file provisioning has replaced variables of the environment
// (pkg/services/provisioning/values). Reads one JSON object from standard input, writes one to standard output.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/template"
)

type labels map[string]string

type number struct {
	Labels labels
	Value  float64
}

// data is what a text is expanded with.
type data struct {
	Labels labels
	Values map[string]number
	Value  string
}

type input struct {
	Texts []string `json:"texts"`
	// Labels of the alert, and values by the refId of their query.
	Labels labels             `json:"labels"`
	Values map[string]float64 `json:"values"`
	// Whether provisioning replaces variables of the environment in labels and annotations: versions differ.
	Interpolate bool `json:"interpolate"`
}

type result struct {
	Text  string `json:"text"`
	Error string `json:"error,omitempty"`
}

func main() {
	var given input
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	results := make([]result, len(given.Texts))
	for i, text := range given.Texts {
		if given.Interpolate {
			text = interpolated(text)
		}
		expanded, err := expand(text, given)
		results[i].Text = expanded
		if err != nil {
			results[i].Error = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func interpolated(text string) string {
	parts := strings.Split(text, "$$")
	for i, part := range parts {
		parts[i] = os.ExpandEnv(part)
	}
	return strings.Join(parts, "$")
}

func expand(text string, given input) (string, error) {
	values := map[string]number{}
	for refID, value := range given.Values {
		values[refID] = number{Labels: given.Labels, Value: value}
	}
	nothing := func(context.Context, string, time.Time) (promql.Vector, error) { return nil, nil }
	variables := "{{- $labels := .Labels -}}{{- $values := .Values -}}{{- $value := .Value -}}"
	expander := template.NewTemplateExpander(
		context.Background(),
		variables+text,
		"__alert_test",
		data{Labels: given.Labels, Values: values, Value: "[ var='A' labels={} value=1 ]"},
		model.Time(0),
		nothing,
		&url.URL{Scheme: "https", Host: "grafana.example.com"},
		[]string{"missingkey=invalid"},
	)
	return expander.Expand()
}
