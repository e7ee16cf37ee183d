// Prints what Prometheus' Go client exposes for a histogram with the buckets that are read, as JSON, from the standard
// input: the text format, or with the argument "openmetrics" that one. With the argument "serve" and an address on loopback,
// it is an exporter with native histograms: see serve.go.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"
)

func main() {
	if len(os.Args) > 2 && os.Args[1] == "serve" {
		fmt.Fprintln(os.Stderr, serve(os.Args[2]))
		os.Exit(1)
	}
	if err := run(len(os.Args) > 1 && os.Args[1] == "openmetrics"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(openMetrics bool) error {
	var buckets []float64
	if err := json.NewDecoder(os.Stdin).Decode(&buckets); err != nil {
		return err
	}
	registry := prometheus.NewRegistry()
	histogram := prometheus.NewHistogram(prometheus.HistogramOpts{Name: "bounds", Help: "Bounds.", Buckets: buckets})
	if err := registry.Register(histogram); err != nil {
		return err
	}
	families, err := registry.Gather()
	if err != nil {
		return err
	}
	format := expfmt.NewFormat(expfmt.TypeTextPlain)
	if openMetrics {
		format = expfmt.NewFormat(expfmt.TypeOpenMetrics)
	}
	encoder := expfmt.NewEncoder(os.Stdout, format)
	for _, family := range families {
		if err := encoder.Encode(family); err != nil {
			return err
		}
	}
	if closer, ok := encoder.(expfmt.Closer); ok {
		return closer.Close()
	}
	return nil
}
