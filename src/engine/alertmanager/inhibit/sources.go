package inhibit

import (
	"slices"
	"time"

	"github.com/prometheus/common/model"

	"github.com/prometheus/alertmanager/alert"
)

// Receive keeps an alert that can inhibit others, as Inhibitor.processAlert does.
func (r *InhibitRule) Receive(a *alert.Alert) {
	if r.SourceMatchers.Matches(a.Labels) {
		r.cache.set(a)
	}
}

// Inhibitors are all alerts that inhibit one with these labels: Inhibitor.Mutes asks for any of them.
func (r *InhibitRule) Inhibitors(target model.LabelSet, now time.Time) []model.Fingerprint {
	if !r.TargetMatchers.Matches(target) {
		return nil
	}
	twoSided := r.SourceMatchers.Matches(target)
	if _, found := r.hasEqual(target, twoSided, now); !found {
		return nil
	}
	var found []model.Fingerprint
	r.cache.find(target, now, func(a *alert.Alert) bool {
		if !twoSided || !r.TargetMatchers.Matches(a.Labels) {
			found = append(found, a.Fingerprint())
		}
		return false
	})
	slices.Sort(found)
	return found
}
