package main

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/prometheus/alertmanager/alert"
	"github.com/prometheus/alertmanager/timeinterval"
	"github.com/prometheus/common/model"

	"dashwright.dev/alertmanager/config"
	"dashwright.dev/alertmanager/inhibit"
	"dashwright.dev/alertmanager/notify"
	"dashwright.dev/alertmanager/route"
)

// story is what alerts do while a configuration is in force. Times are unix milliseconds.
type story struct {
	Config string `json:"config"`
	Alerts []struct {
		Labels model.LabelSet `json:"labels"`
		// From when until when it fires; without an end it fires until the end of the story.
		Firing [][]int64 `json:"firing"`
	} `json:"alerts"`
	End int64 `json:"end"`
	// Times at which the state of every alert that fires is asked for.
	Moments []int64 `json:"moments"`
}

type outcome struct {
	// By Alertmanager's numbers of the routes.
	Routes []describedRoute `json:"routes"`
	// For each alert of the story, the numbers of the routes that match it, in the order in which they do.
	Matched       [][]int        `json:"matched"`
	Notifications []notification `json:"notifications"`
	Suppressions  []suppression  `json:"suppressions"`
	// For each of the moments that were asked for.
	Moments []moment `json:"moments"`
}
type describedRoute struct {
	// Positions among the routes of the parent, from the root down.
	Path           []int    `json:"path"`
	Receiver       string   `json:"receiver"`
	Matchers       string   `json:"matchers"`
	GroupBy        []string `json:"groupBy"`
	GroupByAll     bool     `json:"groupByAll"`
	GroupWait      int64    `json:"groupWait"`
	GroupInterval  int64    `json:"groupInterval"`
	RepeatInterval int64    `json:"repeatInterval"`
}
type notification struct {
	At       int64          `json:"at"`
	Route    int            `json:"route"`
	Receiver string         `json:"receiver"`
	Group    model.LabelSet `json:"group"`
	Firing   []int          `json:"firing"`
	Resolved []int          `json:"resolved"`
	Reason   string         `json:"reason"`
}

// suppression is an alert that a notification left out.
type suppression struct {
	At        int64       `json:"at"`
	Route     int         `json:"route"`
	Alert     int         `json:"alert"`
	Inhibited []inhibitor `json:"inhibited,omitempty"`
	// Time intervals that mute the route, or those outside of which it is not active.
	Muted    []string `json:"muted,omitempty"`
	Inactive []string `json:"inactive,omitempty"`
}
type inhibitor struct {
	Rule   int `json:"rule"`
	Source int `json:"source"`
}
type moment struct {
	At     int64        `json:"at"`
	Alerts []alertState `json:"alerts"`
}
type alertState struct {
	Alert     int         `json:"alert"`
	Inhibited []inhibitor `json:"inhibited,omitempty"`
	// For each route that matches the alert.
	Routes []routeState `json:"routes"`
}
type routeState struct {
	Route    int      `json:"route"`
	Muted    []string `json:"muted,omitempty"`
	Inactive []string `json:"inactive,omitempty"`
}

// simulation is Alertmanager in a time of its own.
type simulation struct {
	story     story
	tree      *route.Route
	rules     []*inhibit.InhibitRule
	intervals *timeinterval.Intervener
	// Whether a receiver is notified of resolved alerts.
	resolved map[string]bool
	byPrint  map[model.Fingerprint]int
	alerts   []*alert.Alert
	groups   []*group
	log      map[string]*notify.Entry
	outcome  *outcome
}

// group is the alerts that one route notifies together.
type group struct {
	route  *route.Route
	labels model.LabelSet
	key    string
	next   time.Time
	alerts map[int]*alert.Alert
}

func dispatch(asked story) (*outcome, error) {
	loaded, err := config.Load(asked.Config)
	if err != nil {
		return nil, err
	}
	s := simulate(asked, loaded)
	for number, alert := range s.alerts {
		s.outcome.Matched[number] = []int{}
		for _, matched := range s.tree.Match(alert.Labels) {
			s.outcome.Matched[number] = append(s.outcome.Matched[number], matched.Idx)
		}
	}
	return s.outcome, s.run()
}

