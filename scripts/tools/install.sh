#!/usr/bin/env bash
# Builds the real components for the end-to-end tests, from pinned Go modules and one Python package, into a cache outside
# the checkout. Existing builds are kept, so a second run takes no time.
#
#   scripts/tools/install.sh                 everything
#   scripts/tools/install.sh prom helm       only these
#   scripts/tools/install.sh --path [names]  directories for PATH, separated by colons; builds nothing
#   scripts/tools/install.sh --list          the names
#
# DASHWRIGHT_CACHE is the path of another cache folder.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache="${DASHWRIGHT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/dashwright}/tools"

# Tools that most tests need come first, so that tests can start while the others are built.
all_names=(prom grafana-texts helm misc clients tofu terraform-provider crds k8s etcd alertmanager helm4 jsonnet openssl docker-registry chromium)

# Ignores Go settings of the caller. Without cgo, the binaries run with any libc.
export GOTOOLCHAIN=local GOWORK=off GOFLAGS=-mod=readonly CGO_ENABLED=0

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

# Folder of the Go module of a tool.
module_folder() {
  case "$1" in
    terraform-provider) echo "$here/../terraform-provider" ;;
    *) echo "$here/$1" ;;
  esac
}

# Binaries of a tool, one per line: file name and package.
binaries() {
  case "$1" in
    prom)
      echo promtool github.com/prometheus/prometheus/cmd/promtool
      echo prometheus github.com/prometheus/prometheus/cmd/prometheus
      ;;
    grafana-texts) echo grafana-texts . ;;
    helm) echo helm helm.sh/helm/v3/cmd/helm ;;
    helm4) echo helm4 helm.sh/helm/v4/cmd/helm ;;
    jsonnet) echo jsonnet github.com/google/go-jsonnet/cmd/jsonnet ;;
    misc)
      echo kubeconform github.com/yannh/kubeconform/cmd/kubeconform
      echo actionlint github.com/rhysd/actionlint/cmd/actionlint
      ;;
    clients) echo client-bounds . ;;
    tofu) echo tofu github.com/opentofu/opentofu/cmd/tofu ;;
    terraform-provider) echo terraform-provider . ;;
    crds) echo controller-gen sigs.k8s.io/controller-tools/cmd/controller-gen ;;
    k8s)
      echo kube-apiserver k8s.io/kubernetes/cmd/kube-apiserver
      echo kubectl k8s.io/kubernetes/cmd/kubectl
      ;;
    etcd) echo etcd go.etcd.io/etcd/server/v3 ;;
    alertmanager)
      echo amtool github.com/prometheus/alertmanager/cmd/amtool
      echo alertmanager github.com/prometheus/alertmanager/cmd/alertmanager
      echo config-fields .
      ;;
    *) fail "unknown tool '$1'; known: ${all_names[*]}" ;;
  esac
}

# Linker flags besides -s -w: the version for tools that print it, from their pinned module.
linker_flags() {
  case "$1" in
    k8s)
      local version
      version=$(sed -n 's/^.*k8s.io\/kubernetes \(v[0-9.]*\).*$/\1/p' "$here/k8s/go.mod" | head -n 1)
      local minor=${version#v1.}
      echo "-s -w -X k8s.io/component-base/version.gitVersion=$version" \
        "-X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=${minor%%.*}"
      ;;
    *) echo "-s -w" ;;
  esac
}

go_version=
require_go() {
  [ -n "$go_version" ] && return
  command -v go >/dev/null || fail "Go is missing. Install Go 1.26 or newer and put it on PATH: the tools are built from source."
  go_version=$(go env GOVERSION)
}

hash_of() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c 1-16
}

# Folder of a tool; its name contains a hash of everything that the build depends on.
target() {
  local name=$1 module
  module=$(module_folder "$name")
  [ -f "$module/go.mod" ] || fail "$module/go.mod is missing"
  local digest
  digest=$({
    echo "$go_version $(linker_flags "$name")"
    # Only files that the build uses, in an order that does not depend on the locale.
    (cd "$module" && LC_ALL=C find . -type f \( -name '*.go' -o -name go.mod -o -name go.sum -o -name requirements.txt \) ! -name '*_test.go' \
      | LC_ALL=C sort | while read -r file; do echo "$file" && cat "$file"; done)
  } | hash_of)
  echo "$cache/$name-$digest"
}

building=
cleanup() { [ -z "$building" ] || rm -rf "$building"; }
trap cleanup EXIT
trap 'exit 130' INT TERM

# The operator's custom resource definitions are generated from its Go types, as the operator itself does.
generate_crds() {
  local bin=$1 out=$2 version
  mkdir -p "$out"
  local types=github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring
  for version in v1 v1alpha1; do
    "$bin/controller-gen" crd:crdVersions=v1 paths="$types/$version" output:crd:dir="$out/$version"
  done
}

