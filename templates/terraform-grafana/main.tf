# {{header}}
locals {
  # The dashboards of this module: their files, and their folders if they differ from dashboard_folder.
  dashboard_files = {{hcl dashboards indent=2}}

  packed_json = {
    for name, dashboard in local.dashboard_files : name => file("${path.module}/dashboards/${dashboard.file}")
  }

  # Grafana looks up the initial value of a variable by its text.
  started_json = {
    for name, json in local.packed_json : name => jsonencode(merge(jsondecode(json), {
      templating = merge(try(jsondecode(json).templating, {}), {
        list = [
          for variable in try(jsondecode(json).templating.list, []) : merge(variable, {
            for datasource in compact([try(var.dashboard_datasources[variable.query], "")]) : "current" => {
              text  = datasource
              value = datasource
            } if variable.type == "datasource"
          })
        ]
      })
    })) if length(var.dashboard_datasources) > 0
  }

  packed_dashboards = {
    for name, dashboard in local.dashboard_files : name => {
      json   = try(local.started_json[name], local.packed_json[name])
      folder = dashboard.folder
    } if var.dashboards == null
  }
  given_dashboards = merge(var.dashboards == null ? {} : var.dashboards, var.extra_dashboards)

  dashboards = {
    for name in distinct(concat(keys(local.packed_dashboards), keys(local.given_dashboards))) : name => {
      json = try(local.given_dashboards[name], local.packed_dashboards[name].json)
      folder = [
        for folder in [lookup(var.dashboard_folders, name, null), try(local.packed_dashboards[name].folder, null), var.dashboard_folder] : folder
        if folder != null
      ][0]
    }
  }

  folders = toset([
    for dashboard in local.dashboards : dashboard.folder
    if dashboard.folder != "" && !contains(keys(var.folder_uids), dashboard.folder)
  ])

  uids = [for dashboard in local.dashboards : try(jsondecode(dashboard.json).uid, null)]
}

resource "grafana_folder" "folder" {
  for_each = local.folders

  title                        = each.key
  parent_folder_uid            = var.parent_folder_uid == "" ? null : var.parent_folder_uid
  prevent_destroy_if_not_empty = var.prevent_destroy_if_not_empty
  org_id                       = var.org_id == "" ? null : var.org_id
}

resource "grafana_dashboard" "dashboard" {
  for_each = local.dashboards

  config_json = each.value.json
  folder      = each.value.folder == "" ? null : try(var.folder_uids[each.value.folder], grafana_folder.folder[each.value.folder].uid)
  overwrite   = var.overwrite
  message     = var.message == "" ? null : var.message
  org_id      = var.org_id == "" ? null : var.org_id

  lifecycle {
    precondition {
      condition     = length(setintersection(keys(local.given_dashboards), keys(local.packed_dashboards))) == 0
      error_message = "extra_dashboards has names that the dashboards of this module already have: ${join(", ", setintersection(keys(local.given_dashboards), keys(local.packed_dashboards)))}. Use dashboards to replace those of the module."
    }
    precondition {
      # The limits of Grafana (util.MaxUIDLength). Without a uid, it generates a different one in every installation.
      condition     = can(regex("^[A-Za-z0-9_-]{1,40}$", jsondecode(each.value.json).uid))
      error_message = "The dashboard ${each.key} needs a uid in its JSON, of 1 to 40 letters, digits, '-' and '_'."
    }
    precondition {
      condition     = length(distinct(compact(local.uids))) == length(compact(local.uids))
      error_message = "Two dashboards have the same uid, but uids are unique in Grafana: ${join(", ", compact(local.uids))}."
    }
  }
}
