{{/*
One entry of grafanaDashboards.dashboards or extraDashboards, settled, as JSON: its uid, name of the object, name of
the file in it, content, folder. Takes a dict with `root` and `entry`.
*/}}
{{- define "multiweb.dashboard" -}}
{{- $root := .root -}}
{{- $entry := .entry -}}
{{- $stem := $entry.name | default $entry.uid -}}
{{- if not $stem }}{{ fail (printf "grafanaDashboards: a dashboard needs a name: %s" (toJson $entry | trunc 200)) }}{{ end -}}
{{- $name := include "multiweb.fitted" (printf "%s-%s" (include "multiweb.fullname" $root) (include "multiweb.key" $stem)) -}}
{{- $file := $entry.file -}}
{{- if and $entry.uid (not $file) (not $entry.json) -}}
{{- $file = printf "files/dashboards/%s.json" $entry.uid -}}
{{- end -}}
{{- if and $file $entry.json }}{{ fail (printf "grafanaDashboards: %q has both a file and json; give one" $stem) }}{{ end -}}
{{- $content := "" -}}
{{- if $file -}}
{{- $content = $root.Files.Get $file -}}
{{- if not $content -}}
{{- $packed := list -}}
{{- range $path, $_ := $root.Files.Glob "files/dashboards/*.json" }}{{ $packed = append $packed $path }}{{ end -}}
{{- fail (printf "grafanaDashboards: %q names %s, which is not in the chart; there are %s. A dashboard of your own is given as json" $stem $file (join ", " $packed)) -}}
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
{{- if not (kindIs "string" $parsed.uid) }}{{ fail (printf "grafanaDashboards: %q has no uid: without one, Grafana makes up another in every installation, and no link lasts. Add \"uid\" to its JSON" $stem) }}{{ end -}}
{{- if not (regexMatch "^[A-Za-z0-9_-]{1,40}$" $parsed.uid) }}{{ fail (printf "grafanaDashboards: %q has the uid %q; Grafana takes 1 to 40 letters, digits, - and _" $stem $parsed.uid) }}{{ end -}}
{{- /* Helm writes these as they are, and reads them as ends of lines; in JSON they stand in texts only. */ -}}
{{- range $raw, $escaped := dict "\u0085" "\\u0085" "\u2028" "\\u2028" "\u2029" "\\u2029" "\ufeff" "\\ufeff" -}}
{{- $content = replace $raw $escaped $content -}}
{{- end -}}
{{- /* Kubernetes: MaxSecretSize, the sum of a ConfigMap's values. */ -}}
{{- if gt (len $content) 1048576 }}{{ fail (printf "grafanaDashboards: %q has %d bytes; a ConfigMap takes 1048576" $stem (len $content)) }}{{ end -}}
{{- $values := $root.Values.grafanaDashboards | default dict -}}
{{- $datasources := $values.datasources -}}
{{- if and $file $datasources -}}
{{- /* Grafana finds what a variable starts with by its text. */ -}}
{{- range $variable := (get $parsed "templating" | default dict).list -}}
{{- $name := get $datasources ($variable.query | toString) -}}
{{- if and (eq $variable.type "datasource") $name }}{{ $_ := set $variable "current" (dict "text" $name "value" $name) }}{{ end -}}
{{- end -}}
{{- $content = toRawJson $parsed -}}
{{- end -}}
{{- $folder := $values.folder -}}
{{- if not (kindIs "invalid" $entry.folder) }}{{ $folder = $entry.folder }}{{ end -}}
{{- /* A file is named by the dashboard's uid. Names in values may be the same in two releases, object names are not. */ -}}
{{- $fileName := printf "%s.json" $name -}}
{{- if $file }}{{ $fileName = base $file }}{{ end -}}
{{- dict "entry" $stem "uid" $parsed.uid "name" $name "file" $fileName "content" $content "folder" ($folder | default "") | toRawJson -}}
{{- end -}}

{{/* All dashboards of the release, settled, as JSON under `dashboards`. Takes the root. */}}
{{- define "multiweb.dashboards" -}}
{{- $root := . -}}
{{- $values := .Values.grafanaDashboards | default dict -}}
{{- $taken := dict -}}
{{- $uids := dict -}}
{{- $dashboards := list -}}
{{- range $entry := concat ($values.dashboards | default list) ($values.extraDashboards | default list) -}}
{{- $dashboard := include "multiweb.dashboard" (dict "root" $root "entry" $entry) | fromJson -}}
{{- if hasKey $taken $dashboard.name -}}
{{- fail (printf "grafanaDashboards: two dashboards are named %q; `dashboards` replaces the default ones, `extraDashboards` adds to them" $dashboard.entry) -}}
{{- end -}}
{{- $_ := set $taken $dashboard.name true -}}
{{- if hasKey $uids $dashboard.uid -}}
{{- fail (printf "grafanaDashboards: %q has the uid %q of %q, and Grafana keeps one dashboard per uid; `dashboards` replaces the default ones" $dashboard.entry $dashboard.uid (get $uids $dashboard.uid)) -}}
{{- end -}}
{{- $_ := set $uids $dashboard.uid $dashboard.entry -}}
{{- $dashboards = append $dashboards $dashboard -}}
{{- end -}}
{{- dict "dashboards" $dashboards | toRawJson -}}
{{- end -}}

{{/* The label by which the sidecar finds dashboards, as JSON. Takes the values of the dashboards. */}}
{{- define "multiweb.dashboardLabel" -}}
{{- $value := .labelValue -}}
{{- if kindIs "invalid" $value }}{{ $value = "1" }}{{ end -}}
{{- dict (.label | default "grafana_dashboard") (toString $value) | toRawJson -}}
{{- end -}}
