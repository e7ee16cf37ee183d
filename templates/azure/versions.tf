# {{header}}
terraform {
  required_version = {{hcl versions.terraform}}

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = {{hcl versions.azurerm}}
    }
    grafana = {
      source  = "grafana/grafana"
      version = {{hcl versions.grafana}}
    }
  }
}
