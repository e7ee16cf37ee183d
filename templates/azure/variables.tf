# {{header}}

variable "azure_monitor_workspace_id" {
  description = "Resource ID of the Azure Monitor workspace with the metrics."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Monitor/accounts/[^/]+$", var.azure_monitor_workspace_id))
    error_message = "azure_monitor_workspace_id is a resource ID: /subscriptions/…/resourceGroups/…/providers/Microsoft.Monitor/accounts/…"
  }
}

variable "resource_group_name" {
  description = "Resource group of the rule groups."
  type        = string
  nullable    = false
}

variable "location" {
  description = "Region of the workspace."
  type        = string
  nullable    = false
}

variable "cluster_name" {
  description = "Only data of this cluster; null for all of the workspace."
  type        = string
  default     = {{hcl clusterName}}
}

variable "action_group_ids" {
  description = "Resource IDs of the action groups that are notified of alerts."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "create_rule_groups" {
  description = "Make the rule groups."
  type        = bool
  default     = true
  nullable    = false
}

variable "create_dashboards" {
  description = "Make the dashboards and their folders; needs the provider grafana."
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
  description = "Tags of the rule groups, added to those of this module."
  type        = map(string)
  default     = {}
  nullable    = false
}
