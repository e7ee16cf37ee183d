{{/*
The packaged objects for operators, as YAML: lists of objects by section of the values, and the common fields of
GrafanaDashboards under `grafanaOperator`.
*/}}
{{- define "agent-portal.packedObjects" -}}
{{- .Files.Get "files/objects.yaml" -}}
{{- end -}}

{{/*
Metadata of an object for an operator, as YAML. Labels in ascending precedence: those of the definition, commonLabels,
those of its section. Takes a dict with `root`, `name`, `packed` and `values` (of its section).
*/}}
{{- define "agent-portal.objectMetadata" -}}
{{- $root := .root -}}
{{- $labels := mergeOverwrite (deepCopy (.packed.labels | default dict)) (include "agent-portal.given" $root.Values.commonLabels | fromJson) (include "agent-portal.given" .values.labels | fromJson) -}}
name: {{ .name | quote }}
namespace: {{ .values.namespace | default .packed.namespace | default $root.Release.Namespace | quote }}
labels:
  {{- include "agent-portal.labels" (dict "root" $root "labels" $labels) | nindent 2 }}
{{- with include "agent-portal.annotations" (dict "root" $root "annotations" .values.annotations) }}
annotations:
  {{- . | nindent 2 }}
{{- end }}
{{- end -}}

{{/*
Fails with a remedy if the cluster lacks a type; Helm's own error has none. Takes a dict with `root`, `section`,
`values` (of that section), `apiVersion` and `kind`.
*/}}
{{- define "agent-portal.checkType" -}}
{{- $known := .root.Capabilities.APIVersions -}}
{{- $type := printf "%s/%s" .apiVersion .kind -}}
{{- /* Without a cluster (helm template), Helm knows API groups but no types, not even ConfigMap. */ -}}
{{- if and (include "agent-portal.isOn" (list .values.requireCRDs true)) ($known.Has "v1/ConfigMap") (not ($known.Has $type)) -}}
{{- $owners := dict
  "monitoring.coreos.com" "the Prometheus Operator"
  "azmonitoring.coreos.com" "Azure Managed Prometheus"
  "opentelemetry.io" "the OpenTelemetry Operator"
  "grafana.integreatly.org" "the Grafana Operator"
-}}
{{- $owner := get $owners (first (splitList "/" .apiVersion)) -}}
{{- fail (printf "%s: this cluster does not have the type %s (%s). Install the CRDs of %s first, or set %s.enabled=false. If the same sync installs the CRDs, set %s.requireCRDs=false" .section .kind .apiVersion $owner .section .section) -}}
{{- end -}}
{{- end -}}

{{/* The packaged objects of a section, if it is enabled. Takes a dict with `root` and `section`. */}}
{{- define "agent-portal.objects" -}}
{{- $root := .root -}}
{{- $values := get $root.Values .section | default dict -}}
{{- $section := .section -}}
{{- if include "agent-portal.isOn" (list $values.enabled false) -}}
{{- range $packed := get (include "agent-portal.packedObjects" $root | fromYaml) .section }}
{{- $name := include "agent-portal.fitted" (printf "%s-%s" (include "agent-portal.fullname" $root) $packed.name) }}
{{- $spec := $packed.spec }}
{{- $apiVersion := $values.apiVersion | default $packed.apiVersion }}
{{- include "agent-portal.checkType" (dict "root" $root "section" $section "values" $values "apiVersion" $apiVersion "kind" $packed.kind) }}
{{- with $values.targetNamespaces }}{{ $_ := set $spec "namespaceSelector" (dict "matchNames" .) }}{{ end }}
---
apiVersion: {{ $apiVersion | quote }}
kind: {{ $packed.kind | quote }}
metadata:
  {{- include "agent-portal.objectMetadata" (dict "root" $root "name" $name "packed" $packed "values" $values) | nindent 2 }}
spec:
  {{- include "agent-portal.yaml" $spec | nindent 2 }}
{{ end }}
{{- end -}}
{{- end -}}
