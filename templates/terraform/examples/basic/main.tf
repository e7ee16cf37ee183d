# Minimal: rules for the Prometheus and dashboards for the Grafana of kube-prometheus-stack. {{header}}
terraform {
  required_version = {{hcl versions.terraform}}

  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = {{hcl versions.kubernetes}}
    }
  }
}

provider "kubernetes" {
  config_path = "~/.kube/config"
}

module "{{identifier}}" {
  source = "../.."

  namespace              = "monitoring"
  prometheus_rule_labels = { release = "kube-prometheus-stack" }
}
