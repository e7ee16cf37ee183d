# {{header}}
{{#each variables}}

variable "{{name}}" {
  description = {{hcl about}}
{{#if isLong}}
  type = {{type}}
  default  = {{this.text}}
  nullable = false
{{else}}
  type        = {{type}}
  default     = {{this.text}}
{{#unless optional}}
  nullable    = false
{{/unless}}
{{/if}}
{{#each validations}}

  validation {
    condition     = {{condition}}
    error_message = "{{message}}"
  }
{{/each}}
}
{{/each}}
