export type {
  AnnotationsListOptions,
  AxisOptions,
  AxisScale,
  BarChartOptions,
  BarGaugeOptions,
  BarStyle,
  Calculation,
  CandlestickOptions,
  CanvasOptions,
  Cell as TableCell,
  Color,
  ColorScheme,
  CommonFieldOptions,
  DashboardListOptions,
  DatagridOptions,
  DebugOptions,
  FieldOptions,
  GaugeEffects,
  GaugeOptions,
  GaugeSegments,
  GeomapOptions,
  GradientBarStyle,
  GraphFieldOptions,
  GraphStyle,
  GraphThresholdOptions,
  HeatmapAxis,
  HeatmapBuckets,
  HeatmapColor,
  HeatmapOptions,
  HistogramOptions as HistogramPanelOptions,
  Legend as PanelLegend,
  LegendOptions,
  LineStyle,
  Link,
  LogsOptions,
  MapView,
  NewsOptions,
  NodeGraphOptions,
  Override,
  OverrideMatch,
  PanelDefaults,
  PanelPosition,
  PanelType,
  PanelTypeOptions,
  PieChartOptions,
  PieLegendOptions,
  Reduce,
  ReduceOptions,
  SchemeColor,
  Stack as Stacking,
  StackingGroup,
  StackingMode,
  StateStyle,
  StateTimelineOptions,
  StatOptions,
  StatusHistoryOptions,
  TableFooter,
  TableOptions,
  TableSort,
  TextOptions,
  TextSize,
  ThresholdOptions,
  ThresholdStep,
  ThresholdStyle,
  Thresholds,
  TimeseriesOptions,
  TooltipOptions,
  TrendOptions,
  ValueMapping,
  XyChartOptions,
} from '../grafana/index.js';
export * from './alerting/alert.js';
export * from './alerting/combination.js';
export * from './alerting/comparison.js';
export * from './alerting/condition.js';
export {
  type GroupOptions,
  type GroupSettings,
  type RuleGroup,
  type RuleGroupOptions,
  ruleGroup,
} from './alerting/group.js';
export * from './alerting/keys.js';
export * from './alerting/log-rule.js';
export type { ComposedText, Message, MessageText, MessageValue, TextPart } from './alerting/message.js';
export * from './alerting/recording-rule.js';
export * from './alerting/runbook.js';
export * from './alerting/severity.js';
export * from './bundle.js';
export type { AlertOrigin, RepeatedAlert } from './bundle-alerts.js';
export type { BundleOptions, MetricNaming, PrometheusVersion } from './bundle-options.js';
export type * from './bundle-urls.js';
export * from './dashboards/annotation.js';
export type { AutoGrid } from './dashboards/auto-grid.js';
export * from './dashboards/dashboard.js';
export {
  type DataSource,
  type DataSourceOptions,
  type DatasourceVariable,
  datasource,
  type FixedDataSource,
} from './dashboards/datasource.js';
export {
  type ClassicConditionOptions,
  type ExpressionOptions,
  type ExpressionQuery,
  expression,
  type QueryReference,
  type ReduceExpressionOptions,
  type ResampleExpressionOptions,
  type ThresholdExpressionOptions,
} from './dashboards/expression.js';
export { type DashboardLink, linkTo, type TagLink } from './dashboards/link.js';
export {
  type DashboardQuery,
  type DashboardQueryOptions,
  dashboardQuery,
  type PanelReference,
  type RawQuery,
  type RawQueryOptions,
  rawQuery,
} from './dashboards/other-query.js';
export * from './dashboards/panel.js';
export * from './dashboards/query.js';
export type { CommonQueryOptions } from './dashboards/query-fields.js';
export {
  type Column,
  type ColumnOptions,
  column,
  isRow,
  type PanelOrColumn,
  type Row,
  type RowOptions,
  row,
} from './dashboards/row.js';
export { panelsIn, rowsIn } from './dashboards/sections.js';
export type { ShowCondition, ShowConditions } from './dashboards/show-when.js';
export { type Tab, type TabOptions, tab } from './dashboards/tab.js';
export type * from './dashboards/variable.js';
export { labelValues } from './dashboards/variable.js';
export { variable } from './dashboards/variable-constructors.js';
export * from './deployment/azure.js';
export type { BackstageOptions } from './deployment/backstage.js';
export {
  type AlertNames,
  type AlertOverride,
  type AlertOverrides,
  type AnyEnvironment,
  type DatasourceType,
  type Environment,
  type Environments,
  environments,
  type LevelOverrides,
  overridesByKey,
} from './deployment/environment.js';
export type { GrafanaAlerting } from './deployment/grafana-alerting.js';
export type { GrafanaResources } from './deployment/grafana-resources.js';
export * from './deployment/instrumentation.js';
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
} from './deployment/kubernetes.js';
export type { Maintainer, PackageChange, PackageLink, Packaging } from './deployment/packaging.js';
export type { ScrapeJob } from './deployment/scrape.js';
export * from './deployment/stack.js';
export type * from './routing/global.js';
export type * from './routing/integrations/discord.js';
export type * from './routing/integrations/email.js';
export type * from './routing/integrations/http.js';
export type * from './routing/integrations/incidentio.js';
export type { IntegrationName, IntegrationOptions } from './routing/integrations/index.js';
export type * from './routing/integrations/jira.js';
export type * from './routing/integrations/mattermost.js';
export type * from './routing/integrations/notification.js';
export type * from './routing/integrations/opsgenie.js';
export type * from './routing/integrations/pagerduty.js';
export type * from './routing/integrations/pushover.js';
export type * from './routing/integrations/rocketchat.js';
export type * from './routing/integrations/slack.js';
export type * from './routing/integrations/sns.js';
export type * from './routing/integrations/teams.js';
export type * from './routing/integrations/telegram.js';
export type * from './routing/integrations/victorops.js';
export type * from './routing/integrations/webex.js';
export type * from './routing/integrations/webhook.js';
export type * from './routing/integrations/wechat.js';
export * from './routing/receiver.js';
export type {
  AlertGrouping,
  AlertMatch,
  InhibitRule,
  MailServer,
  RouteMatch,
  RouteOptions,
  Routing,
  RoutingOptions,
} from './routing/route.js';
export { routing } from './routing/routing.js';
export * from './routing/time-interval.js';
export { type SecretFile, secretFile } from './secret.js';
export * from './signal.js';
export * from './slo/index.js';
export type * from './suppression.js';
