{{/*
What is packed for operators, as YAML: lists of objects by the section of the values that switches them on, and what
every GrafanaDashboard has under `grafanaOperator`.
*/}}
{{- define "agent-portal.packedObjects" -}}
{{- .Files.Get "files/objects.yaml" -}}
{{- end -}}

{{/*
Metadata of an object for an operator, as YAML. Later labels win: those it is packed with, commonLabels, those of its
section. Takes a dict with `root`, `name`, `packed` and `values` (of its section).
*/}}
{{- define "agent-portal.objectMetadata" -}}
{{- $root := .root -}}
{{- $labels := mergeOverwrite (deepCopy (.packed.labels | default dict)) (deepCopy ($root.Values.commonLabels | default dict)) (deepCopy (.values.labels | default dict)) -}}
name: {{ .name | quote }}
namespace: {{ .values.namespace | default .packed.namespace | default $root.Release.Namespace | quote }}
labels:
  {{- include "agent-portal.labels" (dict "root" $root "labels" $labels) | nindent 2 }}
{{- with include "agent-portal.annotations" (dict "root" $root "annotations" .values.annotations) }}
annotations:
  {{- . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The packed objects of a section, if they are switched on. Takes a dict with `root` and `section`. */}}
{{- define "agent-portal.objects" -}}
{{- $root := .root -}}
{{- $values := get $root.Values .section | default dict -}}
{{- if $values.enabled -}}
{{- range $packed := get (include "agent-portal.packedObjects" $root | fromYaml) .section }}
{{- $name := include "agent-portal.fitted" (printf "%s-%s" (include "agent-portal.fullname" $root) $packed.name) }}
{{- $spec := $packed.spec }}
{{- with $values.targetNamespaces }}{{ $_ := set $spec "namespaceSelector" (dict "matchNames" .) }}{{ end }}
---
apiVersion: {{ $values.apiVersion | default $packed.apiVersion | quote }}
kind: {{ $packed.kind | quote }}
metadata:
  {{- include "agent-portal.objectMetadata" (dict "root" $root "name" $name "packed" $packed "values" $values) | nindent 2 }}
spec:
  {{- toYaml $spec | nindent 2 }}
{{ end }}
{{- end -}}
{{- end -}}
