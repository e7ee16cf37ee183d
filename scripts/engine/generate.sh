#!/usr/bin/env bash
# Copies the engine's Go sources to the folder $1, and adds Prometheus' rules package from the module cache. Two imports are
# rewritten: the notifier, which is needed for one type only and imports every service discovery SDK, and the template
# expander, which is wrapped by ours. The copy is not committed.
set -euo pipefail
target=$1
source=$(cd "$(dirname "$0")/../../src/engine/go" && pwd)
prefix=github.com/prometheus/prometheus

mkdir -p "$target"
tar -C "$source" --exclude=./rules -cf - . | tar -C "$target" -xf -
cd "$target"
go mod download $prefix
prometheus=$(GOFLAGS=-mod=mod go list -m -f '{{.Dir}}' $prefix)
mkdir -p rules
for file in "$prometheus"/rules/*.go; do
  case "$file" in *_test.go) continue ;; esac
  sed -E 's#"'$prefix'/(notifier|template)"#"dashwright.dev/engine/\1"#' "$file" >"rules/$(basename "$file")"
done
