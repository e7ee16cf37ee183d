export { ask, type GrafanaRequest, pathOf } from './ask.js';
export { connect, type Grafana } from './connect.js';
export {
  type DashboardChange,
  deleteDashboard,
  type FoundDashboard,
  readDashboard,
  readStoredDashboard,
  type ServerDashboard,
  saveDashboard,
  searchDashboards,
} from './dashboards.js';
export type { Json } from './data.js';
export { GrafanaError, isConflict } from './error.js';
export { createFolder, type Folder, folders, readFolder } from './folders.js';
export { type LibraryPanel, libraryPanels } from './library-panels.js';
export { eachOf } from './pages.js';
export { type GrafanaServer, grafanaCredentials, grafanaUrl } from './server.js';
export { type DashboardVersion, dashboardVersion, dashboardVersions } from './versions.js';
