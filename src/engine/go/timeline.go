package main

import (
	"slices"

	"github.com/prometheus/prometheus/model/labels"

	"dashwright.dev/engine/rules"
)

// moment is what one alert was at one evaluation.
type moment struct {
	at          int64
	state       rules.AlertState
	changed     bool
	value       float64
	annotations labels.Labels
}

// timeline is the life of one label set of one alerting rule.
type timeline struct {
	group     string
	rule      int
	alert     string
	labels    labels.Labels
	moments   []moment
	last      moment
	evaluated int // the evaluation that it was last part of
}

// timelines follows the alerts of a run.
type timelines struct {
	byRule map[*rules.AlertingRule]map[uint64]*timeline
	count  int
}

func newTimelines() *timelines {
	return &timelines{byRule: map[*rules.AlertingRule]map[uint64]*timeline{}}
}

// observe notes what an evaluation at a time has changed; with capture it also notes what it has not.
func (t *timelines) observe(group *rules.Group, at int64, capture bool) {
	t.count++
	for i, rule := range group.Rules() {
		if alert, ok := rule.(*rules.AlertingRule); ok {
			t.observeRule(group, i, alert, at, capture)
		}
	}
}

func (t *timelines) observeRule(group *rules.Group, index int, rule *rules.AlertingRule, at int64, capture bool) {
	known := t.byRule[rule]
	rule.ForEachActiveAlert(func(a *rules.Alert) {
		hash := a.Labels.Hash()
		line := known[hash]
		if line == nil {
			if known == nil {
				known = map[uint64]*timeline{}
				t.byRule[rule] = known
			}
			line = &timeline{
				group: group.Name(), rule: index, alert: rule.Name(), labels: a.Labels.Copy(),
				last: moment{state: rules.StateInactive},
			}
			known[hash] = line
		}
		line.evaluated = t.count
		line.note(moment{at: at, state: a.State, value: a.Value, annotations: a.Annotations}, capture)
	})
	for _, line := range known {
		if line.evaluated != t.count {
			// Prometheus has forgotten it: it was pending and its condition ended.
			gone := line.last
			gone.at, gone.state = at, rules.StateInactive
			line.note(gone, capture)
		}
	}
}

func (l *timeline) note(now moment, capture bool) {
	now.changed = now.state != l.last.state
	l.last = now
	if now.changed || capture && now.state != rules.StateInactive {
		l.moments = append(l.moments, now)
	}
}

// write answers all timelines, in the order of groups, rules and labels.
func (t *timelines) write(out *response, groups []*rules.Group) {
	place := len(out.words)
	out.word(0)
	count := uint32(0)
	for _, group := range groups {
		for _, rule := range group.Rules() {
			alert, ok := rule.(*rules.AlertingRule)
			if !ok {
				continue
			}
			lines := make([]*timeline, 0, len(t.byRule[alert]))
			for _, line := range t.byRule[alert] {
				lines = append(lines, line)
			}
			slices.SortFunc(lines, func(a, b *timeline) int {
				return labels.Compare(a.labels, b.labels)
			})
			for _, line := range lines {
				line.write(out)
				count++
			}
		}
	}
	out.words[place] = count
}

func (l *timeline) write(out *response) {
	out.string(l.group)
	out.count(l.rule)
	out.string(l.alert)
	out.labels(l.labels)
	out.count(len(l.moments))
	for _, m := range l.moments {
		out.millis(m.at)
		out.count(int(m.state - rules.StateInactive))
		out.flag(m.changed)
		out.number(m.value)
		out.labels(m.annotations)
	}
}
