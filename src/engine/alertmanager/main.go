// Alertmanager's own decisions: which receivers a route tree gives an alert, what inhibits it, and when it is muted.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"dashwright.dev/alertmanager/route"
	"dashwright.dev/alertmanager/config"
	amcommoncfg "github.com/prometheus/alertmanager/config/common"
	"github.com/prometheus/alertmanager/pkg/labels"
	"github.com/prometheus/alertmanager/timeinterval"
	"github.com/prometheus/common/model"
)

type request struct {
	Config string           `json:"config"`
	Alerts []model.LabelSet `json:"alerts"`
	Times  []time.Time      `json:"times"`
}
type routed struct {
	Route, Receiver string
	GroupBy         []string
	GroupWait       float64
	// Per time: why it is muted, empty if it is not.
	Muted []string
}
type answer struct {
	Routes    []routed
	Inhibited [][2]int // rule, source alert
}

func matchers(plain map[string]string, re amcommoncfg.MatchRegexps, own amcommoncfg.Matchers) labels.Matchers {
	all := labels.Matchers(slices.Clone(own))
	for name, value := range plain {
		m, _ := labels.NewMatcher(labels.MatchEqual, name, value)
		all = append(all, m)
	}
	for name, value := range re {
		m, _ := labels.NewMatcher(labels.MatchRegexp, name, value.String())
		all = append(all, m)
	}
	return all
}

func decide(r request) ([]answer, error) {
	c, err := config.Load(r.Config)
	if err != nil {
		return nil, err
	}
	tree := route.NewRoute(c.Route, nil)
	intervals := map[string][]timeinterval.TimeInterval{}
	for _, t := range c.MuteTimeIntervals {
		intervals[t.Name] = t.TimeIntervals
	}
	for _, t := range c.TimeIntervals {
		intervals[t.Name] = t.TimeIntervals
	}
	in := timeinterval.NewIntervener(intervals)
	answers := make([]answer, len(r.Alerts))
	for i, alert := range r.Alerts {
		for _, matched := range tree.Match(alert) {
			o := matched.RouteOpts
			one := routed{Route: matched.ID(), Receiver: o.Receiver, GroupWait: o.GroupWait.Seconds()}
			for name := range o.GroupBy {
				one.GroupBy = append(one.GroupBy, string(name))
			}
			slices.Sort(one.GroupBy)
			for _, at := range r.Times {
				why := ""
				if muted, names, err := in.Mutes(o.MuteTimeIntervals, at); err != nil {
					return nil, err
				} else if muted {
					why = fmt.Sprint("mute ", names)
				}
				if len(o.ActiveTimeIntervals) > 0 {
					if active, _, err := in.Mutes(o.ActiveTimeIntervals, at); err != nil {
						return nil, err
					} else if !active {
						why = "not active"
					}
				}
				one.Muted = append(one.Muted, why)
			}
			answers[i].Routes = append(answers[i].Routes, one)
		}
		for number, rule := range c.InhibitRules {
			source := matchers(rule.SourceMatch, rule.SourceMatchRE, rule.SourceMatchers)
			target := matchers(rule.TargetMatch, rule.TargetMatchRE, rule.TargetMatchers)
			if !target.Matches(alert) {
				continue
			}
			twoSided := source.Matches(alert)
			for j, other := range r.Alerts {
				if !source.Matches(other) || (twoSided && target.Matches(other)) {
					continue
				}
				if slices.ContainsFunc(rule.Equal, func(n string) bool {
					return alert[model.LabelName(n)] != other[model.LabelName(n)]
				}) {
					continue
				}
				answers[i].Inhibited = append(answers[i].Inhibited, [2]int{number, j})
			}
		}
	}
	return answers, nil
}

func main() {
	text, _ := io.ReadAll(os.Stdin)
	var r request
	if err := json.Unmarshal(text, &r); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	a, err := decide(r)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	json.NewEncoder(os.Stdout).Encode(a)
}
