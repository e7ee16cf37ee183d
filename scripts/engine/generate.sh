#!/usr/bin/env bash
# Copies the engine's Go sources to the folder $1 and completes them there with Prometheus' rules package, copied from
# the module cache with two imports rewritten: the notifier, needed for one type only, which pulls in every service
# discovery SDK, and the template expander, which gets ours in front of it. Nothing of the copy is committed.
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
