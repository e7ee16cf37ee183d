# {{header}}
# Run with tofu test (OpenTofu 1.8 or newer) or terraform test (Terraform 1.7 or newer). No Grafana is needed.
mock_provider "grafana" {}

run "as_shipped" {
  command = plan

  assert {
    condition     = sort([for dashboard in grafana_dashboard.dashboard : jsondecode(dashboard.config_json).uid]) == sort({{hcl uids}})
    error_message = "The dashboards are not the expected ones: ${join(", ", [for dashboard in grafana_dashboard.dashboard : jsondecode(dashboard.config_json).uid])}."
  }
  assert {
    condition     = sort([for folder in grafana_folder.folder : folder.title]) == sort({{hcl folders}})
    error_message = "The folders are not the expected ones: ${join(", ", keys(grafana_folder.folder))}."
  }
}

run "a_folder_that_is_there" {
  command = plan

  variables {
    dashboard_folder = "Own folder"
    folder_uids      = { "Own folder" = "own-folder" }
  }

  assert {
    condition     = !contains(keys(grafana_folder.folder), "Own folder")
    error_message = "A folder of folder_uids must not be created."
  }
  assert {
    condition     = contains([for dashboard in grafana_dashboard.dashboard : dashboard.folder], "own-folder")
    error_message = "The dashboards must be in the existing folder."
  }
}

run "no_folder" {
  command = plan

  variables {
    dashboards       = { "own-dashboard" = "{\"title\": \"Own\", \"uid\": \"own\"}" }
    dashboard_folder = ""
  }

  assert {
    condition     = length(grafana_folder.folder) == 0 && length(grafana_dashboard.dashboard) == 1
    error_message = "Without a folder, the dashboard must be in the root folder and no folder be created."
  }
}

run "a_dashboard_more" {
  command = plan

  variables {
    extra_dashboards = { "own-dashboard" = "{\"title\": \"Own\", \"uid\": \"own\"}" }
  }

  assert {
    condition     = length(grafana_dashboard.dashboard) == {{uids.length}} + 1
    error_message = "The dashboard is missing: ${length(grafana_dashboard.dashboard)}."
  }
}

run "a_dashboard_that_is_no_json" {
  command = plan

  variables {
    extra_dashboards = { "own-dashboard" = "{" }
  }

  expect_failures = [var.extra_dashboards]
}

run "a_uid_that_is_taken" {
  command = plan

  variables {
    extra_dashboards = { "own-dashboard" = {{hcl twin}} }
  }

  expect_failures = [grafana_dashboard.dashboard]
}
