# {{header}}
terraform {
  required_version = {{hcl versions.terraform}}

  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = {{hcl versions.kubernetes}}
    }
  }
}
