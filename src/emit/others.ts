/** The emitters that most builds of dashboards and rules alone do not need: together, as fewer files load faster. */
export * from './alertmanager/index.js';
export * from './azure/index.js';
export * from './backstage/index.js';
export * from './docs/index.js';
export * from './grafana/alerting/index.js';
export * from './grafana-resources/index.js';
export * from './helm/index.js';
export * from './kubernetes/index.js';
export * from './loki/index.js';
export * from './openslo/index.js';
export * from './packaging/parts.js';
export * from './samples/index.js';
export * from './stack/index.js';
export * from './terraform/index.js';
export * from './terraform-grafana/index.js';