func simulate(asked story, loaded *config.Config) *simulation {
	intervals := map[string][]timeinterval.TimeInterval{}
	for _, each := range loaded.MuteTimeIntervals {
		intervals[each.Name] = each.TimeIntervals
	}
	for _, each := range loaded.TimeIntervals {
		intervals[each.Name] = each.TimeIntervals
	}
	s := &simulation{
		story:     asked,
		tree:      route.NewRoute(loaded.Route, nil),
		intervals: timeinterval.NewIntervener(intervals),
		resolved:  map[string]bool{},
		byPrint:   map[model.Fingerprint]int{},
		log:       map[string]*notify.Entry{},
		outcome:   &outcome{Matched: make([][]int, len(asked.Alerts)), Notifications: []notification{}, Suppressions: []suppression{}, Moments: []moment{}},
	}
	for _, rule := range loaded.InhibitRules {
		s.rules = append(s.rules, inhibit.NewInhibitRule(rule))
	}
	for _, receiver := range loaded.Receivers {
		for _, each := range receiver.WebhookConfigs {
			s.resolved[receiver.Name] = s.resolved[receiver.Name] || each.SendResolved()
		}
	}
	for number, each := range asked.Alerts {
		made := &alert.Alert{Alert: model.Alert{Labels: each.Labels}}
		s.alerts = append(s.alerts, made)
		s.byPrint[made.Fingerprint()] = number
	}
	s.describe(s.tree, []int{})
	slices.SortFunc(s.outcome.Routes, func(a, b describedRoute) int { return cmp.Compare(a.number(s), b.number(s)) })
	return s
}

func (s *simulation) describe(r *route.Route, path []int) {
	o := r.RouteOpts
	described := describedRoute{
		Path: path, Receiver: o.Receiver, Matchers: r.Matchers.String(), GroupBy: []string{}, GroupByAll: o.GroupByAll,
		GroupWait: o.GroupWait.Milliseconds(), GroupInterval: o.GroupInterval.Milliseconds(), RepeatInterval: o.RepeatInterval.Milliseconds(),
	}
	for _, name := range slices.Sorted(maps.Keys(o.GroupBy)) {
		described.GroupBy = append(described.GroupBy, string(name))
	}
	s.outcome.Routes = append(s.outcome.Routes, described)
	for number, child := range r.Routes {
		s.describe(child, append(slices.Clone(path), number))
	}
}

func (d describedRoute) number(s *simulation) int {
	r := s.tree
	for _, at := range d.Path {
		r = r.Routes[at]
	}
	return r.Idx
}

// change is an alert that begins or ceases to fire, as Prometheus tells it.
type change struct {
	at    time.Time
	alert int
	fires bool
}

