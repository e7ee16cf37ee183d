module dashwright.dev/engine

go 1.26.7

require (
	github.com/prometheus/client_golang v1.25.0
	github.com/prometheus/common v0.72.1
	github.com/prometheus/prometheus v0.316.0
	go.opentelemetry.io/otel v1.47.0
	go.uber.org/atomic v1.12.0
	go.yaml.in/yaml/v2 v2.4.4
	golang.org/x/sync v0.24.0
)

require (
	github.com/cespare/xxhash/v2 v2.3.0 // indirect
	github.com/dennwc/varint v1.0.0 // indirect
	github.com/edsrzf/mmap-go v1.2.1-0.20241212181136-fad1cd13edbd // indirect
	github.com/facette/natsort v0.0.0-20181210072756-2cd4dd1e2dcb // indirect
	github.com/grafana/regexp v0.0.0-20250905093917-f7b3be9d1853 // indirect
	github.com/prometheus/client_model v0.6.3 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/text v0.43.0 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
	k8s.io/client-go v0.37.1 // indirect
)

replace (
	github.com/prometheus/client_golang => ./stubs/client_golang
	github.com/prometheus/client_model => ./stubs/client_model
	go.opentelemetry.io/otel => ./stubs/otel
	google.golang.org/protobuf => ./stubs/protobuf
	k8s.io/client-go => ./stubs/client-go
)
