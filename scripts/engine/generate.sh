#!/usr/bin/env bash
# Copies the engine's Go sources to the folder $1 and completes them there: Prometheus' rules package imports the
# notifier for one type, and the notifier pulls in every service discovery SDK, so the package is copied from the
# module cache with that one import rewritten. Nothing of it is committed.
set -euo pipefail
target=$1
source=$(cd "$(dirname "$0")/../../src/engine/go" && pwd)

mkdir -p "$target"
tar -C "$source" --exclude=./rules -cf - . | tar -C "$target" -xf -
cd "$target"
prometheus=$(GOFLAGS=-mod=mod go list -m -f '{{.Dir}}' github.com/prometheus/prometheus)
if [ -z "$prometheus" ]; then
  go mod download github.com/prometheus/prometheus
  prometheus=$(GOFLAGS=-mod=mod go list -m -f '{{.Dir}}' github.com/prometheus/prometheus)
fi
mkdir -p rules
for file in "$prometheus"/rules/*.go; do
  case "$file" in *_test.go) continue ;; esac
  sed 's#"github.com/prometheus/prometheus/notifier"#"dashwright.dev/engine/notifier"#' "$file" \
    >"rules/$(basename "$file")"
done
