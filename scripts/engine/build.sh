#!/usr/bin/env bash
# Builds the engines: Prometheus' and Alertmanager's own code compiled to WebAssembly. Needs the Go version that go.mod
# names.
#   build.sh          writes src/engine/{engine,alertmanager}.{wasm.br,json} and src/engine/{wasm_exec.js,NOTICES.txt}
#   build.sh --check  builds in a temporary folder and fails unless every one of those files has the same bytes
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
committed=$(cd "$here/../../src/engine" && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

# Everything that affects the output is set here; Go's caches stay outside the checkout.
export GOTOOLCHAIN=local GOOS=js GOARCH=wasm GOWORK=off CGO_ENABLED=0 GOEXPERIMENT='' GOWASM='' GOFLAGS=-mod=readonly
GOOS='' GOARCH='' "$here/generate.sh" "$work/go"
GOOS='' GOARCH='' "$here/generate-alertmanager.sh" "$work/alertmanager"

mkdir "$work/out"
# name, folder, project, module
build() {
  cd "$work/$2"
  go build -trimpath -buildvcs=false -ldflags='-s -w' -o "$work/$1.wasm" .
  node "$here/pack.js" "$work/$1.wasm" "$work/out" "$3" "$(go list -m -f '{{.Version}}' "$4")" "$(go env GOVERSION)"
}
build engine go prometheus github.com/prometheus/prometheus
build alertmanager alertmanager alertmanager github.com/prometheus/alertmanager
cp "$(go env GOROOT)/lib/wasm/wasm_exec.js" "$work/out/wasm_exec.js"
node "$here/notices.js" "$work/out/NOTICES.txt" "$work/go" "$work/alertmanager"

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
cat "$committed/engine.json" "$committed/alertmanager.json"
