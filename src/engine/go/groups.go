package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"

	"dashwright.dev/engine/rules"
)

// ruleGroups reads the groups to evaluate: the text of a rule file, or the same as data, which skips the YAML.
func (r *request) ruleGroups(p parser.Parser, gates uint32) (*rulefmt.RuleGroups, error) {
	if r.flag() {
		parsed, errs := rulefmt.Parse(r.bytes(), false, model.UTF8Validation, p, silent)
		return parsed, errors.Join(errs...)
	}
	parsed := &rulefmt.RuleGroups{}
	known := map[string]bool{}
	for range r.count() {
		group, err := r.ruleGroup(p, gates)
		if err != nil {
			return nil, err
		}
		if group.Name == "" || known[group.Name] {
			return nil, fmt.Errorf("group names must be given and unique: %q", group.Name)
		}
		known[group.Name] = true
		parsed.Groups = append(parsed.Groups, group)
	}
	return parsed, nil
}

func (r *request) ruleGroup(p parser.Parser, gates uint32) (rulefmt.RuleGroup, error) {
	g := rulefmt.RuleGroup{Name: r.string()}
	fail := func(where string, err error) (rulefmt.RuleGroup, error) {
		return g, fmt.Errorf("group %q, %s: %w", g.Name, where, err)
	}
	var err error
	if g.Interval, err = r.duration(); err != nil {
		return fail("interval", err)
	}
	if r.flag() {
		offset, err := r.duration()
		if err != nil {
			return fail("query_offset", err)
		}
		g.QueryOffset = &offset
	}
	g.Limit = r.count()
	g.Labels = r.stringMap()
	for i := range r.count() {
		rule := rulefmt.Rule{Alert: r.string(), Record: r.string(), Expr: r.string()}
		name := fmt.Sprintf("rule %d, %q", i+1, rule.Alert+rule.Record)
		if rule.For, err = r.duration(); err != nil {
			return fail(name, err)
		}
		if rule.KeepFiringFor, err = r.duration(); err != nil {
			return fail(name, err)
		}
		rule.Labels, rule.Annotations = r.stringMap(), r.stringMap()
		if err := validate(&rule, p, gates); err != nil {
			return fail(name, err)
		}
		g.Rules = append(g.Rules, rule)
	}
	return g, nil
}

// valid holds rules that have been validated: a scenario loads the same rules for each of its evaluations.
var valid = map[string]bool{}

const mostValid = 10000

func validate(rule *rulefmt.Rule, p parser.Parser, gates uint32) error {
	key := keyOf(rule, gates)
	if valid[key] {
		return nil
	}
	for _, wrong := range rule.Validate(rulefmt.RuleNode{}, model.UTF8Validation, p) {
		return errors.Unwrap(&wrong)
	}
	if len(valid) == mostValid {
		clear(valid)
	}
	valid[key] = true
	return nil
}

// keyOf tells apart rules that differ in what is validated: all of their texts, and the gates of their expressions.
func keyOf(rule *rulefmt.Rule, gates uint32) string {
	key := binary.AppendUvarint(nil, uint64(gates))
	add := func(text string) { key = append(binary.AppendUvarint(key, uint64(len(text))), text...) }
	for _, text := range []string{rule.Alert, rule.Record, rule.Expr} {
		add(text)
	}
	key = binary.AppendVarint(binary.AppendVarint(key, int64(rule.For)), int64(rule.KeepFiringFor))
	for _, texts := range []map[string]string{rule.Labels, rule.Annotations} {
		key = binary.AppendUvarint(key, uint64(len(texts)))
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			add(name)
			add(texts[name])
		}
	}
	return string(key)
}

// duration reads Prometheus' notation, or nothing for zero.
func (r *request) duration() (model.Duration, error) {
	s := r.string()
	if s == "" {
		return 0, nil
	}
	return model.ParseDuration(s)
}

func (r *request) stringMap() map[string]string {
	n := r.count()
	if n == 0 {
		return nil
	}
	m := make(map[string]string, n)
	for range n {
		key := r.string()
		m[key] = r.string()
	}
	return m
}

// loader hands groups to the rule manager that are in memory already.
type loader struct {
	groups *rulefmt.RuleGroups
	parser parser.Parser
}

func (l loader) Load(string, bool, model.ValidationScheme) (*rulefmt.RuleGroups, []error) {
	return l.groups, nil
}

func (l loader) Parse(expr string) (parser.Expr, error) {
	parsed, err := l.parser.ParseExpr(expr)
	if err != nil {
		return nil, err
	}
	return &expression{Expr: parsed, text: parsed.String()}, nil
}

const ruleFile = "rules"

// loadGroups makes the groups that Prometheus would make, in file order, ready to be evaluated.
func loadGroups(parsed *rulefmt.RuleGroups, p parser.Parser, query rules.QueryFunc, store storage.AppendableV2, interval time.Duration, externalLabels labels.Labels, externalURL string) ([]*rules.Group, error) {
	address, err := url.Parse(externalURL)
	if err != nil {
		return nil, fmt.Errorf("external URL: %w", err)
	}
	manager := rules.NewManager(&rules.ManagerOptions{
		QueryFunc:    query,
		AppendableV2: store,
		NotifyFunc:   notify,
		Logger:       silent,
		ExternalURL:  address,
		GroupLoader:  loader{groups: parsed, parser: p},
		Parser:       p,

		RuleDependencyController: noDependencies{},
	})
	byKey, errs := manager.LoadGroups(interval, externalLabels, externalURL, nil, false, ruleFile)
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	list := make([]*rules.Group, 0, len(parsed.Groups))
	for _, g := range parsed.Groups {
		group := byKey[rules.GroupKey(ruleFile, g.Name)]
		for _, rule := range group.Rules() {
			if alert, ok := rule.(*rules.AlertingRule); ok {
				// There is no earlier life to restore; without this the ALERTS series are held back.
				alert.SetRestored(true)
			}
		}
		list = append(list, group)
	}
	return list, nil
}
