// Package notifier holds the one type that the rules package takes from Prometheus' notifier, which would pull in
// every service discovery SDK.
package notifier

import (
	"time"

	"github.com/prometheus/prometheus/model/labels"
)

// Alert is what would be sent to an Alertmanager.
type Alert struct {
	Labels       labels.Labels
	Annotations  labels.Labels
	StartsAt     time.Time
	EndsAt       time.Time
	GeneratorURL string
}
