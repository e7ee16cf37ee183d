# {{header}}
output "dashboards" {
  description = {{hcl outputTexts.dashboards}}
  value = {
    for name, dashboard in grafana_dashboard.dashboard : name => {
      uid    = dashboard.uid
      url    = dashboard.url
      folder = local.dashboards[name].folder
    }
  }
}

output "folders" {
  description = {{hcl outputTexts.folders}}
  value       = { for title, folder in grafana_folder.folder : title => folder.uid }
}
