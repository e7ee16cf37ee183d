#!/usr/bin/env bash
# Runs Prometheus' own query tests (promql/promqltest/testdata of the pinned version) against the engine's storage, in
# WebAssembly like the engine, and prints how many cases pass. Fails if a case fails that promqltest-exceptions.json does
# not list, or if a listed case passes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
prefix=github.com/prometheus/prometheus

export GOTOOLCHAIN=local GOWORK=off GOFLAGS=-mod=readonly
"$here/generate.sh" "$work"
cp -R "$here/promqltest" "$work/promqltest"
cd "$work"
upstream=$(go list -m -f '{{.Dir}}' $prefix)/promql/promqltest
sed -E \
  -e 's/^package promqltest$/package suite/' \
  -e 's#"'$prefix'/util/teststorage"#"dashwright.dev/engine/promqltest/teststorage"#' \
  -e 's#"'$prefix'/tsdb"#"dashwright.dev/engine/promqltest/tsdb"#' \
  -e 's#"github.com/stretchr/testify/require"#"dashwright.dev/engine/promqltest/require"#' \
  "$upstream/test.go" >promqltest/suite/test.go
cp -R "$upstream/testdata" promqltest/suite/testdata
chmod -R u+w promqltest

GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false -o promqltest.wasm ./promqltest
node --stack-size=8192 "$(go env GOROOT)/lib/wasm/wasm_exec_node.js" promqltest.wasm >cases.jsonl
node "$here/promqltest-report.js" cases.jsonl "$here/promqltest-exceptions.json"
