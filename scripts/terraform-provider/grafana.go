package main

import (
	"encoding/json"
	"regexp"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// grafana/grafana, as the modules in dist/terraform-grafana and dist/azure use it: names, types, and what is required,
// optional or computed, as @pulumiverse/grafana 2.40.0 on npm has them, which is made from the provider's schema (of
// its major version 4). What is refused is what the provider, or Grafana, refuses.
func grafanaProvider() provider {
	return provider{
		namespace: "grafana",
		version:   "4.40.0",
		configuration: block{attributes: append(texts(
			"auth", "ca_cert", "cloud_access_policy_token", "cloud_api_url", "cloud_provider_access_token",
			"cloud_provider_url", "connections_api_access_token", "connections_api_url", "fleet_management_auth",
			"fleet_management_url", "frontend_o11y_api_access_token", "frontend_o11y_api_url", "k6_access_token",
			"k6_url", "oncall_access_token", "oncall_url", "sm_access_token", "sm_url", "tls_cert", "tls_key", "url",
		),
			attribute{name: "http_headers", valueType: mapOf(text)},
			attribute{name: "insecure_skip_verify", valueType: boolean},
			attribute{name: "org_id", valueType: number},
			attribute{name: "retries", valueType: number},
			attribute{name: "retry_status_codes", valueType: setOf(text)},
			attribute{name: "retry_wait", valueType: number},
			attribute{name: "stack_id", valueType: number},
			attribute{name: "store_dashboard_sha256", valueType: boolean},
		)},
		resources: map[string]resource{
			"grafana_folder":    grafanaFolder(),
			"grafana_dashboard": grafanaDashboard(),
		},
	}
}

func texts(names ...string) []attribute {
	var result []attribute
	for _, name := range names {
		result = append(result, attribute{name: name, valueType: text})
	}
	return result
}

const grafanaURL = "https://grafana.example.com"

var grafanaUID = regexp.MustCompile(`^[a-zA-Z0-9_-]+$`)

func grafanaFolder() resource {
	uid := func(planned object) string {
		if given, known := textAt(planned, "uid"); known {
			return given
		}
		title, _ := textAt(planned, "title")
		return "generated-" + digestOf(title)
	}
	return resource{
		block: block{attributes: []attribute{
			{name: "id", valueType: text, mode: optionalComputed},
			{name: "org_id", valueType: text},
			{name: "parent_folder_uid", valueType: text},
			{name: "prevent_destroy_if_not_empty", valueType: boolean},
			{name: "title", valueType: text, mode: required},
			{name: "uid", valueType: text, mode: optionalComputed},
			{name: "url", valueType: text, mode: computed},
		}},
		replacedBy: []string{"org_id", "uid"},
		read:       func(current tftypes.Value) tftypes.Value { return readAs(current, organisation) },
		same:       map[string]func(string, string) bool{"org_id": givenByProvider},
		validate: func(configuration object) []problem {
			if uid, known := textAt(configuration, "uid"); known && !grafanaUID.MatchString(uid) {
				return []problem{{path: "uid", summary: "folder UIDs can only be alphanumeric, dashes, or underscores"}}
			}
			return nil
		},
		computed: map[string]func(object) any{
			"id":  func(planned object) any { return organisationOf(planned) + ":" + uid(planned) },
			"uid": func(planned object) any { return uid(planned) },
			"url": func(planned object) any { return grafanaURL + "/dashboards/f/" + uid(planned) },
		},
	}
}

func grafanaDashboard() resource {
	return resource{
		version: 1,
		block: block{attributes: []attribute{
			{name: "config_json", valueType: text, mode: required},
			{name: "dashboard_id", valueType: number, mode: computed},
			{name: "folder", valueType: text},
			{name: "id", valueType: text, mode: optionalComputed},
			{name: "message", valueType: text},
			{name: "org_id", valueType: text},
			{name: "overwrite", valueType: boolean},
			{name: "uid", valueType: text, mode: computed},
			{name: "url", valueType: text, mode: computed},
			{name: "version", valueType: number, mode: computed},
		}},
		replacedBy: []string{"org_id"},
		read: func(current tftypes.Value) tftypes.Value {
			return readAs(current, organisation, func(values object) (string, string) {
				content, _ := textAt(values, "config_json")
				return "config_json", normalised(content)
			})
		},
		same: map[string]func(string, string) bool{
			"org_id":      givenByProvider,
			"config_json": func(before, after string) bool { return normalised(before) == normalised(after) },
		},
		validate: func(configuration object) []problem {
			if content, known := textAt(configuration, "config_json"); known {
				if err := json.Unmarshal([]byte(content), &map[string]any{}); err != nil {
					return []problem{{path: "config_json", summary: err.Error()}}
				}
			}
			return nil
		},
		apply: applyDashboard,
		computed: map[string]func(object) any{
			"dashboard_id": func(object) any { return 1 },
			"id":           func(planned object) any { return organisationOf(planned) + ":" + dashboardUID(planned) },
			"uid":          func(planned object) any { return dashboardUID(planned) },
			"url":          func(planned object) any { return grafanaURL + "/d/" + dashboardUID(planned) },
			"version":      func(object) any { return 1 },
		},
	}
}

// What only Grafana refuses: ErrDashboardTitleEmpty, ErrDashboardUidTooLong, ErrDashboardInvalidUid.
func applyDashboard(planned object) []problem {
	content, _ := textAt(planned, "config_json")
	var dashboard struct{ UID, Title string }
	if err := json.Unmarshal([]byte(content), &dashboard); err != nil {
		return []problem{{path: "config_json", summary: err.Error()}}
	}
	switch {
	case dashboard.Title == "":
		return []problem{{summary: "status: 400, Dashboard title cannot be empty"}}
	case len(dashboard.UID) > 40:
		return []problem{{summary: "status: 400, uid too long, max 40 characters"}}
	case dashboard.UID != "" && !grafanaUID.MatchString(dashboard.UID):
		return []problem{{summary: "status: 400, uid contains illegal characters"}}
	}
	return nil
}

func dashboardUID(planned object) string {
	content, _ := textAt(planned, "config_json")
	var dashboard struct{ UID string }
	if err := json.Unmarshal([]byte(content), &dashboard); err == nil && dashboard.UID != "" {
		return dashboard.UID
	}
	return "generated-" + digestOf(content)
}

// The provider reads the organisation even where the configuration leaves it to the provider's own, and then takes the
// absent one for the same.
func organisation(values object) (string, string) { return "org_id", organisationOf(values) }

func givenByProvider(_, after string) bool { return after == "" }

// Attributes as they are read: pairs of a name and a text in place of those in the state.
func readAs(current tftypes.Value, pairs ...func(object) (string, string)) tftypes.Value {
	values, isObject := plain(current).(object)
	if !isObject {
		return current
	}
	var attributes map[string]tftypes.Value
	must(current.As(&attributes))
	for _, pair := range pairs {
		name, content := pair(values)
		attributes[name] = tftypes.NewValue(text, content)
	}
	return tftypes.NewValue(current.Type(), attributes)
}

// A dashboard as the provider keeps it in the state (NormalizeDashboardConfigJSON): compact, with sorted keys, and
// without what Grafana numbers by itself.
func normalised(content string) string {
	var dashboard map[string]any
	if err := json.Unmarshal([]byte(content), &dashboard); err != nil {
		return content
	}
	delete(dashboard, "id")
	delete(dashboard, "version")
	panels, _ := dashboard["panels"].([]any)
	for _, panel := range panels {
		if fields, isObject := panel.(map[string]any); isObject {
			delete(fields, "id")
		}
	}
	compact, err := json.Marshal(dashboard)
	must(err)
	return string(compact)
}

// The organisation of the provider's own login, unless the resource names another.
func organisationOf(planned object) string {
	if given, known := textAt(planned, "org_id"); known {
		return given
	}
	return "1"
}
