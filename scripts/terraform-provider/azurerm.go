package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// hashicorp/azurerm, as far as the generated modules use it: names and types as in the published typed bindings.
func azurermProvider() provider {
	return provider{
		namespace: "hashicorp",
		version:   "4.57.0",
		configuration: block{
			attributes: []attribute{
				{name: "client_id", valueType: text},
				{name: "environment", valueType: text},
				{name: "resource_provider_registrations", valueType: text},
				{name: "subscription_id", valueType: text},
				{name: "tenant_id", valueType: text},
				{name: "use_cli", valueType: boolean},
			},
			blocks: []nested{{name: "features", min: 1, max: 1, block: block{}}},
		},
		resources: map[string]resource{"azurerm_monitor_alert_prometheus_rule_group": prometheusRuleGroup()},
	}
}

func prometheusRuleGroup() resource {
	return resource{
		block: block{
			attributes: []attribute{
				{name: "cluster_name", valueType: text},
				{name: "description", valueType: text},
				{name: "id", valueType: text, mode: optionalComputed},
				{name: "interval", valueType: text},
				{name: "location", valueType: text, mode: required},
				{name: "name", valueType: text, mode: required},
				{name: "resource_group_name", valueType: text, mode: required},
				{name: "rule_group_enabled", valueType: boolean},
				{name: "scopes", valueType: listOf(text), mode: required},
				{name: "tags", valueType: mapOf(text)},
			},
			blocks: []nested{
				{name: "rule", min: 1, block: block{
					attributes: []attribute{
						{name: "alert", valueType: text},
						{name: "annotations", valueType: mapOf(text)},
						{name: "enabled", valueType: boolean},
						{name: "expression", valueType: text, mode: required},
						{name: "for", valueType: text},
						{name: "labels", valueType: mapOf(text)},
						{name: "record", valueType: text},
						{name: "severity", valueType: number},
					},
					blocks: []nested{
						{name: "action", block: block{attributes: []attribute{
							{name: "action_group_id", valueType: text, mode: required},
							{name: "action_properties", valueType: mapOf(text)},
						}}},
						{name: "alert_resolution", max: 1, block: block{attributes: []attribute{
							{name: "auto_resolved", valueType: boolean},
							{name: "time_to_resolve", valueType: text},
						}}},
					},
				}},
			},
		},
		validate:   validateRuleGroup,
		replacedBy: []string{"name", "location", "resource_group_name"},
		read:       readRuleGroup,
		computed: map[string]func(object) any{
			"id": func(planned object) any {
				group, _ := textAt(planned, "resource_group_name")
				name, _ := textAt(planned, "name")
				return "/subscriptions/test/resourceGroups/" + group + "/providers/Microsoft.AlertsManagement/prometheusRuleGroups/" + name
			},
		},
	}
}

// Azure Monitor's limits, and the rules of REST API 2023-03-01.
const rulesPerGroup = 20

var (
	groupName  = regexp.MustCompile(`^[^:@/#{}%&+*<>?]+$`)
	isoMinutes = regexp.MustCompile(`^PT([1-9]|1[0-5])M$`)
	isoPeriod  = regexp.MustCompile(`^PT(\d+H)?(\d+M)?(\d+S)?$`)
)

// Severity of an alert for which none is sent.
const azureSeverity = 3

// The provider on the old plugin SDK cannot tell 0 from nothing: it sends no severity 0, and reads the one that Azure
// has chosen.
func readRuleGroup(current tftypes.Value) tftypes.Value {
	values := plain(current)
	result, err := tftypes.Transform(current, func(path *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		rule, isSeverity := strings.CutSuffix(dotted(path), ".severity")
		if !isSeverity {
			return value, nil
		}
		_, isAlert := textAt(values, rule+".alert")
		if isAlert && (value.IsNull() || inText(plain(value)) == "0") {
			return tftypes.NewValue(number, azureSeverity), nil
		}
		return value, nil
	})
	must(err)
	return result
}

func validateRuleGroup(configuration object) []problem {
	var problems []problem
	refuse := func(path, format string, values ...any) {
		problems = append(problems, problem{path: path, summary: path + " " + fmt.Sprintf(format, values...)})
	}
	if name, known := textAt(configuration, "name"); known && (!groupName.MatchString(name) || len(name) > 260) {
		refuse("name", "%q is no name of a rule group", name)
	}
	if interval, known := textAt(configuration, "interval"); known && !isoMinutes.MatchString(interval) {
		refuse("interval", "%q is not between PT1M and PT15M", interval)
	}
	rules, _ := at(configuration, "rule").([]any)
	if len(rules) > rulesPerGroup {
		refuse("rule", "there are %d, and a group has at most %d", len(rules), rulesPerGroup)
	}
	for i := range rules {
		path := fmt.Sprintf("rule.%d", i)
		_, isAlert := textAt(configuration, path+".alert")
		_, isRecord := textAt(configuration, path+".record")
		if isAlert == isRecord {
			refuse(path, "is either an alert or a record")
		}
		if held, known := textAt(configuration, path+".for"); known && !isoPeriod.MatchString(held) {
			refuse(path+".for", "%q is no duration of ISO 8601", held)
		}
		if resolve, known := textAt(configuration, path+".alert_resolution.0.time_to_resolve"); known && !isoMinutes.MatchString(resolve) {
			refuse(path+".alert_resolution.0.time_to_resolve", "%q is not between PT1M and PT15M", resolve)
		}
		if isRecord {
			for _, only := range []string{"severity", "for", "annotations"} {
				if at(configuration, path+"."+only) != nil {
					refuse(path+"."+only, "is for alerts")
				}
			}
		}
	}
	return problems
}
