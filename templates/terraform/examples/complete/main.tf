# The most common customisations: links, labels, single alerts, rule groups. {{header}}
terraform {
  required_version = {{hcl versions.terraform}}

  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = {{hcl versions.kubernetes}}
    }
  }
}

variable "kubeconfig" {
  description = "Path of the kubeconfig file."
  type        = string
  default     = "~/.kube/config"
}

provider "kubernetes" {
  config_path = var.kubeconfig
}

module "{{identifier}}" {
  source = "../.."

  name      = {{hcl module}}
  namespace = "monitoring"
  labels    = { team = "observability" }

  # Must match Grafana's sidecar and the ruleSelector of Prometheus.
  dashboard_namespace    = "monitoring"
  dashboard_folder       = {{hcl bundle.folder}}
  prometheus_rule_labels = { release = "kube-prometheus-stack" }

  # Links, labels and annotations of all alerts.
  grafana_url       = "https://grafana.example.com"
  runbook_url       = "https://runbooks.example.com/{slug}"
  alert_labels      = { environment = "production" }
  alert_annotations = { owner = "observability" }
  keep_firing_for   = "5m"
{{#if example}}

  # These are the defaults. A threshold is a number in the unit of the alert, see README.
  alerts = {
{{example}}
{{~! the text ends its line}}
  }
{{/if}}
{{#if groupNames.length}}

  # Set to false to disable a rule group.
  rules = { {{hcl groupNames.[0]}} = true }
{{/if}}

  extra_rule_groups = [
    {
      name = "own"
      rules = [
        {
          alert       = "InstanceDown"
          expr        = "up == 0"
          "for"       = "5m"
          labels      = { severity = "warning" }
          annotations = { summary = "\{{ $labels.instance }} is down" }
        }
      ]
    }
  ]
}

output "alerts" {
  description = "Names of the alerts that are created."
  value       = module.{{identifier}}.alerts
}
