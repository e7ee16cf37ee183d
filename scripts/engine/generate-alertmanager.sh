#!/usr/bin/env bash
# Copies our Go sources for Alertmanager to the folder $1, and adds unchanged files of Alertmanager from the module cache:
# the configuration, the route tree, inhibition rules, and the decision whether to notify a group again. Only imports are
# rewritten. The rest of these packages needs gRPC, Kafka, memberlist and the network, which do not compile to WebAssembly
# or double its size. The copy is not committed.
set -euo pipefail
target=$1
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../../src/engine" && pwd)
theirs=github.com/prometheus/alertmanager
ours=dashwright.dev/alertmanager

mkdir -p "$target"
cp -R "$source/alertmanager/." "$target"
cp "$source/go/wire.go" "$source/go/exports.go" "$target"
cp -R "$source/go/stubs/client_model" "$source/go/stubs/protobuf" "$target/stubs"
cd "$target"
go mod download $theirs github.com/prometheus/common
folder() { GOFLAGS=-mod=mod go list -m -f '{{.Dir}}' "$1"; }
module=$(folder $theirs)
common=$(folder github.com/prometheus/common)

rewritten() {
  sed -E -e "s#\"$theirs/(config|config/common|notify/[a-z0-9]+|tracing|eventrecorder|nflog/nflogpb)\"#\"$ours/\1\"#" \
    -e "s#\"$ours/nflog/nflogpb\"#\"$ours/notify/nflogpb\"#" \
    -e "s#\"github.com/prometheus/common/config\"#\"$ours/httpconfig\"#" "$@"
}
# The package clause and the imports $2 of a file that has the declarations of the file $3 from the line $1 on.
from() { sed -n "/^$1/,\$p" "$2"; }
one() { sed -n "/^$1/,/^[})]/p" "$2"; }

(cd "$here/without-network" && GOOS='' GOARCH='' go run . "$common/config" "$target/httpconfig")
mkdir -p config/common route
for file in config notifiers; do rewritten "$module/config/$file.go" >"config/$file.go"; done
for file in "$module"/config/common/*.go; do
  case "$file" in *_test.go) continue ;; esac
  rewritten "$file" >"config/common/$(basename "$file")"
done
for name in $(grep -oE "$theirs/notify/[a-z0-9]+" "$module/config/config.go" | xargs -n1 basename | sort -u); do
  mkdir -p "notify/$name"
  rewritten "$module/notify/$name/config.go" >"notify/$name/config.go"
done
rewritten "$module/dispatch/route.go" | sed 's/^package dispatch/package route/' >route/route.go

cp "$module/inhibit/cache.go" inhibit/cache.go
{
  printf 'package inhibit\n\nimport (\n\t"time"\n\n\t"github.com/prometheus/common/model"\n\t"%s/alert"\n' $theirs
  printf '\tamcommoncfg "%s/config/common"\n\t"%s/pkg/labels"\n)\n\n' $ours $theirs
  from 'type InhibitRule struct' "$module/inhibit/inhibit.go"
} >inhibit/rule.go
{
  printf 'package notify\n\nimport (\n\t"time"\n\n\t"%s/notify/nflogpb"\n)\n\n' $ours
  one 'type NotifyReason int' "$module/notify/notify.go"
  one 'func (r NotifyReason) String' "$module/notify/notify.go"
  one 'func (n \*DedupStage) needsUpdate' "$module/notify/dedup_stage.go"
} >notify/reason.go
sed '/^\/\/ /d' "$module/nflog/nflogpb/set.go" >notify/nflogpb/set.go
