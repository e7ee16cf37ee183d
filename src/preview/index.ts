/** Shows dashboards, alerts and incidents in a browser: what the page reads, and the server. */
export { type DashboardFiles, dashboardSite } from './dashboard-files.js';
export { exportSite } from './export-site.js';
export { HistoryReportError, readHistoryReport } from './history.js';
export type { Incident, Site, SiteBundle } from './model.js';
export { pageFolder } from './page-folder.js';
export { type ForwardQuery, type PreviewServer, servePreview } from './server.js';
export { type Before, type BundleFiles, type SiteFiles, siteBefore, siteFiles } from './site.js';
