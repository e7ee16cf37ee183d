/** Version constraints of modules: the oldest with all used features, and no untested major version. */
export const moduleVersions = {
  /** Since 1.3 attributes of objects are optional; since 1.5 there are `check` blocks. */
  terraform: '>= 1.5',
  kubernetes: '>= 2.20, < 4.0',
  /** Since 3.0 a dashboard names its folder by uid. */
  grafana: '>= 3.0, < 5.0',
  azurerm: '>= 4.0, < 5.0',
} as const;
