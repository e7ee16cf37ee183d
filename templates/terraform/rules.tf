# {{header}}
locals {
  rule_namespace   = var.prometheus_rule_namespace == "" ? var.namespace : var.prometheus_rule_namespace
  rule_name        = trim(substr(replace(lower(coalesce(var.prometheus_rule_name, var.name)), "/[^a-z0-9.-]+/", "-"), 0, 63), "-.")
  rule_annotations = { for name, value in merge(var.annotations, var.prometheus_rule_annotations) : name => value if value != null }
{{#if hasPackedEnvironments}}

  # The rules of an environment have its label matchers in every expression.
  rule_folder = var.rule_environment == "" ? path.module : "${path.module}/environments/${var.rule_environment}"
{{else}}
  rule_folder      = path.module
{{/if}}

  # One file for each PrometheusRule, because the operator limits an object to half a MiB.
  rule_files    = concat(["rules.yaml"], sort(fileset(local.rule_folder, "rules-*.yaml")))
  packed_parts  = [for file in local.rule_files : yamldecode(file("${local.rule_folder}/${file}")).groups]
  packed_groups = concat(local.packed_parts...)

  # What can be overridden of each alert: its expression and texts, split at the threshold.
  tuning = yamldecode(file("${local.rule_folder}/alerts.yaml"))

{{#if levels}}
  # Overrides of alerts by key. Overrides of levels are nested in their alert: alerts.LatencyHigh.critical.
  overrides = {
    for name, alert in local.tuning : name => try(var.alerts[alert.alert][alert.level], var.alerts[name], null)
  }

{{/if}}
  # Thresholds that differ from the default, as lists of at most one.
  thresholds = {
    for name, alert in local.tuning : name => [
      for number in try([{{{alerts}}}[name].threshold], []) : number
      if number != null && number != try(alert.threshold.value, null)
    ]
  }

  # These thresholds formatted in their unit, 0.05 as 5% and 90 as 1m 30s: a scale has a factor, the units that are
  # printed as integers, and the units for the rest.
  scales = {
    for name, numbers in local.thresholds : name => local.tuning[name].threshold.scale
    if length(numbers) > 0 && can(local.tuning[name].threshold.scale)
  }
  scaled = {
    for name, scale in local.scales : name => abs(local.thresholds[name][0]) * scale.factor
  }
  scaled_whole = {
    for name, scale in local.scales : name => [
      for index, unit in scale.whole : {
        count  = floor(local.scaled[name] % try(scale.whole[index - 1].size, local.scaled[name] + 1) / unit.size)
        suffix = unit.suffix
      }
    ]
  }
  scaled_rest = {
    for name, scale in local.scales : name =>
    local.scaled[name] % try(scale.whole[length(scale.whole) - 1].size, local.scaled[name] + 1)
  }
  scaled_unit = {
    for name, scale in local.scales : name =>
    try([for unit in scale.units : unit if local.scaled_rest[name] >= unit.from][0], null)
  }
  scaled_number = {
    for name, unit in local.scaled_unit : name => local.scaled_rest[name] / unit.size if unit != null
  }
  scaled_digits = {
    for name, number in local.scaled_number : name => tostring(
      number == floor(number) ? number : tonumber(format("%.${local.scaled_unit[name].digits}g", number))
    )
  }
  threshold_texts = {
    for name, scale in local.scales : name => local.thresholds[name][0] == 0 ? scale.zero : join("", [
      scale.before,
      local.thresholds[name][0] < 0 ? "-" : "",
      join(" ", concat(
        [for unit in local.scaled_whole[name] : "${unit.count}${unit.suffix}" if unit.count > 0],
        [for unit in [local.scaled_unit[name]] : "${local.number_texts[local.scaled_digits[name]]}${unit.suffix}" if unit != null],
      )),
    ])
  }

  # Very large and very small numbers are written with an exponent, as in rule files.
  number_texts = {
    for text in distinct(concat(values(local.scaled_digits), [for number in flatten(values(local.thresholds)) : tostring(number)])) : text => (
      can(regex("^-?0[.]0{6}", text)) ? join("", [
        can(regex("^-", text)) ? "-" : "",
        join(".", compact([substr(replace(text, "/^-?0[.]0+/", ""), 0, 1), substr(replace(text, "/^-?0[.]0+/", ""), 1, -1)])),
        "e-${length(regex("[.](0+)", text)[0]) + 1}",
      ]) :
      can(regex("^-?[0-9]{22,}$", text)) ? join("", [
        can(regex("^-", text)) ? "-" : "",
        join(".", compact([substr(trim(text, "-0"), 0, 1), substr(trim(text, "-0"), 1, -1)])),
        "e+${length(trimprefix(text, "-")) - 1}",
      ]) : text
    )
  }

  alert_changes = {
    for name, alert in local.tuning : name => {
      enabled = try(coalesce({{{alerts}}}[name].enabled), true)
      rule = merge(
        { for number in local.thresholds[name] : "expr" => join(local.number_texts[tostring(number)], alert.threshold.expr) },
        { for held in try([{{{alerts}}}[name]["for"]], []) : "for" => can(regex("^0[a-z]*$", held)) ? null : held if held != null && held != alert["for"] },
        { for held in try([{{{alerts}}}[name].keep_firing_for], []) : "keep_firing_for" => can(regex("^0[a-z]*$", held)) ? null : held if held != null },
      )
      labels = merge(
        try({ for label, value in {{{alerts}}}[name].labels : label => value if value != null }, {}),
        { for severity in try([{{{alerts}}}[name].severity], []) : "severity" => severity if severity != null },
      )
      annotations = merge(concat(
        [for number in local.thresholds[name] : {
          for annotation, pieces in alert.threshold.annotations : annotation => join(try(local.threshold_texts[name], local.number_texts[tostring(number)]), pieces)
        }],
        [for url in compact([var.runbook_url]) : { runbook_url = replace(url, "{slug}", alert.runbook) }{{#if withoutRunbook}} if can(alert.runbook){{/if}}],
        [for url in compact([var.grafana_url]) : { dashboard_url = "${replace(url, "//+$/", "")}${alert.dashboard}" } if can(alert.dashboard)],
        [for annotations in try([{{{alerts}}}[name].annotations], []) : { for annotation, text in annotations : annotation => text if text != null } if annotations != null],
      )...)
    }
  }

  tuned_groups = [
    for group in local.packed_groups : merge(group, {
      rules = [
        for rule in group.rules : merge(local.keep_firing_for[can(rule.alert)], rule, try(local.alert_changes[{{{ruleKey}}}].rule, {}), {
          labels = merge(
            can(rule.alert) ? var.alert_labels : {},
            try(rule.labels, {}),
            try(local.alert_changes[{{{ruleKey}}}].labels, {}),
          )
          annotations = merge(
            can(rule.alert) ? var.alert_annotations : {},
            try(rule.annotations, {}),
            try(local.alert_changes[{{{ruleKey}}}].annotations, {}),
          )
        }) if try(local.alert_changes[{{{ruleKey}}}].enabled, true)
      ]
    }) if try(coalesce(var.rules[group.name]), true)
  ]

  # Default of keep_firing_for: none for recording rules, the variable for alerts.
  keep_firing_for = {
    false = {}
    true  = { for held in compact([var.keep_firing_for]) : "keep_firing_for" => held if !can(regex("^0[a-z]*$", held)) }
  }

  all_groups = concat(
    [for group in local.tuned_groups : group if length(var.rule_groups) == 0 && length(group.rules) > 0],
    [for group in var.rule_groups : group],
    [for group in var.extra_rule_groups : group],
  )

  # Groups and rules without null fields: the provider would show a null as a removed field in every plan.
  groups = [
    for group in local.all_groups : merge(
      { for field, value in group : field => tostring(value) if value != null && !contains(["limit", "labels", "rules"], field) },
      { for field, value in group : field => tonumber(value) if value != null && field == "limit" },
      {
        for field, value in group : field => { for name, content in value : name => tostring(content) if content != null }
        if field == "labels" && length(try([for content in value : content if content != null], [])) > 0
      },
      {
        rules = [
          for rule in group.rules : merge(
            { for field, value in rule : field => tostring(value) if value != null && !contains(["labels", "annotations"{{#if keyed}}, "key"{{/if}}], field) },
            {
              for field, value in rule : field => { for name, content in value : name => tostring(content) if content != null }
              if contains(["labels", "annotations"], field) && length(try([for content in value : content if content != null], [])) > 0
            },
          )
        ]
      },
    )
  ]

  # The groups of each PrometheusRule. Extra groups are in the last one, after the rules that they may depend on.
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
  # Names of at most 63 characters. Longer names are truncated and end in a hash, so that they stay unique.
  rule_objects = [
    for part in local.rule_parts : merge(part, {
      name = length(part.name) <= 63 ? part.name : join("-", [
        trim(substr(part.name, 0, 54), "-."),
        substr(sha256(part.name), 0, 8),
      ])
    }) if length(part.groups) > 0
  ]
}
