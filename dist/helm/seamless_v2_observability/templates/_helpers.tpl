{{/*
Template names are prefixed with the name of the chart: a parent chart and its subcharts share one namespace.
*/}}

{{/* Text as a valid part of a Kubernetes name: lower case, without underscores. */}}
{{- define "seamless-v2-observability.slug" -}}
{{- regexReplaceAll "[^a-z0-9.-]+" (lower .) "-" | trunc 63 | trimAll "-." -}}
{{- end -}}

{{/* A name of at most 63 characters. Longer names are truncated and end in a hash, so that they stay unique. */}}
{{- define "seamless-v2-observability.fitted" -}}
{{- if gt (len .) 63 -}}
{{- printf "%s-%s" (trunc 54 . | trimAll "-.") (sha256sum . | trunc 8) -}}
{{- else -}}
{{- . -}}
{{- end -}}
{{- end -}}

{{/* A dashboard's part of a resource name: the name of the dashboard, with a hash if it had to be changed. */}}
{{- define "seamless-v2-observability.key" -}}
{{- if regexMatch "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$" . -}}
{{- . -}}
{{- else -}}
{{- printf "%s-%s" (regexReplaceAll "[^a-z0-9]+" (lower .) "-" | trunc 54 | trimAll "-") (sha256sum . | trunc 8) | trimAll "-" -}}
{{- end -}}
{{- end -}}

{{- define "seamless-v2-observability.name" -}}
{{- include "seamless-v2-observability.slug" (.Values.nameOverride | default .Chart.Name) -}}
{{- end -}}

{{/* Prefix of all resource names: the release, and the chart unless the name of the release contains it. */}}
{{- define "seamless-v2-observability.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- include "seamless-v2-observability.slug" .Values.fullnameOverride -}}
{{- else -}}
{{- $name := include "seamless-v2-observability.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimAll "-." -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimAll "-." -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Text as a valid label value: at most 63 characters of a limited set. */}}
{{- define "seamless-v2-observability.labelValue" -}}
{{- regexReplaceAll "[^A-Za-z0-9._-]+" (toString .) "_" | trunc 63 | trimAll "-._" -}}
{{- end -}}

{{/*
"true" if a boolean value is true. The value is a string with --set-string, and missing if it is set to null. Takes a
list of the value and its default.
*/}}
{{- define "seamless-v2-observability.isOn" -}}
{{- $value := index . 0 -}}
{{- if kindIs "invalid" $value }}{{ $value = index . 1 }}{{ end -}}
{{- if eq (toString $value) "true" }}true{{ end -}}
{{- end -}}

{{/* A map as JSON, without null values, which count as unset. */}}
{{- define "seamless-v2-observability.given" -}}
{{- $given := dict -}}
{{- range $name, $value := . }}{{ if not (kindIs "invalid" $value) }}{{ $_ := set $given $name $value }}{{ end }}{{ end -}}
{{- toRawJson $given -}}
{{- end -}}

{{/*
Labels of an object as YAML, in ascending precedence: the chart's own, commonLabels, `labels`.
Takes a dict with `root` and `labels`.
*/}}
{{- define "seamless-v2-observability.labels" -}}
{{- $root := .root -}}
{{- $own := dict
  "helm.sh/chart" (include "seamless-v2-observability.labelValue" (printf "%s-%s" $root.Chart.Name $root.Chart.Version))
  "app.kubernetes.io/name" (include "seamless-v2-observability.labelValue" (include "seamless-v2-observability.name" $root))
  "app.kubernetes.io/instance" (include "seamless-v2-observability.labelValue" $root.Release.Name)
  "app.kubernetes.io/version" (include "seamless-v2-observability.labelValue" ($root.Chart.AppVersion | default $root.Chart.Version))
  "app.kubernetes.io/managed-by" (include "seamless-v2-observability.labelValue" $root.Release.Service)
-}}
{{- mergeOverwrite $own (include "seamless-v2-observability.given" $root.Values.commonLabels | fromJson) (include "seamless-v2-observability.given" .labels | fromJson) | toYaml -}}
{{- end -}}

{{/* Annotations of an object as YAML, with the same precedence; empty if there are none. */}}
{{- define "seamless-v2-observability.annotations" -}}
{{- $all := mergeOverwrite (include "seamless-v2-observability.given" .root.Values.commonAnnotations | fromJson) (include "seamless-v2-observability.given" .annotations | fromJson) -}}
{{- if $all }}{{ toYaml $all }}{{ end -}}
{{- end -}}

{{/*
Any value as YAML. Helm writes some Unicode line breaks unescaped, and YAML parsers fold them into spaces. A value with
one of them is written as JSON, which is valid YAML, with these characters escaped.
*/}}
{{- define "seamless-v2-observability.yaml" -}}
{{- $json := toRawJson . -}}
{{- if regexMatch "[\u0085\u2028\u2029\ufeff]|\\\\u202[89]" $json -}}
{{- range $raw, $escaped := dict "\u0085" "\\u0085" "\u2028" "\\u2028" "\u2029" "\\u2029" "\ufeff" "\\ufeff" }}{{ $json = replace $raw $escaped $json }}{{ end -}}
{{- $json -}}
{{- else -}}
{{- toYaml . -}}
{{- end -}}
{{- end -}}
