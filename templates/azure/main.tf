# {{header}}
locals {
  # Groups of at most 20 rules. Recording rules come before the rules that read them.
  rule_groups = jsondecode(file("${path.module}/rule-groups.json"))

  tags = merge({{hcl tags indent=2}}, var.tags)
}

resource "azurerm_monitor_alert_prometheus_rule_group" "this" {
  for_each = { for group in local.rule_groups : group.name => group if var.create_rule_groups }

  name                = each.key
  description         = each.value.description
  location            = var.location
  resource_group_name = var.resource_group_name
  scopes              = [var.azure_monitor_workspace_id]
  cluster_name        = var.cluster_name
  interval            = each.value.interval
  rule_group_enabled  = var.enabled
  tags                = local.tags

  dynamic "rule" {
    for_each = each.value.rules

    content {
      record      = try(rule.value.record, null)
      alert       = try(rule.value.alert, null)
      expression  = rule.value.expression
      for         = try(rule.value["for"], null)
      labels      = try(rule.value.labels, null)
      annotations = try(rule.value.annotations, null)

      # The provider's defaults are wrong here: without enabled it disables the rule, and with severity 0 it omits the
      # severity.
      enabled  = true
      severity = try(max(1, rule.value.severity), null)

      dynamic "action" {
        for_each = can(rule.value.alert) ? var.action_group_ids : []

        content {
          action_group_id = action.value
        }
      }

      dynamic "alert_resolution" {
        for_each = try([rule.value.resolveConfiguration], [])

        content {
          auto_resolved   = alert_resolution.value.autoResolved
          time_to_resolve = try(alert_resolution.value.timeToResolve, null)
        }
      }
    }
  }
}