# Prometheus' Python client, for tests with its Go client. The file is pinned by its hash.
install_python_client() {
  local requirements=$1 out=$2
  command -v python3 >/dev/null || fail "python3 is missing; put Python 3.10 or newer with pip on PATH"
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-deps --no-compile --require-hashes \
    --target "$out" --requirement "$requirements"
}

# Alertmanager embeds the page of its user interface, which its Go module does not have: it is built from a copy of the
# module with an empty page. Prints the go.mod that names the copy.
with_empty_page() {
  local module=$1 copy=$2 path=github.com/prometheus/alertmanager source
  source=$(cd "$module" && go mod download "$path" && go list -m -f '{{.Dir}}' "$path")
  mkdir -p "$copy"
  cp -R "$source" "$copy/alertmanager"
  chmod -R u+w "$copy/alertmanager"
  mkdir -p "$copy/alertmanager/ui/app/dist"
  echo '<!doctype html><title>Alertmanager</title>' >"$copy/alertmanager/ui/app/dist/index.html"
  cp "$module/go.mod" "$module/go.sum" "$copy/"
  go mod edit -replace="$path=$copy/alertmanager" "$copy/go.mod"
  echo "$copy/go.mod"
}

build() {
  local name=$1 folder module binary package started=$SECONDS modfile=()
  folder=$(target "$name")
  if [ -d "$folder" ]; then
    echo "$name: there already"
    return
  fi
  module=$(module_folder "$name")
  building=$(mktemp -d "$cache/.building-$name-XXXXXX")
  chmod 755 "$building"
  if [ "$name" = alertmanager ]; then
    modfile=("-modfile=$(with_empty_page "$module" "$building/source")") || fail "copying Alertmanager's source failed"
  fi
  while read -r binary package; do
    (cd "$module" && go build -p 2 -trimpath "${modfile[@]}" -ldflags "$(linker_flags "$name")" -o "$building/bin/$binary" "$package") ||
      fail "building $binary ($package in $module) failed; see the messages above"
  done < <(binaries "$name")
  rm -rf "$building/source"
  if [ "$name" = crds ]; then
    (cd "$module" && generate_crds "$building/bin" "$building/crds") || fail "controller-gen failed; see the messages above"
  elif [ "$name" = clients ]; then
    install_python_client "$module/requirements.txt" "$building/python" || fail "pip failed; see the messages above"
  elif [ "$name" = terraform-provider ]; then
    "$building/bin/terraform-provider" mirror "$building/mirror" || fail "laying out the provider mirror failed"
  fi
  # Moved when complete: an interrupted build leaves nothing that looks finished.
  mv "$building" "$folder"
  building=
  echo "$name: built in $((SECONDS - started)) s"
}

# Tools from Debian packages, which is faster than building them.
debian_package() {
  local package=$1 binary=$2 started=$SECONDS
  if command -v "$binary" >/dev/null; then
    echo "$package: there already"
    return
  fi
  command -v apt-get >/dev/null || fail "$binary is missing and there is no apt-get to install it with; put $binary on PATH"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
  # The package lists of a new machine are empty or old; its service must not be started by the installation.
  "${as_root[@]}" apt-get update -qq >/dev/null || fail "apt-get update failed"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$package" >/dev/null ||
    fail "apt-get install $package failed; see the messages above"
  command -v "$binary" >/dev/null || fail "apt-get installed $package, but $binary is not on PATH"
  echo "$package: installed in $((SECONDS - started)) s"
}

install_one() {
  case "$1" in
    openssl) debian_package openssl openssl ;;                         # certificates of the API server
    docker-registry) debian_package docker-registry docker-registry ;; # an OCI registry, to push charts to
    chromium) debian_package chromium chromium ;;                      # a browser, to open the preview in
    *) build "$1" ;;
  esac
}

mode=install
names=()
for argument in "$@"; do
  case "$argument" in
    --path) mode=path ;;
    --list) mode=list ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit 0 ;;
    -*) fail "unknown option '$argument'; see --help" ;;
    *) names+=("$argument") ;;
  esac
done
[ ${#names[@]} -gt 0 ] || names=("${all_names[@]}")
for name in "${names[@]}"; do
  [[ " ${all_names[*]} " == *" $name "* ]] || fail "unknown tool '$name'; known: ${all_names[*]}"
done

case "$mode" in
  list) printf '%s\n' "${names[@]}" ;;
  path)
    require_go
    folders=()
    for name in "${names[@]}"; do
      case "$name" in
        openssl | docker-registry | chromium) ;; # on PATH already
        *) folders+=("$(target "$name")/bin") ;;
      esac
    done
    (IFS=: && echo "${folders[*]}")
    ;;
  install)
    require_go
    mkdir -p "$cache"
    # Two installations at the same time would do the same work twice.
    if command -v flock >/dev/null; then
      exec 9>"$cache/.lock"
      flock -n 9 || { echo "waiting for another installation to end" && flock 9; }
    fi
    # The lock ends with this script, even if the installation of a package leaves processes running.
    for name in "${names[@]}"; do install_one "$name" 9>&-; done
    ;;
esac
