{{/*
What is packed for operators, as YAML: lists of objects by the section of the values that switches them on, and what
every GrafanaDashboard has under `grafanaOperator`.
*/}}
{{- define "seamless-v2-observability.packedObjects" -}}
{{- .Files.Get "files/objects.yaml" -}}
{{- end -}}

{{/*
Metadata of an object for an operator, as YAML. Later labels win: those it is packed with, commonLabels, those of its
section. Takes a dict with `root`, `name`, `packed` and `values` (of its section).
*/}}
{{- define "seamless-v2-observability.objectMetadata" -}}
{{- $root := .root -}}
{{- $labels := mergeOverwrite (deepCopy (.packed.labels | default dict)) (deepCopy ($root.Values.commonLabels | default dict)) (deepCopy (.values.labels | default dict)) -}}
name: {{ .name | quote }}
namespace: {{ .values.namespace | default .packed.namespace | default $root.Release.Namespace | quote }}
labels:
  {{- include "seamless-v2-observability.labels" (dict "root" $root "labels" $labels) | nindent 2 }}
{{- with include "seamless-v2-observability.annotations" (dict "root" $root "annotations" .values.annotations) }}
annotations:
  {{- . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The packed objects of a section, if they are switched on. Takes a dict with `root` and `section`. */}}
{{- define "seamless-v2-observability.objects" -}}
{{- $root := .root -}}
{{- $values := get $root.Values .section | default dict -}}
{{- if $values.enabled -}}
{{- range $packed := get (include "seamless-v2-observability.packedObjects" $root | fromYaml) .section }}
{{- $name := include "seamless-v2-observability.fitted" (printf "%s-%s" (include "seamless-v2-observability.fullname" $root) $packed.name) }}
{{- $spec := $packed.spec }}
{{- with $values.targetNamespaces }}{{ $_ := set $spec "namespaceSelector" (dict "matchNames" .) }}{{ end }}
---
apiVersion: {{ $values.apiVersion | default $packed.apiVersion | quote }}
kind: {{ $packed.kind | quote }}
metadata:
  {{- include "seamless-v2-observability.objectMetadata" (dict "root" $root "name" $name "packed" $packed "values" $values) | nindent 2 }}
spec:
  {{- toYaml $spec | nindent 2 }}
{{ end }}
{{- end -}}
{{- end -}}
