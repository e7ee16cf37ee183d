package main

import (
	"net/http"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"
)

// serve answers /metrics in the protocol buffers format, in which native histograms are. /observe?kind=K&value=V&times=N
// adds to the histogram of that kind.
func serve(address string) error {
	registry := prometheus.NewRegistry()
	work := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "work_seconds", Help: "Work.", NativeHistogramBucketFactor: 1.1, NativeHistogramMaxBucketNumber: 160,
	}, []string{"kind"})
	if err := registry.Register(work); err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/observe", func(w http.ResponseWriter, r *http.Request) {
		value, err := strconv.ParseFloat(r.FormValue("value"), 64)
		times, err2 := strconv.Atoi(r.FormValue("times"))
		if err != nil || err2 != nil {
			http.Error(w, "value and times are numbers", http.StatusBadRequest)
			return
		}
		for range times {
			work.WithLabelValues(r.FormValue("kind")).Observe(value)
		}
	})
	mux.HandleFunc("/reset", func(http.ResponseWriter, *http.Request) { work.Reset() })
	mux.HandleFunc("/metrics", func(w http.ResponseWriter, _ *http.Request) {
		families, err := registry.Gather()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		format := expfmt.NewFormat(expfmt.TypeProtoDelim)
		w.Header().Set("Content-Type", string(format))
		encoder := expfmt.NewEncoder(w, format)
		for _, family := range families {
			if err := encoder.Encode(family); err != nil {
				return
			}
		}
	})
	return http.ListenAndServe(address, mux)
}
