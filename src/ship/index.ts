export { findCredentials } from './oci/credentials.js';
export { registryClient } from './oci/http.js';
export { publishCharts } from './oci/publish.js';
export { parseReference } from './oci/reference.js';
export { type Packed, packBundles, writePackages } from './write-packages.js';
