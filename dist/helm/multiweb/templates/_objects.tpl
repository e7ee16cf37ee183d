{{/*
What is packed for operators, as YAML: lists of objects by the section of the values that switches them on, and what
every GrafanaDashboard has under `grafanaOperator`.
*/}}
{{- define "multiweb.packedObjects" -}}
{{- .Files.Get "files/objects.yaml" -}}
{{- end -}}

{{/*
Metadata of an object for an operator, as YAML. Later labels win: those it is packed with, commonLabels, those of its
section. Takes a dict with `root`, `name`, `packed` and `values` (of its section).
*/}}
{{- define "multiweb.objectMetadata" -}}
{{- $root := .root -}}
{{- $labels := mergeOverwrite (deepCopy (.packed.labels | default dict)) (include "multiweb.given" $root.Values.commonLabels | fromJson) (include "multiweb.given" .values.labels | fromJson) -}}
name: {{ .name | quote }}
namespace: {{ .values.namespace | default .packed.namespace | default $root.Release.Namespace | quote }}
labels:
  {{- include "multiweb.labels" (dict "root" $root "labels" $labels) | nindent 2 }}
{{- with include "multiweb.annotations" (dict "root" $root "annotations" .values.annotations) }}
annotations:
  {{- . | nindent 2 }}
{{- end }}
{{- end -}}

{{/*
A cluster without a type would be refused by Helm with words that do not say what to do about it. Takes a dict with
`root`, `section`, `values` (of that section), `apiVersion` and `kind`.
*/}}
{{- define "multiweb.checkType" -}}
{{- $known := .root.Capabilities.APIVersions -}}
{{- $type := printf "%s/%s" .apiVersion .kind -}}
{{- /* Without a cluster (helm template), Helm knows groups of types but no single ones, not even ConfigMap. */ -}}
{{- if and (include "multiweb.isOn" (list .values.requireCRDs true)) ($known.Has "v1/ConfigMap") (not ($known.Has $type)) -}}
{{- $owners := dict
  "monitoring.coreos.com" "the Prometheus Operator"
  "azmonitoring.coreos.com" "Azure Managed Prometheus"
  "opentelemetry.io" "the OpenTelemetry Operator"
  "grafana.integreatly.org" "the Grafana Operator"
-}}
{{- $owner := get $owners (first (splitList "/" .apiVersion)) -}}
{{- fail (printf "%s: this cluster does not have the type %s (%s). Install the CRDs of %s first, or leave the objects out with %s.enabled=false; where the same sync brings the CRDs, set %s.requireCRDs=false" .section .kind .apiVersion $owner .section .section) -}}
{{- end -}}
{{- end -}}

{{/* The packed objects of a section, if they are switched on. Takes a dict with `root` and `section`. */}}
{{- define "multiweb.objects" -}}
{{- $root := .root -}}
{{- $values := get $root.Values .section | default dict -}}
{{- $section := .section -}}
{{- if include "multiweb.isOn" (list $values.enabled false) -}}
{{- range $packed := get (include "multiweb.packedObjects" $root | fromYaml) .section }}
{{- $name := include "multiweb.fitted" (printf "%s-%s" (include "multiweb.fullname" $root) $packed.name) }}
{{- $spec := $packed.spec }}
{{- $apiVersion := $values.apiVersion | default $packed.apiVersion }}
{{- include "multiweb.checkType" (dict "root" $root "section" $section "values" $values "apiVersion" $apiVersion "kind" $packed.kind) }}
{{- with $values.targetNamespaces }}{{ $_ := set $spec "namespaceSelector" (dict "matchNames" .) }}{{ end }}
---
apiVersion: {{ $apiVersion | quote }}
kind: {{ $packed.kind | quote }}
metadata:
  {{- include "multiweb.objectMetadata" (dict "root" $root "name" $name "packed" $packed "values" $values) | nindent 2 }}
spec:
  {{- include "multiweb.yaml" $spec | nindent 2 }}
{{ end }}
{{- end -}}
{{- end -}}
