#!/usr/bin/env bash
# Copies the Go sources of Alertmanager's decisions to the folder $1 and completes them there from the module cache: the
# configuration and its notifiers' types, and the route tree, with imports rewritten. The event recorder and tracing,
# of which the configuration needs one type each, bring gRPC, Kafka and memberlist, which do not compile to WebAssembly.
set -euo pipefail
target=$1
source=$(cd "$(dirname "$0")/../../src/engine/alertmanager" && pwd)
theirs=github.com/prometheus/alertmanager
ours=dashwright.dev/alertmanager

mkdir -p "$target"
cp -R "$source/." "$target"
cd "$target"
go mod download $theirs
module=$(GOFLAGS=-mod=mod go list -m -f '{{.Dir}}' $theirs)
rewritten() { sed -E "s#\"$theirs/(config|notify/[a-z0-9]+|tracing|eventrecorder)\"#\"$ours/\1\"#" "$1" >"$2"; }
mkdir -p config route
for file in config notifiers; do rewritten "$module/config/$file.go" "config/$file.go"; done
for name in $(grep -oE "$theirs/notify/[a-z0-9]+" "$module/config/config.go" | xargs -n1 basename | sort -u); do
  mkdir -p "notify/$name"
  rewritten "$module/notify/$name/config.go" "notify/$name/config.go"
done
rewritten "$module/dispatch/route.go" route/route.go
sed -i 's/^package dispatch/package route/' route/route.go
