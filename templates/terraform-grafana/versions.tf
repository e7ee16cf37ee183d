# {{header}}
terraform {
  required_version = {{hcl versions.terraform}}

  required_providers {
    grafana = {
      source  = "grafana/grafana"
      version = {{hcl versions.grafana}}
    }
  }
}
