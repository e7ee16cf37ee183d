# {{header}}
output "rule_groups" {
  description = "Resource IDs of the rule groups, by name."
  value       = { for name, group in azurerm_monitor_alert_prometheus_rule_group.this : name => group.id }
}

output "dashboards" {
  description = "URLs of the dashboards, by name."
  value       = { for name, dashboard in grafana_dashboard.this : name => dashboard.url }
}
