package main

import (
	"slices"

	"github.com/prometheus/prometheus/model/labels"

	"dashwright.dev/engine/rules"
	"dashwright.dev/engine/template"
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
	byRule  map[*rules.AlertingRule]map[uint64]*timeline
	count   int
	tickets *template.Tickets
	sweepAt int // number of tickets at which to look which of them are still in use
}

func newTimelines(tickets *template.Tickets) *timelines {
	return &timelines{byRule: map[*rules.AlertingRule]map[uint64]*timeline{}, tickets: tickets, sweepAt: 4096}
}

// observe notes what an evaluation at a time has changed; with capture it also notes what it has not.
func (t *timelines) observe(group *rules.Group, at int64, capture bool) {
	t.count++
	for i, rule := range group.Rules() {
		if alert, ok := rule.(*rules.AlertingRule); ok {
			t.observeRule(group, i, alert, at, capture)
		}
	}
	if t.tickets.Pending() > t.sweepAt {
		t.sweep()
	}
}

// sweep forgets put-off annotations that a later evaluation has replaced.
func (t *timelines) sweep() {
	used := map[string]bool{}
	mark := func(l labels.Label) { used[l.Value] = true }
	for rule, lines := range t.byRule {
		rule.ForEachActiveAlert(func(a *rules.Alert) { a.Annotations.Range(mark) })
		for _, line := range lines {
			line.last.annotations.Range(mark)
		}
	}
	t.tickets.Keep(used)
	t.sweepAt = max(4096, 2*t.tickets.Pending())
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
		t.note(line, moment{at: at, state: a.State, value: a.Value, annotations: a.Annotations}, capture)
	})
	for _, line := range known {
		if line.evaluated != t.count {
			// Prometheus has forgotten it: it was pending and its condition ended.
			gone := line.last
			gone.at, gone.state = at, rules.StateInactive
			t.note(line, gone, capture)
		}
	}
}

func (t *timelines) note(line *timeline, now moment, capture bool) {
	now.changed = now.state != line.last.state
	if now.changed || capture && now.state != rules.StateInactive {
		now.annotations = t.redeem(now.annotations)
		line.moments = append(line.moments, now)
	}
	line.last = now
}

// redeem expands the annotations that were put off.
func (t *timelines) redeem(annotations labels.Labels) labels.Labels {
	b := labels.NewScratchBuilder(annotations.Len())
	annotations.Range(func(l labels.Label) { b.Add(l.Name, t.tickets.Redeem(l.Value)) })
	return b.Labels()
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
