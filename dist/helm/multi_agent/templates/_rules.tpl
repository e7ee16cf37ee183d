{{/* Folder of the packaged rules: those of all environments, or those with the label matchers of one. */}}
{{- define "multi-agent.ruleFolder" -}}
{{- $values := .Values.prometheusRule | default dict -}}
{{- with $values.environment }}{{ printf "files/environments/%s" . }}{{ else }}files{{ end -}}
{{- end -}}

{{/* What can be overridden of each packaged alert: its expression and texts, split at the threshold. */}}
{{- define "multi-agent.tuning" -}}
{{- .Files.Get (printf "%s/alerts.yaml" (include "multi-agent.ruleFolder" .)) -}}
{{- end -}}

{{/*
The overrides of alerts by key, as JSON; null removes an earlier one. Overrides of levels are nested in their alert:
alerts.LatencyHigh.critical has the key LatencyHigh.critical.
*/}}
{{- define "multi-agent.overrides" -}}
{{- $tuning := include "multi-agent.tuning" . | fromYaml -}}
{{- $overrides := dict -}}
{{- range $name, $override := .Values.alerts -}}
{{- if not (kindIs "invalid" $override) -}}
{{- $given := include "multi-agent.given" $override | fromJson -}}
{{- $levels := dict -}}
{{- range $key, $alert := $tuning -}}
{{- if and $alert.level (eq (toString $alert.alert) $name) }}{{ $_ := set $levels $alert.level $key }}{{ end -}}
{{- end -}}
{{- if $levels -}}
{{- range $level, $one := $given -}}
{{- if not (hasKey $levels $level) }}{{ fail (printf "alerts.%s.%s: this alert has the levels %s; set overrides under one of them" $name $level (keys $levels | sortAlpha | join ", ")) }}{{ end -}}
{{- $_ := set $overrides (get $levels $level) (include "multi-agent.given" $one | fromJson) -}}
{{- end -}}
{{- else -}}
{{- $_ := set $overrides $name $given -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toRawJson $overrides -}}
{{- end -}}

{{/*
Fails with a remedy if the cluster has no PrometheusRule type; Helm's own error has none. Without a cluster (helm
template), Helm knows API groups but no types, not even ConfigMap.
*/}}
{{- define "multi-agent.checkTypes" -}}
{{- $known := .Capabilities.APIVersions -}}
{{- $values := .Values.prometheusRule | default dict -}}
{{- if and (include "multi-agent.isOn" (list $values.requireCRDs true)) ($known.Has "v1/ConfigMap") (not ($known.Has "monitoring.coreos.com/v1/PrometheusRule")) -}}
{{- fail "prometheusRule: this cluster does not have the type PrometheusRule (monitoring.coreos.com/v1). Install the CRDs of the Prometheus Operator first, or set prometheusRule.enabled=false and load files/rules.yaml as a rule file. If the same sync installs the CRDs, set prometheusRule.requireCRDs=false" -}}
{{- end -}}
{{- end -}}

