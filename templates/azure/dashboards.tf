# {{header}}
locals {
  # Managed Grafana has no sidecar that loads ConfigMaps: dashboards are created through its API.
  dashboards = {{hcl dashboards indent=2}}

  folders = toset([for dashboard in local.dashboards : dashboard.folder])
}

resource "grafana_folder" "this" {
  for_each = { for folder in local.folders : folder => folder if var.create_dashboards }

  title = each.key
}

resource "grafana_dashboard" "this" {
  for_each = { for name, dashboard in local.dashboards : name => dashboard if var.create_dashboards }

  folder      = grafana_folder.this[each.value.folder].uid
  config_json = file("${path.module}/dashboards/${each.value.file}")
  overwrite   = true
}
