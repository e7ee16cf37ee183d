{{/*
Names of templates carry the chart's name: a parent chart shares one space of names with all its subcharts.
*/}}

{{/* Text that Kubernetes takes as part of a name: lower case, without underscores. */}}
{{- define "multiweb.slug" -}}
{{- regexReplaceAll "[^a-z0-9.-]+" (lower .) "-" | trunc 63 | trimAll "-." -}}
{{- end -}}

{{/* A name of at most 63 characters; a longer one ends in a hash, so that it stays different from others. */}}
{{- define "multiweb.fitted" -}}
{{- if gt (len .) 63 -}}
{{- printf "%s-%s" (trunc 54 . | trimAll "-.") (sha256sum . | trunc 8) -}}
{{- else -}}
{{- . -}}
{{- end -}}
{{- end -}}

{{/* The part of an object's name for a dashboard: its name, with a hash if the name had to be changed. */}}
{{- define "multiweb.key" -}}
{{- if regexMatch "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$" . -}}
{{- . -}}
{{- else -}}
{{- printf "%s-%s" (regexReplaceAll "[^a-z0-9]+" (lower .) "-" | trunc 54 | trimAll "-") (sha256sum . | trunc 8) | trimAll "-" -}}
{{- end -}}
{{- end -}}

{{- define "multiweb.name" -}}
{{- include "multiweb.slug" (.Values.nameOverride | default .Chart.Name) -}}
{{- end -}}

{{/* Prefix of all names: the release, and the chart unless the release says it already. */}}
{{- define "multiweb.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- include "multiweb.slug" .Values.fullnameOverride -}}
{{- else -}}
{{- $name := include "multiweb.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimAll "-." -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimAll "-." -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Text as the value of a label: at most 63 characters of a limited set. */}}
{{- define "multiweb.labelValue" -}}
{{- regexReplaceAll "[^A-Za-z0-9._-]+" (toString .) "_" | trunc 63 | trimAll "-._" -}}
{{- end -}}

{{/*
"true" for a switch that is on. Helm hands over text where --set-string is used, and nothing where a value is set to
null. Takes a list of the value and what it is by default.
*/}}
{{- define "multiweb.isOn" -}}
{{- $value := index . 0 -}}
{{- if kindIs "invalid" $value }}{{ $value = index . 1 }}{{ end -}}
{{- if eq (toString $value) "true" }}true{{ end -}}
{{- end -}}

{{/* A map as JSON, without null values, which are the same as unset. */}}
{{- define "multiweb.given" -}}
{{- $given := dict -}}
{{- range $name, $value := . }}{{ if not (kindIs "invalid" $value) }}{{ $_ := set $given $name $value }}{{ end }}{{ end -}}
{{- toRawJson $given -}}
{{- end -}}

{{/*
Labels of an object as YAML. Later ones win: the chart's own, commonLabels, then `labels`.
Takes a dict with `root` and `labels`.
*/}}
{{- define "multiweb.labels" -}}
{{- $root := .root -}}
{{- $own := dict
  "helm.sh/chart" (include "multiweb.labelValue" (printf "%s-%s" $root.Chart.Name $root.Chart.Version))
  "app.kubernetes.io/name" (include "multiweb.labelValue" (include "multiweb.name" $root))
  "app.kubernetes.io/instance" (include "multiweb.labelValue" $root.Release.Name)
  "app.kubernetes.io/version" (include "multiweb.labelValue" ($root.Chart.AppVersion | default $root.Chart.Version))
  "app.kubernetes.io/managed-by" (include "multiweb.labelValue" $root.Release.Service)
-}}
{{- mergeOverwrite $own (include "multiweb.given" $root.Values.commonLabels | fromJson) (include "multiweb.given" .labels | fromJson) | toYaml -}}
{{- end -}}

{{/* Annotations of an object as YAML, likewise; nothing if there are none. */}}
{{- define "multiweb.annotations" -}}
{{- $all := mergeOverwrite (include "multiweb.given" .root.Values.commonAnnotations | fromJson) (include "multiweb.given" .annotations | fromJson) -}}
{{- if $all }}{{ toYaml $all }}{{ end -}}
{{- end -}}

{{/*
Any value as YAML. Helm writes some ends of lines as they are, and a reader folds them into spaces: a value with one of
them is written as JSON, which YAML includes, with these escaped.
*/}}
{{- define "multiweb.yaml" -}}
{{- $json := toRawJson . -}}
{{- if regexMatch "[\u0085\u2028\u2029\ufeff]|\\\\u202[89]" $json -}}
{{- range $raw, $escaped := dict "\u0085" "\\u0085" "\u2028" "\\u2028" "\u2029" "\\u2029" "\ufeff" "\\ufeff" }}{{ $json = replace $raw $escaped $json }}{{ end -}}
{{- $json -}}
{{- else -}}
{{- toYaml . -}}
{{- end -}}
{{- end -}}
