#!/usr/bin/env bash
# Builds the engine: Prometheus' own code compiled to WebAssembly. Needs the Go version that go.mod names.
#   build.sh          writes src/engine/{engine.wasm.br,engine.json,wasm_exec.js,NOTICES.txt}
#   build.sh --check  builds in a temporary folder and fails unless every one of those files has the same bytes
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
committed=$(cd "$here/../../src/engine" && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

# Everything that could change the bytes is set here; the caches stay where Go keeps them, outside the checkout.
export GOTOOLCHAIN=local GOOS=js GOARCH=wasm GOWORK=off CGO_ENABLED=0 GOEXPERIMENT='' GOWASM='' GOFLAGS=-mod=readonly
GOOS='' GOARCH='' "$here/generate.sh" "$work/go"

cd "$work/go"
mkdir "$work/out"
go build -trimpath -buildvcs=false -ldflags='-s -w' -o "$work/engine.wasm" .
cp "$(go env GOROOT)/lib/wasm/wasm_exec.js" "$work/out/wasm_exec.js"
node "$here/notices.js" "$work/go" "$work/out/NOTICES.txt"
node "$here/pack.js" "$work/engine.wasm" "$work/out" \
  "$(go list -m -f '{{.Version}}' github.com/prometheus/prometheus)" "$(go env GOVERSION)"

if [ "${1:-}" = --check ]; then
  failed=0
  for file in "$work"/out/*; do
    name=$(basename "$file")
    if ! cmp -s "$file" "$committed/$name"; then
      echo "src/engine/$name is not what its sources build to" >&2
      failed=1
    fi
  done
  [ "$failed" = 0 ] && echo 'src/engine is what its sources build to'
  exit "$failed"
fi
cp "$work"/out/* "$committed/"
cat "$committed/engine.json"
