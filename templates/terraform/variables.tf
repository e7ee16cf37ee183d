# {{header}}
{{#each variables}}

variable "{{name}}" {
  description = {{hcl about}}
  type        = {{type}}
  default     = {{this.text}}
{{#unless optional}}
  nullable    = false
{{/unless}}
{{#each validations}}

  validation {
    condition     = {{condition}}
    error_message = "{{message}}"
  }
{{/each}}
}
{{/each}}
