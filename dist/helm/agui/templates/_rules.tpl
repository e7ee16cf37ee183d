{{/* What can be changed about each packed alert: its expression and texts, cut where the threshold stands. */}}
{{- define "agui.tuning" -}}
{{- .Files.Get "files/alerts.yaml" -}}
{{- end -}}

{{/*
A cluster without the type of our rules would be refused by Helm with words that do not say what to do about it.
Without a cluster (helm template), Helm knows groups of types but no single ones, not even ConfigMap.
*/}}
{{- define "agui.checkTypes" -}}
{{- $known := .Capabilities.APIVersions -}}
{{- if and .Values.prometheusRule.requireCRDs ($known.Has "v1/ConfigMap") (not ($known.Has "monitoring.coreos.com/v1/PrometheusRule")) -}}
{{- fail "prometheusRule: this cluster does not have the type PrometheusRule (monitoring.coreos.com/v1). Install the CRDs of the Prometheus Operator first, or leave the rules out with prometheusRule.enabled=false and load them from plain rule files; where the same sync brings the CRDs, set prometheusRule.requireCRDs=false" -}}
{{- end -}}
{{- end -}}

{{/* Overrides of alerts that do not exist, or of what an alert does not have, are mistakes. */}}
{{- define "agui.checkOverrides" -}}
{{- $tuning := include "agui.tuning" . | fromYaml -}}
{{- $overrides := .Values.alerts | default dict -}}
{{- if and $overrides .Values.prometheusRule.groups -}}
{{- fail "alerts: overrides change the alerts of this chart, which prometheusRule.groups replaces; change them there, or add yours as prometheusRule.extraGroups" -}}
{{- end -}}
{{- range $name, $override := $overrides -}}
{{- if not (hasKey $tuning $name) -}}
{{- fail (printf "alerts.%s: this chart has no such alert; it has %s" $name (keys $tuning | sortAlpha | join ", ")) -}}
{{- end -}}
{{- if and (hasKey ($override | default dict) "threshold") (not (hasKey (get $tuning $name) "threshold")) -}}
{{- fail (printf "alerts.%s.threshold: the condition of %s is not a comparison with one number; its for, severity, labels and enabled can be overridden" $name $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/*
One packed alert with its overrides, as JSON. Takes a dict with `rule`, `override`, `tuning` (of that alert) and
`values` (prometheusRule).
*/}}
{{- define "agui.alert" -}}
{{- $rule := deepCopy .rule -}}
{{- $override := .override -}}
{{- $labels := mergeOverwrite (deepCopy (.values.alertLabels | default dict)) ($rule.labels | default dict) (deepCopy ($override.labels | default dict)) -}}
{{- if $override.severity }}{{ $_ := set $labels "severity" $override.severity }}{{ end -}}
{{- if $labels }}{{ $_ := set $rule "labels" $labels }}{{ end -}}
{{- if ne (toString ($override.for | default .tuning.for)) .tuning.for }}{{ $_ := set $rule "for" $override.for }}{{ end -}}
{{- $annotations := $rule.annotations | default dict -}}
{{- if hasKey $override "threshold" -}}
{{- $threshold := .tuning.threshold -}}
{{- $number := toJson $override.threshold -}}
{{- if ne $number (toJson $threshold.value) -}}
{{- $_ := set $rule "expr" (join $number $threshold.expr) -}}
{{- range $name, $pieces := $threshold.annotations }}{{ $_ := set $annotations $name (join $number $pieces) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if .values.runbookUrl }}{{ $_ := set $annotations "runbook_url" (replace "{slug}" .tuning.runbook .values.runbookUrl) }}{{ end -}}
{{- if and .values.grafanaUrl .tuning.dashboard }}{{ $_ := set $annotations "dashboard_url" (printf "%s%s" (trimSuffix "/" .values.grafanaUrl) .tuning.dashboard) }}{{ end -}}
{{- if $annotations }}{{ $_ := set $rule "annotations" $annotations }}{{ end -}}
{{- toRawJson $rule -}}
{{- end -}}

{{/* The packed groups of a file with the overrides applied, as JSON under `groups`. Takes a dict with `root` and `file`. */}}
{{- define "agui.packedGroups" -}}
{{- $values := .root.Values.prometheusRule -}}
{{- $overrides := .root.Values.alerts | default dict -}}
{{- $tuning := include "agui.tuning" .root | fromYaml -}}
{{- $groups := list -}}
{{- range $group := (.root.Files.Get .file | fromYaml).groups -}}
{{- $rules := list -}}
{{- range $rule := $group.rules -}}
{{- if $rule.alert -}}
{{- $override := get $overrides $rule.alert | default dict -}}
{{- if ne (toString $override.enabled) "false" -}}
{{- $tuned := include "agui.alert" (dict "rule" $rule "override" $override "tuning" (get $tuning $rule.alert) "values" $values) -}}
{{- $rules = append $rules (fromJson $tuned) -}}
{{- end -}}
{{- else -}}
{{- $rules = append $rules $rule -}}
{{- end -}}
{{- end -}}
{{- /* A group without rules is left out. */ -}}
{{- if $rules }}{{ $groups = append $groups (set (deepCopy $group) "rules" $rules) }}{{ end -}}
{{- end -}}
{{- dict "groups" $groups | toRawJson -}}
{{- end -}}

{{/*
The groups of each PrometheusRule, as JSON under `parts`: one for every packed file of rules, and extraGroups in the
last, after what they may build upon.
*/}}
{{- define "agui.ruleParts" -}}
{{- $root := . -}}
{{- $values := .Values.prometheusRule -}}
{{- $extra := $values.extraGroups | default list -}}
{{- $parts := list -}}
{{- if $values.groups -}}
{{- $parts = list (concat $values.groups $extra) -}}
{{- else -}}
{{- $files := list "files/rules.yaml" -}}
{{- range $path, $_ := .Files.Glob "files/rules-*.yaml" }}{{ $files = append $files $path }}{{ end -}}
{{- range $file := $files -}}
{{- $groups := (include "agui.packedGroups" (dict "root" $root "file" $file) | fromJson).groups -}}
{{- if eq $file (last $files) }}{{ $groups = concat $groups $extra }}{{ end -}}
{{- $parts = append $parts $groups -}}
{{- end -}}
{{- end -}}
{{- $taken := dict -}}
{{- range $groups := $parts -}}
{{- range $groups -}}
{{- if hasKey $taken .name }}{{ fail (printf "prometheusRule: two groups are named %q; names of groups are unique in a PrometheusRule" .name) }}{{ end -}}
{{- $_ := set $taken .name true -}}
{{- end -}}
{{- end -}}
{{- dict "parts" $parts | toRawJson -}}
{{- end -}}
