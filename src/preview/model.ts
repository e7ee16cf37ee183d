/**
 * What the page of `dashwright preview` reads, as JSON: written by the server or into a folder, so it holds plain data
 * only. The page imports these types.
 */
export type * from './model/changes.js';
export type * from './model/history.js';
export type * from './model/incident.js';
export type * from './model/site.js';
