# {{header}}
locals {
  rule_namespace   = var.prometheus_rule_namespace == "" ? var.namespace : var.prometheus_rule_namespace
  rule_name        = trim(substr(replace(lower(coalesce(var.prometheus_rule_name, var.name)), "/[^a-z0-9.-]+/", "-"), 0, 63), "-.")
  rule_annotations = merge(var.annotations, var.prometheus_rule_annotations)

  # One file for each object: the operator takes half a MiB in one.
  rule_files    = concat(["rules.yaml"], sort(fileset(path.module, "rules-*.yaml")))
  packed_parts  = [for file in local.rule_files : yamldecode(file("${path.module}/${file}")).groups]
  packed_groups = concat(local.packed_parts...)

  # What can be changed about each alert: its expression and texts, cut where the threshold stands.
  tuning = yamldecode(file("${path.module}/alerts.yaml"))

  # Thresholds that are not as shipped, as lists of none or one.
  thresholds = {
    for name, alert in local.tuning : name => [
      for number in try([tonumber(var.alerts[name].threshold)], []) : tostring(number)
      if number != null && number != try(alert.threshold.value, null)
    ]
  }

  alert_changes = {
    for name, alert in local.tuning : name => {
      enabled = try(tobool(var.alerts[name].enabled), true)
      rule = merge(
        { for number in local.thresholds[name] : "expr" => join(number, alert.threshold.expr) },
        { for held in try([tostring(var.alerts[name]["for"])], []) : "for" => held if held != alert["for"] },
      )
      labels = merge(
        try({ for label, value in var.alerts[name].labels : label => tostring(value) }, {}),
        { for severity in try([tostring(var.alerts[name].severity)], []) : "severity" => severity },
      )
      annotations = merge(concat(
        [for number in local.thresholds[name] : {
          for annotation, pieces in alert.threshold.annotations : annotation => join(number, pieces)
        }],
        [for url in compact([var.runbook_url]) : { runbook_url = replace(url, "{slug}", alert.runbook) }],
        [for url in compact([var.grafana_url]) : { dashboard_url = "${trimsuffix(url, "/")}${alert.dashboard}" } if can(alert.dashboard)],
      )...)
    }
  }

  tuned_groups = [
    for group in local.packed_groups : merge(group, {
      rules = [
        for rule in group.rules : merge(rule, try(local.alert_changes[rule.alert].rule, {}), {
          labels = merge(
            can(rule.alert) ? var.alert_labels : {},
            try(rule.labels, {}),
            try(local.alert_changes[rule.alert].labels, {}),
          )
          annotations = merge(
            try(rule.annotations, {}),
            try(local.alert_changes[rule.alert].annotations, {}),
          )
        }) if try(local.alert_changes[rule.alert].enabled, true)
      ]
    })
  ]

  all_groups = concat(
    [for group in local.tuned_groups : group if length(var.rule_groups) == 0 && length(group.rules) > 0],
    [for group in var.rule_groups : group],
    [for group in var.extra_rule_groups : group],
  )

  # The provider compares the types of objects: every group and every rule gets the same fields, null where it has
  # none, but no field that none of them has, for the CRD of an older operator may not know it.
  group_fields = distinct(flatten([for group in local.all_groups : keys(group)]))
  rule_fields  = distinct(flatten([for group in local.all_groups : [for rule in group.rules : keys(rule)]]))

  groups = [
    for group in local.all_groups : merge(
      { for field in local.group_fields : field => tostring(try(group[field], null)) if !contains(["limit", "labels", "rules"], field) },
      { for field in local.group_fields : field => tonumber(try(group[field], null)) if field == "limit" },
      { for field in local.group_fields : field => length(try(group[field], {})) > 0 ? group[field] : local.no_labels if field == "labels" },
      {
        rules = [
          for rule in group.rules : merge(
            { for field in local.rule_fields : field => tostring(try(rule[field], null)) if !contains(["labels", "annotations"], field) },
            { for field in local.rule_fields : field => length(try(rule[field], {})) > 0 ? rule[field] : local.no_labels if contains(["labels", "annotations"], field) },
          )
        ]
      },
    )
  ]
  no_labels = false ? tomap({ "" = "" }) : null

  # The groups of each object: as they are packed, and extra ones in the last, after what they may build upon.
  group_parts = merge([
    for index, groups in local.packed_parts : { for group in groups : group.name => index } if length(var.rule_groups) == 0
  ]...)
  last_part = length(var.rule_groups) == 0 ? length(local.rule_files) - 1 : 0
  rule_parts = [
    for index in range(local.last_part + 1) : {
      name   = index == 0 ? local.rule_name : "${local.rule_name}-${index + 1}"
      groups = [for group in local.groups : group if lookup(local.group_parts, group.name, local.last_part) == index]
    }
  ]
  # Names of at most 63 characters; a longer one ends in a hash, so that it stays different from others.
  rule_objects = [
    for part in local.rule_parts : merge(part, {
      name = length(part.name) <= 63 ? part.name : join("-", [
        trim(substr(part.name, 0, 54), "-."),
        substr(sha256(part.name), 0, 8),
      ])
    }) if length(part.groups) > 0
  ]
}
