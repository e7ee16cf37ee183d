{{/* Where the packed rules are: those that hold everywhere, or those of an environment, with its matchers. */}}
{{- define "multiweb.ruleFolder" -}}
{{- $values := .Values.prometheusRule | default dict -}}
{{- with $values.environment }}{{ printf "files/environments/%s" . }}{{ else }}files{{ end -}}
{{- end -}}

{{/* What can be changed about each packed alert: its expression and texts, cut where the threshold stands. */}}
{{- define "multiweb.tuning" -}}
{{- .Files.Get (printf "%s/alerts.yaml" (include "multiweb.ruleFolder" .)) -}}
{{- end -}}

{{/*
The overrides of alerts by key, as JSON; one that is null undoes an earlier one. Those of levels stand in their alert:
alerts.LatencyHigh.critical is for the key LatencyHigh.critical.
*/}}
{{- define "multiweb.overrides" -}}
{{- $tuning := include "multiweb.tuning" . | fromYaml -}}
{{- $overrides := dict -}}
{{- range $name, $override := .Values.alerts -}}
{{- if not (kindIs "invalid" $override) -}}
{{- $given := include "multiweb.given" $override | fromJson -}}
{{- $levels := dict -}}
{{- range $key, $alert := $tuning -}}
{{- if and $alert.level (eq (toString $alert.alert) $name) }}{{ $_ := set $levels $alert.level $key }}{{ end -}}
{{- end -}}
{{- if $levels -}}
{{- range $level, $one := $given -}}
{{- if not (hasKey $levels $level) }}{{ fail (printf "alerts.%s.%s: this alert has levels, %s; what is to be changed stands in one of them" $name $level (keys $levels | sortAlpha | join ", ")) }}{{ end -}}
{{- $_ := set $overrides (get $levels $level) (include "multiweb.given" $one | fromJson) -}}
{{- end -}}
{{- else -}}
{{- $_ := set $overrides $name $given -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toRawJson $overrides -}}
{{- end -}}

{{/*
A cluster without the type of our rules would be refused by Helm with words that do not say what to do about it.
Without a cluster (helm template), Helm knows groups of types but no single ones, not even ConfigMap.
*/}}
{{- define "multiweb.checkTypes" -}}
{{- $known := .Capabilities.APIVersions -}}
{{- $values := .Values.prometheusRule | default dict -}}
{{- if and (include "multiweb.isOn" (list $values.requireCRDs true)) ($known.Has "v1/ConfigMap") (not ($known.Has "monitoring.coreos.com/v1/PrometheusRule")) -}}
{{- fail "prometheusRule: this cluster does not have the type PrometheusRule (monitoring.coreos.com/v1). Install the CRDs of the Prometheus Operator first, or leave the rules out with prometheusRule.enabled=false and load them from plain rule files; where the same sync brings the CRDs, set prometheusRule.requireCRDs=false" -}}
{{- end -}}
{{- end -}}

{{/* Overrides of alerts that do not exist, or of what an alert does not have, are mistakes. */}}
{{- define "multiweb.checkOverrides" -}}
{{- $tuning := include "multiweb.tuning" . | fromYaml -}}
{{- $overrides := include "multiweb.overrides" . | fromJson -}}
{{- $values := .Values.prometheusRule | default dict -}}
{{- if and $overrides $values.groups -}}
{{- fail "alerts: overrides change the alerts of this chart, which prometheusRule.groups replaces; change them there, or add yours as prometheusRule.extraGroups" -}}
{{- end -}}
{{- $switches := include "multiweb.given" $values.rules | fromJson -}}
{{- if $switches -}}
{{- if $values.groups -}}
{{- fail "prometheusRule.rules: switches of groups are for the groups of this chart, which prometheusRule.groups replaces; leave out there what is not wanted" -}}
{{- end -}}
{{- $names := list -}}
{{- range $file := (include "multiweb.ruleFiles" . | fromJson).files -}}
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
{{- fail (printf "alerts.%s.threshold: the condition of %s is not a comparison with one number; all else about it can be overridden" $name $name) -}}
{{- end -}}
{{- if hasKey $override "threshold" -}}
{{- $written := toString $override.threshold -}}
{{- /* What is no number of 64 bits becomes 0, or +Inf from a file. Texts multiply the largest, as 1 to 100%. */ -}}
{{- $beyond := or (contains "Inf" $written) (contains "NaN" $written) -}}
{{- $number := float64 $written -}}
{{- if eq $number 0.0 -}}
{{- $beyond = or $beyond (regexMatch "[1-9]" (regexReplaceAll "[eE].*$" $written "")) -}}
{{- else if or (gt $number 1e+300) (lt $number -1e+300) (and (lt $number 1e-300) (gt $number -1e-300)) -}}
{{- $beyond = true -}}
{{- end -}}
{{- if $beyond }}{{ fail (printf "alerts.%s.threshold: %s is too large or too small; expected a number up to 1e+300, and not closer to 0 than 1e-300" $name $written) }}{{ end -}}
{{- end -}}
{{- include "multiweb.checkLabels" (dict "at" (printf "alerts.%s.labels" $name) "labels" $override.labels) -}}
{{- end -}}
{{- include "multiweb.checkLabels" (dict "at" "prometheusRule.alertLabels" "labels" $values.alertLabels) -}}
{{- end -}}

