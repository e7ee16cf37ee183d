# {{header}}
locals {
  dashboard_namespace = var.dashboard_namespace == "" ? var.namespace : var.dashboard_namespace

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
      file   = dashboard.file
      json   = try(local.started_json[name], local.packed_json[name])
      folder = dashboard.folder
    } if var.dashboards == null
  }
  given_dashboards = merge(var.dashboards == null ? {} : var.dashboards, var.extra_dashboards)

  # A dashboard's part of a resource name: the name of the dashboard, with a hash if it had to be changed.
  dashboard_keys = {
    for name in distinct(concat(keys(local.packed_dashboards), keys(local.given_dashboards))) : name => (
      can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", name)) ? name : trim(join("-", [
        trim(substr(replace(lower(name), "/[^a-z0-9]+/", "-"), 0, 54), "-"),
        substr(sha256(name), 0, 8),
      ]), "-")
    )
  }

  # Names of at most 63 characters. Longer names are truncated and end in a hash, so that they stay unique.
  dashboard_objects = {
    for name, key in local.dashboard_keys : name => (
      length("${local.prefix}-${key}") <= 63 ? "${local.prefix}-${key}" : join("-", [
        trim(substr("${local.prefix}-${key}", 0, 54), "-."),
        substr(sha256("${local.prefix}-${key}"), 0, 8),
      ])
    )
  }

  # The sidecar needs unique file names: the uid of a packaged dashboard; otherwise the name of the ConfigMap, as names
  # in variables can repeat across instances.
  dashboards = {
    for name, object in local.dashboard_objects : name => {
      object = object
      file   = try(local.packed_dashboards[name].file, "${object}.json")
      json   = try(local.given_dashboards[name], local.packed_dashboards[name].json)
      folder = [
        for folder in [lookup(var.dashboard_folders, name, null), try(local.packed_dashboards[name].folder, null), var.dashboard_folder] : folder
        if folder != null
      ][0]
    }
  }

  uids       = { for name, dashboard in local.dashboards : name => try(tostring(jsondecode(dashboard.json).uid), "") }
  twice_uids = [for uid in distinct(values(local.uids)) : uid if length([for other in values(local.uids) : other if other == uid]) > 1]
}
