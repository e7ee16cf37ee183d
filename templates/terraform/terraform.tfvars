# Production-like variables. {{header}}
{{#each sections}}

# {{comment}}
{{body}}{{/each}}
