# {{header}}
output "dashboards" {
  description = {{hcl outputTexts.dashboards}}
  value = {
    for name, dashboard in local.dashboards : name => {
      config_map = kubernetes_config_map_v1.dashboard[name].metadata[0].name
      namespace  = kubernetes_config_map_v1.dashboard[name].metadata[0].namespace
      folder     = dashboard.folder
    } if var.create_grafana_configmap
  }
}

output "prometheus_rule" {
  description = {{hcl outputTexts.prometheus_rule}}
  value = try({
    name      = kubernetes_manifest.rules[0].manifest.metadata.name
    namespace = kubernetes_manifest.rules[0].manifest.metadata.namespace
  }, null)
}

output "prometheus_rules" {
  description = {{hcl outputTexts.prometheus_rules}}
  value = [
    for rule in kubernetes_manifest.rules : {
      name      = rule.manifest.metadata.name
      namespace = rule.manifest.metadata.namespace
    }
  ]
}

output "alerts" {
  description = {{hcl outputTexts.alerts}}
  value = flatten([
    for group in local.groups : [for rule in group.rules : rule.alert if can(rule.alert)]
    if var.create_prometheus_rule
  ])
}
{{#if objects}}
{{#each objects.outputs}}

output "{{name}}" {
  description = {{hcl about}}
  value = {
    for name, object in kubernetes_manifest.{{resource}} : name => {
      name      = object.manifest.metadata.name
      namespace = object.manifest.metadata.namespace
    }
  }
}
{{/each}}
{{/if}}
