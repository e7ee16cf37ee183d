module dashwright.dev/alertmanager

go 1.26.0

require (
	github.com/prometheus/alertmanager v0.34.1
	github.com/prometheus/common v0.70.1
	github.com/prometheus/sigv4 v0.4.1
	go.yaml.in/yaml/v2 v2.4.4
	gopkg.in/yaml.v2 v2.4.0
)

require (
	github.com/prometheus/client_model v0.6.2 // indirect
	google.golang.org/protobuf v1.36.11 // indirect
)

replace (
	github.com/prometheus/client_model => ./stubs/client_model
	github.com/prometheus/sigv4 => ./stubs/sigv4
	google.golang.org/protobuf => ./stubs/protobuf
)
