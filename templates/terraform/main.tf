# {{header}}
locals {
  # Kubernetes allows lower case letters, digits, '-' and '.' in names.
  prefix = trim(substr(replace(lower(var.name), "/[^a-z0-9.-]+/", "-"), 0, 63), "-.")

  # Null values are removed, because the provider would show them as a change in every plan.
  given_labels = { for name, value in var.labels : name => value if value != null }
  labels = merge({
    "app.kubernetes.io/name"       = {{hcl module}}
    "app.kubernetes.io/instance"   = local.prefix
    "app.kubernetes.io/version"    = {{hcl version}}
    "app.kubernetes.io/managed-by" = "terraform"
  }, local.given_labels)
}

resource "kubernetes_config_map_v1" "dashboard" {
  for_each = { for name, dashboard in local.dashboards : name => dashboard if var.create_grafana_configmap }

  metadata {
    name      = each.value.object
    namespace = local.dashboard_namespace
    labels = merge(
      local.labels,
      { (var.dashboard_label) = var.dashboard_label_value },
      { for name, value in var.dashboard_labels : name => value if value != null },
    )
    annotations = merge(
      { for name, value in var.annotations : name => value if value != null },
      { for name in compact([var.dashboard_folder_annotation]) : name => each.value.folder if each.value.folder != "" },
      { for name, value in var.dashboard_annotations : name => value if value != null },
    )
  }

  data = {
    (each.value.file) = each.value.json
  }

  lifecycle {
    precondition {
      condition     = length(setintersection(keys(local.given_dashboards), keys(local.packed_dashboards))) == 0
      error_message = "extra_dashboards has names that the dashboards of this module already have: ${join(", ", setintersection(keys(local.given_dashboards), keys(local.packed_dashboards)))}. Use dashboards to replace those of the module."
    }
    precondition {
      # The limits of Grafana (util.MaxUIDLength). Without a uid, it generates a different one in every installation.
      condition     = can(regex("^[A-Za-z0-9_-]{1,40}$", local.uids[each.key]))
      error_message = "The dashboard ${each.key} needs a uid in its JSON, of 1 to 40 letters, digits, '-' and '_'."
    }
    precondition {
      condition     = length(local.twice_uids) == 0
      error_message = "Two dashboards have the same uid, but uids are unique in Grafana: ${join(", ", local.twice_uids)}."
    }
    precondition {
      # The limit of Kubernetes (MaxSecretSize) for the values of a ConfigMap.
      condition     = length(base64encode(each.value.json)) / 4 * 3 <= 1048578
      error_message = "The dashboard ${each.key} is too large: a ConfigMap takes 1048576 bytes."
    }
  }
}

resource "kubernetes_manifest" "rules" {
  count = var.create_prometheus_rule ? length(local.rule_objects) : 0

  manifest = {
    apiVersion = "monitoring.coreos.com/v1"
    kind       = "PrometheusRule"
    metadata = merge(
      {
        name      = local.rule_objects[count.index].name
        namespace = local.rule_namespace
        labels    = merge(local.labels, { for name, value in var.prometheus_rule_labels : name => value if value != null })
      },
      { for annotations in [local.rule_annotations] : "annotations" => annotations if length(annotations) > 0 },
    )
    spec = {
      groups = local.rule_objects[count.index].groups
    }
  }

  lifecycle {
    precondition {
      # The limit of the Prometheus Operator (MaxConfigMapDataSize): half of a ConfigMap. It never splits an object.
      condition     = length(base64encode(yamlencode(local.rule_objects[count.index].groups))) / 4 * 3 <= 524288
      error_message = "The rules of ${local.rule_objects[count.index].name} are too large: the Prometheus Operator takes 524288 bytes in one object."
    }
    precondition {
      condition     = length(distinct(local.groups[*].name)) == length(local.groups)
      error_message = "Two rule groups have the same name, but group names must be unique: ${join(", ", local.groups[*].name)}."
    }
    precondition {
      condition     = length(var.rule_groups) == 0 || alltrue([for override in values(var.alerts) : override == null])
      error_message = "alerts overrides alerts of this module, which rule_groups replaces. Change the alerts in rule_groups, or add your groups with extra_rule_groups instead."
    }
    precondition {
      condition     = length(var.rule_groups) == 0 || alltrue([for switch in values(var.rules) : switch == null])
      error_message = "rules disables groups of this module, which rule_groups replaces. Remove the groups from rule_groups instead."
    }
  }
}