{{/* Labels that Prometheus sets itself, or keeps for itself, in the values at a path: those would be lost. */}}
{{- define "multiweb.checkLabels" -}}
{{- $at := .at -}}
{{- range $name, $value := .labels -}}
{{- if and (not (kindIs "invalid" $value)) (regexMatch "^(alertname|alertstate|__.*)$" $name) -}}
{{- fail (printf "%s.%s: Prometheus sets this label itself; expected another name" $at $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/*
A number as people write it in its unit: 0.05 as 5%, 90 as 1m 30s. Takes a dict with `number` and `scale`: what the
number is multiplied by, the units to print as integers, and then the one for the rest with the digits to keep.
*/}}
{{- define "multiweb.onScale" -}}
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
One packed alert with its overrides, as JSON. Takes a dict with `rule`, `override`, `tuning` (of that alert) and
`values` (prometheusRule).
*/}}
{{- define "multiweb.alert" -}}
{{- $rule := deepCopy .rule -}}
{{- $override := .override -}}
{{- $labels := mergeOverwrite (include "multiweb.given" .values.alertLabels | fromJson) ($rule.labels | default dict) (include "multiweb.given" $override.labels | fromJson) -}}
{{- if hasKey $override "severity" }}{{ $_ := set $labels "severity" (toString $override.severity) }}{{ end -}}
{{- if $labels }}{{ $_ := set $rule "labels" $labels }}{{ end -}}
{{- $for := .tuning.for -}}
{{- if hasKey $override "for" }}{{ $for = toString $override.for }}{{ end -}}
{{- if regexMatch "^0[a-z]*$" $for }}{{ $_ := unset $rule "for" }}{{ else }}{{ $_ := set $rule "for" $for }}{{ end -}}
{{- $keep := $rule.keep_firing_for | default .values.keepFiringFor | default "" | toString -}}
{{- if hasKey $override "keep_firing_for" }}{{ $keep = toString $override.keep_firing_for }}{{ end -}}
{{- if regexMatch "^(0[a-z]*)?$" $keep }}{{ $_ := unset $rule "keep_firing_for" }}{{ else }}{{ $_ := set $rule "keep_firing_for" $keep }}{{ end -}}
{{- $annotations := mergeOverwrite (include "multiweb.given" .values.alertAnnotations | fromJson) ($rule.annotations | default dict) -}}
{{- if hasKey $override "threshold" -}}
{{- $threshold := .tuning.threshold -}}
{{- /* Helm hands over decimals of --set as text. */ -}}
{{- $number := float64 (toString $override.threshold) -}}
{{- if ne $number (float64 $threshold.value) -}}
{{- $_ := set $rule "expr" (join (toJson $number) $threshold.expr) -}}
{{- $written := toJson $number -}}
{{- if $threshold.scale }}{{ $written = include "multiweb.onScale" (dict "number" $number "scale" $threshold.scale) }}{{ end -}}
{{- range $name, $pieces := $threshold.annotations }}{{ $_ := set $annotations $name (join $written $pieces) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if and .values.runbookUrl .tuning.runbook }}{{ $_ := set $annotations "runbook_url" (replace "{slug}" .tuning.runbook .values.runbookUrl) }}{{ end -}}
{{- if and .values.grafanaUrl .tuning.dashboard }}{{ $_ := set $annotations "dashboard_url" (printf "%s%s" (regexReplaceAll "/+$" .values.grafanaUrl "") .tuning.dashboard) }}{{ end -}}
{{- $annotations = mergeOverwrite $annotations (include "multiweb.given" $override.annotations | fromJson) -}}
{{- if $annotations }}{{ $_ := set $rule "annotations" $annotations }}{{ end -}}
{{- toRawJson $rule -}}
{{- end -}}

