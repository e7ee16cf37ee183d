# {{header}}
terraform {
  required_version = ">= 1.5"

  required_providers {
    grafana = {
      source = "grafana/grafana"
      # Since 3.0 a dashboard names its folder by uid.
      version = ">= 3.0"
    }
  }
}
