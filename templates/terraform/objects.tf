# {{header}}
locals {
  # Objects for operators, each created if its variable is true.
  objects = yamldecode(file("${path.module}/objects.yaml"))
{{#if objects.sections.length}}

  # Names of at most 63 characters. Longer names are truncated and end in a hash, so that they stay unique.
  object_names = {
    for name in distinct([for object in concat({{objects.lists}}) : object.name]) : name => (
      length("${local.prefix}-${name}") <= 63 ? "${local.prefix}-${name}" : join("-", [
        trim(substr("${local.prefix}-${name}", 0, 54), "-."),
        substr(sha256("${local.prefix}-${name}"), 0, 8),
      ])
    )
  }
{{/if}}
{{#each objects.sections}}

  {{one}}_annotations = { for name, value in merge(var.annotations, var.{{one}}_annotations) : name => value if value != null }
{{/each}}
{{#if objects.grafana}}

  grafana_operator_annotations = { for name, value in merge(var.annotations, var.grafana_operator_annotations) : name => value if value != null }

  # Common fields of all GrafanaDashboards.
  grafana_import = merge(
    local.objects.grafanaOperator.spec,
    {
      for labels in [{ for name, value in var.grafana_operator_instance_selector : name => value if value != null }] :
      "instanceSelector" => { matchLabels = labels } if length(labels) > 0
    },
    { for period in compact([var.grafana_operator_resync_period]) : "resyncPeriod" => period },
    {
      for allowed in [var.grafana_operator_allow_cross_namespace_import] : "allowCrossNamespaceImport" => allowed
      if allowed != try(local.objects.grafanaOperator.spec.allowCrossNamespaceImport, false)
    },
  )
{{/if}}
}
{{#each objects.sections}}

resource "kubernetes_manifest" "{{all}}" {
  for_each = { for object in local.objects.{{list}} : object.name => object if var.create_{{all}} }

  manifest = {
{{#if isMonitor}}
    apiVersion = var.{{one}}_api_version == "" ? each.value.apiVersion : var.{{one}}_api_version
{{else}}
    apiVersion = each.value.apiVersion
{{/if}}
    kind       = each.value.kind
    metadata = merge(
      {
        name      = local.object_names[each.key]
        namespace = coalesce(var.{{one}}_namespace, try(each.value.namespace, ""), var.namespace)
        labels = merge(
          local.labels,
          each.value.labels,
          local.given_labels,
          { for name, value in var.{{one}}_labels : name => value if value != null },
        )
      },
      { for annotations in [local.{{one}}_annotations] : "annotations" => annotations if length(annotations) > 0 },
    )
{{#if isMonitor}}
    spec = merge(each.value.spec, {
      for names in [var.{{one}}_target_namespaces] : "namespaceSelector" => { matchNames = names } if length(names) > 0
    })
{{else}}
    spec = each.value.spec
{{/if}}
  }
}
{{/each}}
{{#if objects.grafana}}

# The objects contain the JSON instead of a configMapRef: the operator resolves references only in the namespace of the
# GrafanaDashboard, and the ConfigMaps are not created without a sidecar.
resource "kubernetes_manifest" "grafana_dashboards" {
  for_each = { for name, dashboard in local.dashboards : name => dashboard if var.create_grafana_dashboards }

  manifest = {
    apiVersion = "grafana.integreatly.org/v1beta1"
    kind       = "GrafanaDashboard"
    metadata = merge(
      {
        name      = each.value.object
        namespace = coalesce(var.grafana_operator_namespace, try(local.objects.grafanaOperator.namespace, ""), var.namespace)
        labels = merge(
          local.labels,
          local.objects.grafanaOperator.labels,
          local.given_labels,
          { for name, value in var.grafana_operator_labels : name => value if value != null },
        )
      },
      { for annotations in [local.grafana_operator_annotations] : "annotations" => annotations if length(annotations) > 0 },
    )
    spec = merge(
      local.grafana_import,
      { json = chomp(each.value.json) },
      { for folder in compact([each.value.folder]) : "folder" => folder },
    )
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
  }
}
{{/if}}
