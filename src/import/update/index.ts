export { type MetricsReport, metricsJson, metricsMarkdown, metricsText } from './report.js';
export {
  type CatalogChange,
  type CatalogFile,
  type CatalogNote,
  type CatalogUpdate,
  updateCatalogs,
} from './update.js';