{{/* Fails for overrides of alerts that do not exist, and of thresholds that an alert does not have. */}}
{{- define "multi-agent.checkOverrides" -}}
{{- $tuning := include "multi-agent.tuning" . | fromYaml -}}
{{- $overrides := include "multi-agent.overrides" . | fromJson -}}
{{- $values := .Values.prometheusRule | default dict -}}
{{- if and $overrides $values.groups -}}
{{- fail "alerts: these override alerts of this chart, which prometheusRule.groups replaces. Change the alerts in prometheusRule.groups, or add your groups with prometheusRule.extraGroups instead" -}}
{{- end -}}
{{- $switches := include "multi-agent.given" $values.rules | fromJson -}}
{{- if $switches -}}
{{- if $values.groups -}}
{{- fail "prometheusRule.rules: this disables groups of this chart, which prometheusRule.groups replaces. Remove the groups from prometheusRule.groups instead" -}}
{{- end -}}
{{- $names := list -}}
{{- range $file := (include "multi-agent.ruleFiles" . | fromJson).files -}}
{{- range ($.Files.Get $file | fromYaml).groups }}{{ $names = append $names .name }}{{ end -}}
{{- end -}}
{{- range $name, $_ := $switches -}}
{{- if not (has $name $names) -}}
{{- fail (printf "prometheusRule.rules.%s: this chart has no such group of rules; it has %s" $name (join ", " $names)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $name, $override := $overrides -}}
{{- if not (hasKey $tuning $name) -}}
{{- fail (printf "alerts.%s: this chart has no such alert; it has %s" $name (keys $tuning | sortAlpha | join ", ")) -}}
{{- end -}}
{{- if and (hasKey $override "threshold") (not (hasKey (get $tuning $name) "threshold")) -}}
{{- fail (printf "alerts.%s.threshold: the condition of %s is not a comparison with one number; its other fields can be overridden" $name $name) -}}
{{- end -}}
{{- if hasKey $override "threshold" -}}
{{- $written := toString $override.threshold -}}
{{- /* A number beyond 64 bits becomes 0, or +Inf in a file. The limit leaves room for percentages, which multiply by 100. */ -}}
{{- $beyond := or (contains "Inf" $written) (contains "NaN" $written) -}}
{{- $number := float64 $written -}}
{{- if eq $number 0.0 -}}
{{- $beyond = or $beyond (regexMatch "[1-9]" (regexReplaceAll "[eE].*$" $written "")) -}}
{{- else if or (gt $number 1e+300) (lt $number -1e+300) (and (lt $number 1e-300) (gt $number -1e-300)) -}}
{{- $beyond = true -}}
{{- end -}}
{{- if $beyond }}{{ fail (printf "alerts.%s.threshold: %s is too large or too small; expected a number up to 1e+300, and not closer to 0 than 1e-300" $name $written) }}{{ end -}}
{{- end -}}
{{- include "multi-agent.checkLabels" (dict "at" (printf "alerts.%s.labels" $name) "labels" $override.labels) -}}
{{- end -}}
{{- include "multi-agent.checkLabels" (dict "at" "prometheusRule.alertLabels" "labels" $values.alertLabels) -}}
{{- end -}}

{{/* Fails for labels that Prometheus sets or reserves, which would be lost. Takes a dict with `at` (their path) and `labels`. */}}
{{- define "multi-agent.checkLabels" -}}
{{- $at := .at -}}
{{- range $name, $value := .labels -}}
{{- if and (not (kindIs "invalid" $value)) (regexMatch "^(alertname|alertstate|__.*)$" $name) -}}
{{- fail (printf "%s.%s: Prometheus sets this label itself; expected another name" $at $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/*
A number formatted in its unit: 0.05 as 5%, 90 as 1m 30s. Takes a dict with `number` and `scale`: the factor, the units
to print as integers, and the units for the rest with the digits to keep.
*/}}
{{- define "multi-agent.onScale" -}}
{{- $scale := .scale -}}
{{- if eq .number 0.0 -}}
{{- $scale.zero -}}
{{- else -}}
{{- $rest := mulf .number $scale.factor -}}
{{- $scale.before -}}
{{- if lt $rest 0.0 }}{{ $rest = mulf $rest -1 }}-{{ end -}}
{{- $parts := list -}}
{{- range $unit := $scale.whole -}}
{{- $count := floor (divf $rest $unit.size) -}}
{{- if gt $count 0.0 }}{{ $parts = append $parts (printf "%s%s" (toJson $count) $unit.suffix) }}{{ end -}}
{{- $rest = subf $rest (mulf $count $unit.size) -}}
{{- end -}}
{{- $unit := dict -}}
{{- range $larger := reverse $scale.units }}{{ if ge $rest (float64 $larger.from) }}{{ $unit = $larger }}{{ end }}{{ end -}}
{{- if $unit -}}
{{- $amount := divf $rest $unit.size -}}
{{- if ne $amount (floor $amount) }}{{ $amount = float64 (printf "%.*g" (int $unit.digits) $amount) }}{{ end -}}
{{- $parts = append $parts (printf "%s%s" (toJson $amount) $unit.suffix) -}}
{{- end -}}
{{- join " " $parts -}}
{{- end -}}
{{- end -}}

{{/*
One packaged alert with its overrides applied, as JSON. Takes a dict with `rule`, `override`, `tuning` (of that alert) and
`values` (prometheusRule).
*/}}
{{- define "multi-agent.alert" -}}
{{- $rule := deepCopy .rule -}}
{{- $override := .override -}}
{{- $labels := mergeOverwrite (include "multi-agent.given" .values.alertLabels | fromJson) ($rule.labels | default dict) (include "multi-agent.given" $override.labels | fromJson) -}}
{{- if hasKey $override "severity" }}{{ $_ := set $labels "severity" (toString $override.severity) }}{{ end -}}
{{- if $labels }}{{ $_ := set $rule "labels" $labels }}{{ end -}}
{{- $for := .tuning.for -}}
{{- if hasKey $override "for" }}{{ $for = toString $override.for }}{{ end -}}
{{- if regexMatch "^0[a-z]*$" $for }}{{ $_ := unset $rule "for" }}{{ else }}{{ $_ := set $rule "for" $for }}{{ end -}}
{{- $keep := $rule.keep_firing_for | default .values.keepFiringFor | default "" | toString -}}
{{- if hasKey $override "keep_firing_for" }}{{ $keep = toString $override.keep_firing_for }}{{ end -}}
{{- if regexMatch "^(0[a-z]*)?$" $keep }}{{ $_ := unset $rule "keep_firing_for" }}{{ else }}{{ $_ := set $rule "keep_firing_for" $keep }}{{ end -}}
{{- $annotations := mergeOverwrite (include "multi-agent.given" .values.alertAnnotations | fromJson) ($rule.annotations | default dict) -}}
{{- if hasKey $override "threshold" -}}
{{- $threshold := .tuning.threshold -}}
{{- /* Helm passes decimals of --set as strings. */ -}}
{{- $number := float64 (toString $override.threshold) -}}
{{- if ne $number (float64 $threshold.value) -}}
{{- $_ := set $rule "expr" (join (toJson $number) $threshold.expr) -}}
{{- $written := toJson $number -}}
{{- if $threshold.scale }}{{ $written = include "multi-agent.onScale" (dict "number" $number "scale" $threshold.scale) }}{{ end -}}
{{- range $name, $pieces := $threshold.annotations }}{{ $_ := set $annotations $name (join $written $pieces) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if and .values.runbookUrl .tuning.runbook }}{{ $_ := set $annotations "runbook_url" (replace "{slug}" .tuning.runbook .values.runbookUrl) }}{{ end -}}
{{- if and .values.grafanaUrl .tuning.dashboard }}{{ $_ := set $annotations "dashboard_url" (printf "%s%s" (regexReplaceAll "/+$" .values.grafanaUrl "") .tuning.dashboard) }}{{ end -}}
{{- $annotations = mergeOverwrite $annotations (include "multi-agent.given" $override.annotations | fromJson) -}}
{{- if $annotations }}{{ $_ := set $rule "annotations" $annotations }}{{ end -}}
{{- toRawJson $rule -}}
{{- end -}}

{{/* The packaged groups of a file with the overrides applied, as JSON under `groups`. Takes a dict with `root` and `file`. */}}
{{- define "multi-agent.packedGroups" -}}
{{- $values := .root.Values.prometheusRule | default dict -}}
{{- $overrides := include "multi-agent.overrides" .root | fromJson -}}
{{- $tuning := include "multi-agent.tuning" .root | fromYaml -}}
{{- $groups := list -}}
{{- range $group := (.root.Files.Get .file | fromYaml).groups -}}
{{- $rules := list -}}
{{- range $rule := ternary list $group.rules (eq "false" (get ($values.rules | default dict) $group.name | toString)) -}}
{{- if $rule.alert -}}
{{- /* Alerts that share a name, such as levels, have a key. */ -}}
{{- $key := $rule.key | default $rule.alert -}}
{{- $override := get $overrides $key | default dict -}}
{{- if ne (toString $override.enabled) "false" -}}
{{- $tuned := include "multi-agent.alert" (dict "rule" (omit $rule "key") "override" $override "tuning" (get $tuning $key) "values" $values) -}}
{{- $rules = append $rules (fromJson $tuned) -}}
{{- end -}}
{{- else -}}
{{- $rules = append $rules $rule -}}
{{- end -}}
{{- end -}}
{{- /* Groups without rules are omitted. */ -}}
{{- if $rules }}{{ $groups = append $groups (set (deepCopy $group) "rules" $rules) }}{{ end -}}
{{- end -}}
{{- dict "groups" $groups | toRawJson -}}
{{- end -}}

{{/* The packaged rule files, as JSON under `files`: one for each PrometheusRule. */}}
{{- define "multi-agent.ruleFiles" -}}
{{- $folder := include "multi-agent.ruleFolder" . -}}
{{- $files := list (printf "%s/rules.yaml" $folder) -}}
{{- range $path, $_ := .Files.Glob (printf "%s/rules-*.yaml" $folder) }}{{ $files = append $files $path }}{{ end -}}
{{- dict "files" $files | toRawJson -}}
{{- end -}}

{{/* Groups from the values, as JSON under `groups`, without null values. */}}
{{- define "multi-agent.givenGroups" -}}
{{- $groups := list -}}
{{- range $group := .groups -}}
{{- $given := include "multi-agent.given" $group | fromJson -}}
{{- with $given.labels }}{{ $_ := set $given "labels" (include "multi-agent.given" . | fromJson) }}{{ end -}}
{{- if hasKey $given "limit" }}{{ $_ := set $given "limit" (int64 (toString $given.limit)) }}{{ end -}}
{{- range $field := list "interval" "query_offset" }}{{ if hasKey $given $field }}{{ $_ := set $given $field (toString (get $given $field)) }}{{ end }}{{ end -}}
{{- $rules := list -}}
{{- range $rule := $given.rules -}}
{{- $rule := include "multi-agent.given" $rule | fromJson -}}
{{- range $field := list "labels" "annotations" -}}
{{- if hasKey $rule $field }}{{ $_ := set $rule $field (include "multi-agent.given" (get $rule $field) | fromJson) }}{{ end -}}
{{- end -}}
{{- range $field := list "for" "keep_firing_for" }}{{ if hasKey $rule $field }}{{ $_ := set $rule $field (toString (get $rule $field)) }}{{ end }}{{ end -}}
{{- $rules = append $rules $rule -}}
{{- end -}}
{{- $groups = append $groups (set $given "rules" $rules) -}}
{{- end -}}
{{- dict "groups" $groups | toRawJson -}}
{{- end -}}

{{/*
The groups of each PrometheusRule, as JSON under `parts`: one part for every packaged rule file. extraGroups are in the
last part, after the rules that they may depend on.
*/}}
{{- define "multi-agent.ruleParts" -}}
{{- $root := . -}}
{{- $values := .Values.prometheusRule | default dict -}}
{{- $extra := (include "multi-agent.givenGroups" (dict "groups" $values.extraGroups) | fromJson).groups -}}
{{- $parts := list -}}
{{- if $values.groups -}}
{{- $parts = list (concat (include "multi-agent.givenGroups" (dict "groups" $values.groups) | fromJson).groups $extra) -}}
{{- else -}}
{{- $files := (include "multi-agent.ruleFiles" . | fromJson).files -}}
{{- range $file := $files -}}
{{- $groups := (include "multi-agent.packedGroups" (dict "root" $root "file" $file) | fromJson).groups -}}
{{- if eq $file (last $files) }}{{ $groups = concat $groups $extra }}{{ end -}}
{{- $parts = append $parts $groups -}}
{{- end -}}
{{- end -}}
{{- $taken := dict -}}
{{- range $groups := $parts -}}
{{- range $groups -}}
{{- if hasKey $taken .name }}{{ fail (printf "prometheusRule: two groups are named %q; group names must be unique in a PrometheusRule" .name) }}{{ end -}}
{{- $_ := set $taken .name true -}}
{{- end -}}
{{- end -}}
{{- dict "parts" $parts | toRawJson -}}
{{- end -}}

{{/*
The alerts whose link leads to example.com or another domain that RFC 2606 reserves for examples: the name of the alert,
or their number. Takes a dict with `root` and `annotation`, the name of the annotation with the link.
*/}}
{{- define "multi-agent.exampleLinks" -}}
{{- $annotation := .annotation -}}
{{- $found := list -}}
{{- range $groups := (include "multi-agent.ruleParts" .root | fromJson).parts -}}
{{- range $group := $groups -}}
{{- range $rule := $group.rules -}}
{{- $link := get ($rule.annotations | default dict) $annotation | toString -}}
{{- if and $rule.alert (regexMatch "^https?://([^/?#]*[.@])?example[.](com|net|org)([:/?#]|$)" (lower $link)) }}{{ $found = append $found $rule.alert }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if eq (len $found) 1 }}{{ first $found }}{{ else if $found }}{{ printf "%d alerts" (len $found) }}{{ end -}}
{{- end -}}
