// Package tsdb has the options that Prometheus' tests set on the TSDB.
package tsdb

import "github.com/prometheus/prometheus/tsdb/chunkenc"

// Options are read by nobody.
type Options struct {
	EnableSTStorage           bool
	FloatChunkEncoding        chunkenc.Encoding
	EnableHistogramSTEncoding bool
}
