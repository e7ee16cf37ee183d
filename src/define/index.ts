export * from './alert.js';
export * from './annotation.js';
export * from './azure.js';
export * from './bundle.js';
export * from './condition.js';
export * from './dashboard.js';
export {
  type AlertNames,
  type AlertOverride,
  type DatasourceType,
  type Environment,
  type Environments,
  environments,
} from './environment.js';
export * from './instrumentation.js';
export {
  type GrafanaOperatorOptions,
  type Kubernetes,
  type KubernetesOptions,
  kubernetes,
  type Monitor,
  type MonitorEndpoint,
  type MonitorGroup,
  type MonitorOptions,
  podMonitor,
  serviceMonitor,
} from './kubernetes.js';
export { type DashboardLink, type Link, linkTo, type TagLink } from './link.js';
export * from './log-rule.js';
export type { ComposedText, Message, MessageText, MessageValue, TextPart } from './message.js';
export * from './mute-times.js';
export * from './panel.js';
export type { PanelBuilders, PanelType } from './panel-type.js';
export * from './query.js';
export * from './receiver.js';
export * from './recording-rule.js';
export {
  type AlertGrouping,
  type AlertMatch,
  type Inhibition,
  type MailServer,
  type RouteOptions,
  type Routing,
  type RoutingOptions,
  routing,
} from './route.js';
export * from './runbook.js';
export type { ScrapeJob } from './scrape.js';
export { type SecretFile, secretFile } from './secret.js';
export * from './signal.js';
export * from './slo/index.js';
export * from './stack.js';
export type * from './suppression.js';
export type * from './variable.js';
export { labelValues, variable } from './variable.js';
