// Runs Prometheus' own query tests against the engine's store and prints one JSON object per case.
package main

import (
	"encoding/json"
	"os"

	"dashwright.dev/engine/promqltest/suite"
)

func main() {
	out := json.NewEncoder(os.Stdout)
	for _, c := range suite.Run() {
		if err := out.Encode(c); err != nil {
			panic(err)
		}
	}
}
