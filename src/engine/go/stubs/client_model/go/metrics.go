// Package io_prometheus_client stands in for the exposition format's types, named by one function of
// prometheus/common that the engine never calls.
package io_prometheus_client //nolint:revive // the name is upstream's

type (
	MetricFamily struct {
		Name, Help, Unit *string
		Type             *int32
		Metric           []*Metric
	}
	Metric struct {
		Label                                       []*LabelPair
		Gauge, Counter, Summary, Untyped, Histogram *struct{}
		TimestampMs                                 *int64
	}
	LabelPair struct{ Name, Value *string }
)

func (m *MetricFamily) GetName() string { return text(m.Name) }
func (l *LabelPair) GetName() string    { return text(l.Name) }
func (l *LabelPair) GetValue() string   { return text(l.Value) }

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
