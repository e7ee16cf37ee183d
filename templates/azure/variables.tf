# {{header}}

variable "azure_monitor_workspace_id" {
  description = "Resource ID of the Azure Monitor workspace with the metrics."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Monitor/accounts/[^/]+$", var.azure_monitor_workspace_id))
    error_message = "azure_monitor_workspace_id must be a resource ID: /subscriptions/…/resourceGroups/…/providers/Microsoft.Monitor/accounts/…"
  }
}

variable "resource_group_name" {
  description = "Name of the resource group to create the rule groups in."
  type        = string
  nullable    = false
}

variable "location" {
  description = "Azure region of the workspace."
  type        = string
  nullable    = false
}

variable "cluster_name" {
  description = "Cluster that the rules are limited to. Null for all data of the workspace."
  type        = string
  default     = {{hcl clusterName}}
}

variable "action_group_ids" {
  description = "Resource IDs of the action groups to notify of alerts."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "create_rule_groups" {
  description = "Whether to create the rule groups."
  type        = bool
  default     = true
  nullable    = false
}

variable "create_dashboards" {
  description = "Whether to create the dashboards and their folders. Requires the provider grafana."
  type        = bool
  default     = true
  nullable    = false
}

variable "enabled" {
  description = "Whether the rules are evaluated."
  type        = bool
  default     = true
  nullable    = false
}

variable "tags" {
  description = "Tags to add to the rule groups."
  type        = map(string)
  default     = {}
  nullable    = false
}
