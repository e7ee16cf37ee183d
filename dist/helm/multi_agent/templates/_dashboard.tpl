{{/*
One entry of grafanaDashboards.dashboards or extraDashboards, resolved, as JSON: uid, name of the ConfigMap, key in it,
content and folder. Takes a dict with `root` and `entry`.
*/}}
{{- define "multi-agent.dashboard" -}}
{{- $root := .root -}}
{{- $entry := .entry -}}
{{- $stem := $entry.name | default $entry.uid -}}
{{- if not $stem }}{{ fail (printf "grafanaDashboards: a dashboard needs a name: %s" (toJson $entry | trunc 200)) }}{{ end -}}
{{- $name := include "multi-agent.fitted" (printf "%s-%s" (include "multi-agent.fullname" $root) (include "multi-agent.key" $stem)) -}}
{{- $file := $entry.file -}}
{{- if and $entry.uid (not $file) (not $entry.json) -}}
{{- $file = printf "files/dashboards/%s.json" $entry.uid -}}
{{- end -}}
{{- if and $file $entry.json }}{{ fail (printf "grafanaDashboards: %q has both a file and json; set one of them" $stem) }}{{ end -}}
{{- $content := "" -}}
{{- if $file -}}
{{- $content = $root.Files.Get $file -}}
{{- if not $content -}}
{{- $packed := list -}}
{{- range $path, $_ := $root.Files.Glob "files/dashboards/*.json" }}{{ $packed = append $packed $path }}{{ end -}}
{{- fail (printf "grafanaDashboards: %q has the file %s, which is not in the chart; there are %s. Use json for a dashboard of your own" $stem $file (join ", " $packed)) -}}
{{- end -}}
{{- else if kindIs "string" $entry.json -}}
{{- $content = $entry.json -}}
{{- else if $entry.json -}}
{{- $content = toRawJson $entry.json -}}
{{- else -}}
{{- fail (printf "grafanaDashboards: %q needs a file of the chart or json" $stem) -}}
{{- end -}}
{{- /* In a list: for an object, fromJson reports an error under a key that a dashboard can also have. */ -}}
{{- $read := fromJsonArray (printf "[%s]" $content) -}}
{{- $parsed := first $read -}}
{{- if or (ne (len $read) 1) (not (kindIs "map" $parsed)) }}{{ fail (printf "grafanaDashboards: %q is not a JSON object: %s" $stem (ternary $parsed (toJson $read) (kindIs "string" $parsed) | trunc 200)) }}{{ end -}}
{{- if not (kindIs "string" $parsed.uid) }}{{ fail (printf "grafanaDashboards: %q has no uid: Grafana would generate a different one in every installation, and links would break. Add \"uid\" to its JSON" $stem) }}{{ end -}}
{{- if not (regexMatch "^[A-Za-z0-9_-]{1,40}$" $parsed.uid) }}{{ fail (printf "grafanaDashboards: %q has the uid %q; Grafana takes 1 to 40 letters, digits, - and _" $stem $parsed.uid) }}{{ end -}}
{{- /* Helm writes these characters unescaped and reads them as line breaks. In JSON they only occur in strings. */ -}}
{{- range $raw, $escaped := dict "\u0085" "\\u0085" "\u2028" "\\u2028" "\u2029" "\\u2029" "\ufeff" "\\ufeff" -}}
{{- $content = replace $raw $escaped $content -}}
{{- end -}}
{{- /* The limit of Kubernetes (MaxSecretSize) for the values of a ConfigMap. */ -}}
{{- if gt (len $content) 1048576 }}{{ fail (printf "grafanaDashboards: %q has %d bytes; a ConfigMap takes 1048576" $stem (len $content)) }}{{ end -}}
{{- $values := $root.Values.grafanaDashboards | default dict -}}
{{- $datasources := $values.datasources -}}
{{- if and $file $datasources -}}
{{- /* Grafana looks up the initial value of a variable by its text. */ -}}
{{- range $variable := (get $parsed "templating" | default dict).list -}}
{{- $name := get $datasources ($variable.query | toString) -}}
{{- if and (eq $variable.type "datasource") $name }}{{ $_ := set $variable "current" (dict "text" $name "value" $name) }}{{ end -}}
{{- end -}}
{{- $content = toRawJson $parsed -}}
{{- end -}}
{{- $folder := $values.folder -}}
{{- if not (kindIs "invalid" $entry.folder) }}{{ $folder = $entry.folder }}{{ end -}}
{{- /* The sidecar needs unique file names: the uid of a packaged dashboard; otherwise the name of the ConfigMap, as names in values can repeat across releases. */ -}}
{{- $fileName := printf "%s.json" $name -}}
{{- if $file }}{{ $fileName = base $file }}{{ end -}}
{{- dict "entry" $stem "uid" $parsed.uid "name" $name "file" $fileName "content" $content "folder" ($folder | default "") | toRawJson -}}
{{- end -}}

{{/* All dashboards of the release, resolved, as JSON under `dashboards`. Takes the root. */}}
{{- define "multi-agent.dashboards" -}}
{{- $root := . -}}
{{- $values := .Values.grafanaDashboards | default dict -}}
{{- $taken := dict -}}
{{- $uids := dict -}}
{{- $dashboards := list -}}
{{- range $entry := concat ($values.dashboards | default list) ($values.extraDashboards | default list) -}}
{{- $dashboard := include "multi-agent.dashboard" (dict "root" $root "entry" $entry) | fromJson -}}
{{- if hasKey $taken $dashboard.name -}}
{{- fail (printf "grafanaDashboards: two dashboards are named %q; `dashboards` replaces the default ones, `extraDashboards` adds to them" $dashboard.entry) -}}
{{- end -}}
{{- $_ := set $taken $dashboard.name true -}}
{{- if hasKey $uids $dashboard.uid -}}
{{- fail (printf "grafanaDashboards: %q has the uid %q of %q, but uids are unique in Grafana; `dashboards` replaces the default ones" $dashboard.entry $dashboard.uid (get $uids $dashboard.uid)) -}}
{{- end -}}
{{- $_ := set $uids $dashboard.uid $dashboard.entry -}}
{{- $dashboards = append $dashboards $dashboard -}}
{{- end -}}
{{- dict "dashboards" $dashboards | toRawJson -}}
{{- end -}}

{{/* The label that the sidecar selects dashboards by, as JSON. Takes the values of the dashboards. */}}
{{- define "multi-agent.dashboardLabel" -}}
{{- $value := .labelValue -}}
{{- if kindIs "invalid" $value }}{{ $value = "1" }}{{ end -}}
{{- dict (.label | default "grafana_dashboard") (toString $value) | toRawJson -}}
{{- end -}}
