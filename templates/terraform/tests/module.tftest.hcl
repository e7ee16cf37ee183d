# {{header}}
# Run with tofu test (OpenTofu 1.8 or newer) or terraform test (Terraform 1.7 or newer). No cluster is needed.
mock_provider "kubernetes" {}

run "as_shipped" {
  command = plan

  assert {
    condition     = length(kubernetes_config_map_v1.dashboard) == {{dashboardCount}}
    error_message = "There must be one ConfigMap for each dashboard: ${length(kubernetes_config_map_v1.dashboard)}."
  }
  assert {
    condition     = alltrue([for map in kubernetes_config_map_v1.dashboard : can(regex("^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$", map.metadata[0].name))])
    error_message = "Names of ConfigMaps must be valid in Kubernetes: ${join(", ", [for map in kubernetes_config_map_v1.dashboard : map.metadata[0].name])}."
  }
  assert {
    condition     = length(distinct([for map in kubernetes_config_map_v1.dashboard : map.metadata[0].name])) == {{dashboardCount}}
    error_message = "Names of ConfigMaps must be unique: ${join(", ", [for map in kubernetes_config_map_v1.dashboard : map.metadata[0].name])}."
  }
  assert {
    condition     = alltrue([for map in kubernetes_config_map_v1.dashboard : alltrue([for json in values(map.data) : can(jsondecode(json).panels)])])
    error_message = "Every ConfigMap must contain a dashboard."
  }
  assert {
    condition     = flatten(kubernetes_manifest.rules[*].manifest.spec.groups[*].name) == {{hcl groupNames}}
    error_message = "The PrometheusRule has unexpected groups: ${jsonencode(kubernetes_manifest.rules[*].manifest.spec.groups[*].name)}."
  }
  assert {
    condition     = output.alerts == {{hcl alertNames}}
    error_message = "The alerts are not the expected ones: ${join(", ", output.alerts)}."
  }
}

run "nothing" {
  command = plan

  variables {
    create_grafana_configmap = false
    create_prometheus_rule   = false
  }

  assert {
    condition     = length(kubernetes_config_map_v1.dashboard) + length(kubernetes_manifest.rules) == 0
    error_message = "Dashboards and rules are disabled, but something is created."
  }
}

run "names_and_labels" {
  command = plan

  variables {
    name      = "Own_Name"
    namespace = "own-namespace"
    labels    = { team = "own-team" }
  }

  assert {
    condition     = alltrue([for map in kubernetes_config_map_v1.dashboard : startswith(map.metadata[0].name, "own-name-")])
    error_message = "Resource names must begin with the name of the module."
  }
  assert {
    condition = alltrue([
      for metadata in concat(
        [for map in kubernetes_config_map_v1.dashboard : { namespace = map.metadata[0].namespace, labels = map.metadata[0].labels }],
        [for rule in kubernetes_manifest.rules : { namespace = rule.manifest.metadata.namespace, labels = rule.manifest.metadata.labels }],
      ) : metadata.namespace == "own-namespace" && metadata.labels["team"] == "own-team"
    ])
    error_message = "All resources must have the namespace and the labels of the variables."
  }
}
{{#if dashboardCount}}

run "a_dashboard_more" {
  command = plan

  variables {
    extra_dashboards = { "own-dashboard" = "{\"panels\": [], \"uid\": \"own\"}" }
  }

  assert {
    condition     = length(kubernetes_config_map_v1.dashboard) == {{dashboardCount}} + 1
    error_message = "The dashboard is missing: ${length(kubernetes_config_map_v1.dashboard)}."
  }
}

run "a_dashboard_that_is_no_json" {
  command = plan

  variables {
    extra_dashboards = { "own-dashboard" = "{" }
  }

  expect_failures = [var.extra_dashboards]
}

run "a_dashboard_without_a_uid" {
  command = plan

  variables {
    extra_dashboards = { "own-dashboard" = "{\"panels\": []}" }
  }

  expect_failures = [kubernetes_config_map_v1.dashboard]
}
{{/if}}
{{#if changed}}

run "a_changed_alert" {
  command = plan

  variables {
    alerts = {
{{changed.override}}
    }
  }

  assert {
    condition = anytrue([
      for rule in flatten(kubernetes_manifest.rules[0].manifest.spec.groups[*].rules) : alltrue([
        rule.expr == {{hcl changed.expr}},
        rule["for"] == "17m",
        rule.keep_firing_for == "23m",
        rule.annotations["owner"] == "own-team",
        rule.labels["severity"] == "page",
        rule.labels["team"] == "own-team",
      ]) if try(rule.alert, "") == {{hcl changed.name}}
    ])
    error_message = "The alert is not changed."
  }
}
{{/if}}
{{#if groupNames.length}}

run "a_group_less" {
  command = plan

  variables {
    rules = { {{hcl groupNames.[0]}} = false }
  }

  assert {
    condition     = !contains(flatten(kubernetes_manifest.rules[*].manifest.spec.groups[*].name), {{hcl groupNames.[0]}})
    error_message = "The group is still there."
  }
}
{{/if}}
{{#if removable}}

run "an_alert_less" {
  command = plan

  variables {
    alerts = { {{hcl removable}} = { enabled = false } }
  }

  assert {
    condition     = !contains(output.alerts, {{hcl removable}})
    error_message = "The alert is still there."
  }
}
{{/if}}

{{#if objects}}
run "objects_for_operators_are_off" {
  command = plan

  assert {
    condition     = sum([for objects in [{{objects.resources}}] : length(objects)]) == 0
    error_message = "Objects for operators must be disabled by default."
  }
}

run "objects_for_operators" {
  command = plan

  variables {
{{objects.switches}}
  }

{{#each objects.sections}}
  assert {
    condition     = [for object in kubernetes_manifest.{{all}} : object.manifest.spec] == [for name in sort(local.objects.{{list}}[*].name) : one([for object in local.objects.{{list}} : object.spec if object.name == name])]
    error_message = "The {{title}} objects are not the expected ones: ${jsonencode(values(kubernetes_manifest.{{all}})[*].manifest.metadata.name)}."
  }
{{/each}}
{{#if objects.grafana}}
  assert {
    condition     = { for name, object in kubernetes_manifest.grafana_dashboards : name => object.manifest.spec.json } == { for name, map in kubernetes_config_map_v1.dashboard : name => chomp(one(values(map.data))) }
    error_message = "GrafanaDashboards must have the JSON of the ConfigMaps."
  }
{{/if}}
  assert {
    condition = alltrue([
      for object in concat({{objects.values}}) : startswith(object.manifest.metadata.name, "own-name-") && object.manifest.metadata.labels["team"] == "own-team"
    ])
    error_message = "Objects must have the name and the labels of the variables."
  }
}

{{/if}}
run "an_alert_that_does_not_exist" {
  command = plan

  variables {
    alerts = { NoSuchAlert = { enabled = false } }
  }

  expect_failures = [var.alerts]
}

run "a_namespace_that_is_none" {
  command = plan

  variables {
    namespace = "Not_A_Namespace"
  }

  expect_failures = [var.namespace]
}