// run lets the time pass: what Prometheus tells at a time comes before what Alertmanager sends at it.
func (s *simulation) run() error {
	var changes []change
	for number, each := range s.story.Alerts {
		for _, span := range each.Firing {
			changes = append(changes, change{timeOf(span[0]), number, true})
			if len(span) > 1 {
				changes = append(changes, change{timeOf(span[1]), number, false})
			}
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return a.at.Compare(b.at) })
	moments := slices.Sorted(slices.Values(s.story.Moments))
	end := timeOf(s.story.End)
	for {
		flush := s.nextGroup()
		now := end.Add(1)
		if len(changes) > 0 {
			now = earlier(now, changes[0].at)
		}
		if flush != nil {
			now = earlier(now, flush.next)
		}
		for len(moments) > 0 && timeOf(moments[0]).Before(now) {
			if err := s.ask(timeOf(moments[0])); err != nil {
				return err
			}
			moments = moments[1:]
		}
		switch {
		case now.After(end):
			return nil
		case len(changes) > 0 && !changes[0].at.After(now):
			s.receive(changes[0])
			changes = changes[1:]
		default:
			if err := s.flush(flush, now); err != nil {
				return err
			}
		}
	}
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func timeOf(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

func (s *simulation) nextGroup() *group {
	var next *group
	for _, each := range s.groups {
		if next == nil || each.next.Before(next.next) {
			next = each
		}
	}
	return next
}

// receive is what the inhibitor and the dispatcher do with an alert from Prometheus.
func (s *simulation) receive(c change) {
	known := s.alerts[c.alert]
	told := &alert.Alert{Alert: model.Alert{Labels: known.Labels, StartsAt: known.StartsAt}, UpdatedAt: c.at}
	if c.fires {
		told.StartsAt = c.at
	} else {
		told.EndsAt = c.at
	}
	s.alerts[c.alert] = told
	for _, rule := range s.rules {
		rule.Receive(told)
	}
	for _, matched := range s.tree.Match(told.Labels) {
		s.groupOf(matched, told, c.at).alerts[c.alert] = told
	}
}

// groupOf finds or opens the group of an alert, as dispatch.getGroupLabels and newAggrGroup do.
func (s *simulation) groupOf(matched *route.Route, told *alert.Alert, now time.Time) *group {
	o := matched.RouteOpts
	labels := model.LabelSet{}
	for name, value := range told.Labels {
		if _, ok := o.GroupBy[name]; ok || o.GroupByAll {
			labels[name] = value
		}
	}
	for _, each := range s.groups {
		if each.route == matched && each.labels.Equal(labels) {
			return each
		}
	}
	wait := o.GroupWait
	if told.StartsAt.Add(wait).Before(now) {
		wait = 0
	}
	opened := &group{
		route: matched, labels: labels, key: matched.Key() + ":" + labels.String(),
		next: now.Add(wait), alerts: map[int]*alert.Alert{},
	}
	s.groups = append(s.groups, opened)
	return opened
}

// flush is what happens when the timer of a group ends: the stages of notify.PipelineBuilder, in their order.
func (s *simulation) flush(g *group, now time.Time) error {
	g.next = now.Add(g.route.RouteOpts.GroupInterval)
	left, err := s.notMuted(g, now)
	if err != nil {
		return err
	}
	if len(left) > 0 {
		s.notify(g, left, now)
	}
	maps.DeleteFunc(g.alerts, func(_ int, each *alert.Alert) bool { return each.ResolvedAt(now) })
	if len(g.alerts) == 0 {
		s.groups = slices.DeleteFunc(s.groups, func(each *group) bool { return each == g })
	}
	return nil
}

// notMuted leaves the alerts of a group that are neither inhibited nor in a time that mutes the route.
func (s *simulation) notMuted(g *group, now time.Time) ([]int, error) {
	var left []int
	for _, number := range slices.Sorted(maps.Keys(g.alerts)) {
		if by := s.inhibitors(number, now); len(by) > 0 {
			s.suppress(suppression{Alert: number, Inhibited: by}, g, now)
		} else {
			left = append(left, number)
		}
	}
	muted, inactive, err := s.silent(g.route, now)
	if err != nil {
		return nil, err
	}
	if len(muted)+len(inactive) == 0 {
		return left, nil
	}
	for _, number := range left {
		s.suppress(suppression{Alert: number, Muted: muted, Inactive: inactive}, g, now)
	}
	return nil, nil
}

// suppress notes what is left out; of alerts that have resolved nobody would ask.
func (s *simulation) suppress(one suppression, g *group, now time.Time) {
	if g.alerts[one.Alert].ResolvedAt(now) {
		return
	}
	one.At, one.Route = now.UnixMilli(), g.route.Idx
	s.outcome.Suppressions = append(s.outcome.Suppressions, one)
}

// silent is the time intervals that keep a route from sending anything.
func (s *simulation) silent(r *route.Route, now time.Time) (muted, inactive []string, err error) {
	o := r.RouteOpts
	if len(o.ActiveTimeIntervals) > 0 {
		active, _, err := s.intervals.Mutes(o.ActiveTimeIntervals, now)
		if err != nil {
			return nil, nil, err
		}
		if !active {
			return nil, o.ActiveTimeIntervals, nil
		}
	}
	_, muted, err = s.intervals.Mutes(o.MuteTimeIntervals, now)
	return slices.Compact(muted), nil, err
}

func (s *simulation) inhibitors(number int, now time.Time) []inhibitor {
	var found []inhibitor
	for rule, each := range s.rules {
		var sources []int
		for _, print := range each.Inhibitors(s.alerts[number].Labels, now) {
			sources = append(sources, s.byPrint[print])
		}
		slices.Sort(sources)
		for _, source := range sources {
			found = append(found, inhibitor{rule, source})
		}
	}
	return found
}

// notify sends a group, if what was sent last differs or is old: the deduplication, and what is remembered for it.
func (s *simulation) notify(g *group, numbers []int, now time.Time) {
	o := g.route.RouteOpts
	firing, resolved := []int{}, []int{}
	for _, number := range numbers {
		if g.alerts[number].ResolvedAt(now) {
			resolved = append(resolved, number)
		} else {
			firing = append(firing, number)
		}
	}
	key := o.Receiver + "\n" + g.key
	sends := s.resolved[o.Receiver]
	reason := notify.Reason(s.log[key], firing, resolved, o.RepeatInterval, now, sends)
	if reason == notify.ReasonDoNotNotify {
		return
	}
	s.log[key] = notify.NewEntry(firing, resolved, now)
	if !sends {
		resolved = []int{}
	}
	if len(firing)+len(resolved) == 0 {
		return
	}
	s.outcome.Notifications = append(s.outcome.Notifications, notification{
		At: now.UnixMilli(), Route: g.route.Idx, Receiver: o.Receiver, Group: g.labels,
		Firing: firing, Resolved: resolved, Reason: reason.String(),
	})
}

// ask notes the state of all alerts that fire at a time.
func (s *simulation) ask(now time.Time) error {
	asked := moment{At: now.UnixMilli(), Alerts: []alertState{}}
	for number, each := range s.alerts {
		if each.StartsAt.IsZero() || each.StartsAt.After(now) || each.ResolvedAt(now) {
			continue
		}
		state := alertState{Alert: number, Inhibited: s.inhibitors(number, now), Routes: []routeState{}}
		for _, matched := range s.tree.Match(each.Labels) {
			muted, inactive, err := s.silent(matched, now)
			if err != nil {
				return err
			}
			state.Routes = append(state.Routes, routeState{Route: matched.Idx, Muted: muted, Inactive: inactive})
		}
		asked.Alerts = append(asked.Alerts, state)
	}
	s.outcome.Moments = append(s.outcome.Moments, asked)
	return nil
}
