# Variables of a typical production cluster: copy this file to terraform.tfvars and edit it. {{header}}
{{#each sections}}

# {{comment}}
{{body}}{{/each}}
