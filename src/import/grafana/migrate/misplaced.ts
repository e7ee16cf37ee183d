import { isPlain } from '../../read/plain.js';
import { annotationsOf, type Json, jsonOf, objectsIn, panelsOf, variablesOf } from './step.js';

/** Lists of objects without what is no object in them: Grafana shows nothing of it. */
export function withoutMisplaced(dashboard: Json): void {
  cleanList(dashboard, 'panels');
  cleanList(dashboard, 'rows');
  cleanList(dashboard, 'links');
  for (const row of objectsIn(dashboard.rows)) cleanList(row, 'panels');
  for (const panel of objectsIn(dashboard.panels)) cleanList(panel, 'panels');
  for (const panel of panelsOf(dashboard)) {
    for (const key of ['targets', 'links', 'transformations']) cleanList(panel, key);
    if (panel.fieldConfig !== undefined && !isPlain(panel.fieldConfig)) delete panel.fieldConfig;
    if (panel.options !== undefined && !isPlain(panel.options)) delete panel.options;
    const fieldConfig = jsonOf(panel.fieldConfig);
    if (fieldConfig.defaults !== undefined && !isPlain(fieldConfig.defaults)) fieldConfig.defaults = {};
    cleanList(fieldConfig, 'overrides');
    for (const override of objectsIn(fieldConfig.overrides)) cleanList(override, 'properties');
  }
  if (Array.isArray(jsonOf(dashboard.templating).list))
    dashboard.templating = { ...jsonOf(dashboard.templating), list: variablesOf(dashboard) };
  if (Array.isArray(jsonOf(dashboard.annotations).list))
    dashboard.annotations = { ...jsonOf(dashboard.annotations), list: annotationsOf(dashboard) };
}

function cleanList(holder: Json, key: string): void {
  const value = holder[key];
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) holder[key] = objectsIn(value);
  else delete holder[key];
}
