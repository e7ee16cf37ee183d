// Package prometheus stands in for the metrics client: same names, no metrics.
package prometheus

import "time"

type (
	// Labels maps label names to values.
	Labels map[string]string

	// Collector is anything that could be registered.
	Collector interface{}

	// Registerer would collect metrics.
	Registerer interface {
		Register(Collector) error
		MustRegister(...Collector)
		Unregister(Collector) bool
	}

	// Observer, Counter, Gauge, Histogram and Summary take values and forget them.
	Observer interface{ Observe(float64) }
	Counter  interface {
		Inc()
		Add(float64)
	}
	Gauge interface {
		Set(float64)
		Inc()
		Dec()
		Add(float64)
		Sub(float64)
		SetToCurrentTime()
	}
	Histogram interface{ Observer }
	Summary   interface{ Observer }
)

// Opts are read by nobody.
type Opts struct {
	Namespace, Subsystem, Name, Help string
	ConstLabels                      Labels
}

type (
	CounterOpts Opts
	GaugeOpts   Opts
)

type SummaryOpts struct {
	Namespace, Subsystem, Name, Help string
	ConstLabels                      Labels
	Objectives                       map[float64]float64
	MaxAge                           time.Duration
	AgeBuckets, BufCap               uint32
}

type HistogramOpts struct {
	Namespace, Subsystem, Name, Help string
	ConstLabels                      Labels
	Buckets                          []float64
	NativeHistogramBucketFactor      float64
	NativeHistogramZeroThreshold     float64
	NativeHistogramMaxBucketNumber   uint32
	NativeHistogramMinResetDuration  time.Duration
	NativeHistogramMaxZeroThreshold  float64
}

type nothing struct{}

func (nothing) Observe(float64)   {}
func (nothing) Inc()              {}
func (nothing) Dec()              {}
func (nothing) Add(float64)       {}
func (nothing) Sub(float64)       {}
func (nothing) Set(float64)       {}
func (nothing) SetToCurrentTime() {}

type (
	CounterVec   struct{}
	GaugeVec     struct{}
	HistogramVec struct{}
	SummaryVec   struct{}
)

func (*CounterVec) WithLabelValues(...string) Counter    { return nothing{} }
func (*CounterVec) DeleteLabelValues(...string) bool     { return false }
func (*GaugeVec) WithLabelValues(...string) Gauge        { return nothing{} }
func (*GaugeVec) DeleteLabelValues(...string) bool       { return false }
func (*HistogramVec) WithLabelValues(...string) Observer { return nothing{} }
func (*SummaryVec) WithLabelValues(...string) Observer   { return nothing{} }

func NewCounter(CounterOpts) Counter                        { return nothing{} }
func NewGauge(GaugeOpts) Gauge                              { return nothing{} }
func NewHistogram(HistogramOpts) Histogram                  { return nothing{} }
func NewSummary(SummaryOpts) Summary                        { return nothing{} }
func NewCounterVec(CounterOpts, []string) *CounterVec       { return &CounterVec{} }
func NewGaugeVec(GaugeOpts, []string) *GaugeVec             { return &GaugeVec{} }
func NewHistogramVec(HistogramOpts, []string) *HistogramVec { return &HistogramVec{} }
func NewSummaryVec(SummaryOpts, []string) *SummaryVec       { return &SummaryVec{} }

// ExponentialBuckets are bounds of a histogram that observes nothing.
func ExponentialBuckets(float64, float64, int) []float64 { return nil }

// MustRegister registers nothing.
func MustRegister(...Collector) {}