{{/* The packed groups of a file with the overrides applied, as JSON under `groups`. Takes a dict with `root` and `file`. */}}
{{- define "multiweb.packedGroups" -}}
{{- $values := .root.Values.prometheusRule | default dict -}}
{{- $overrides := include "multiweb.overrides" .root | fromJson -}}
{{- $tuning := include "multiweb.tuning" .root | fromYaml -}}
{{- $groups := list -}}
{{- range $group := (.root.Files.Get .file | fromYaml).groups -}}
{{- $rules := list -}}
{{- range $rule := ternary list $group.rules (eq "false" (get ($values.rules | default dict) $group.name | toString)) -}}
{{- if $rule.alert -}}
{{- /* Alerts of one name, such as levels, have a key. */ -}}
{{- $key := $rule.key | default $rule.alert -}}
{{- $override := get $overrides $key | default dict -}}
{{- if ne (toString $override.enabled) "false" -}}
{{- $tuned := include "multiweb.alert" (dict "rule" (omit $rule "key") "override" $override "tuning" (get $tuning $key) "values" $values) -}}
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

{{/* The packed files of rules, as JSON under `files`: one for each PrometheusRule. */}}
{{- define "multiweb.ruleFiles" -}}
{{- $folder := include "multiweb.ruleFolder" . -}}
{{- $files := list (printf "%s/rules.yaml" $folder) -}}
{{- range $path, $_ := .Files.Glob (printf "%s/rules-*.yaml" $folder) }}{{ $files = append $files $path }}{{ end -}}
{{- dict "files" $files | toRawJson -}}
{{- end -}}

{{/* Groups from the values, as JSON under `groups`, without what is null. */}}
{{- define "multiweb.givenGroups" -}}
{{- $groups := list -}}
{{- range $group := .groups -}}
{{- $given := include "multiweb.given" $group | fromJson -}}
{{- with $given.labels }}{{ $_ := set $given "labels" (include "multiweb.given" . | fromJson) }}{{ end -}}
{{- if hasKey $given "limit" }}{{ $_ := set $given "limit" (int64 (toString $given.limit)) }}{{ end -}}
{{- range $field := list "interval" "query_offset" }}{{ if hasKey $given $field }}{{ $_ := set $given $field (toString (get $given $field)) }}{{ end }}{{ end -}}
{{- $rules := list -}}
{{- range $rule := $given.rules -}}
{{- $rule := include "multiweb.given" $rule | fromJson -}}
{{- range $field := list "labels" "annotations" -}}
{{- if hasKey $rule $field }}{{ $_ := set $rule $field (include "multiweb.given" (get $rule $field) | fromJson) }}{{ end -}}
{{- end -}}
{{- range $field := list "for" "keep_firing_for" }}{{ if hasKey $rule $field }}{{ $_ := set $rule $field (toString (get $rule $field)) }}{{ end }}{{ end -}}
{{- $rules = append $rules $rule -}}
{{- end -}}
{{- $groups = append $groups (set $given "rules" $rules) -}}
{{- end -}}
{{- dict "groups" $groups | toRawJson -}}
{{- end -}}

{{/*
The groups of each PrometheusRule, as JSON under `parts`: one for every packed file of rules, and extraGroups in the
last, after what they may build upon.
*/}}
{{- define "multiweb.ruleParts" -}}
{{- $root := . -}}
{{- $values := .Values.prometheusRule | default dict -}}
{{- $extra := (include "multiweb.givenGroups" (dict "groups" $values.extraGroups) | fromJson).groups -}}
{{- $parts := list -}}
{{- if $values.groups -}}
{{- $parts = list (concat (include "multiweb.givenGroups" (dict "groups" $values.groups) | fromJson).groups $extra) -}}
{{- else -}}
{{- $files := (include "multiweb.ruleFiles" . | fromJson).files -}}
{{- range $file := $files -}}
{{- $groups := (include "multiweb.packedGroups" (dict "root" $root "file" $file) | fromJson).groups -}}
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

{{/*
The alerts, as one text, whose link leads to example.com or another domain that RFC 2606 keeps for examples.
Takes a dict with `root` and `annotation`, the name of the annotation that holds the link.
*/}}
{{- define "multiweb.exampleLinks" -}}
{{- $annotation := .annotation -}}
{{- $found := list -}}
{{- range $groups := (include "multiweb.ruleParts" .root | fromJson).parts -}}
{{- range $group := $groups -}}
{{- range $rule := $group.rules -}}
{{- $link := get ($rule.annotations | default dict) $annotation | toString -}}
{{- if and $rule.alert (regexMatch "^https?://([^/?#]*[.@])?example[.](com|net|org)([:/?#]|$)" (lower $link)) }}{{ $found = append $found $rule.alert }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if eq (len $found) 1 }}{{ first $found }}{{ else if $found }}{{ printf "%d alerts" (len $found) }}{{ end -}}
{{- end -}}
