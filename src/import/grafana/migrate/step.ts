import { isPlain, listOf } from '../../read/plain.js';

/** JSON that a migration changes in place: a copy of the input. */
export type Json = Record<string, unknown>;

/** What a dashboard of one schema has to become one of the next. */
export type Step = (dashboard: Json) => void;

export function jsonOf(value: unknown): Json {
  return isPlain(value) ? value : {};
}

/** The objects of a list; what is no object in it is left out. */
export function objectsIn(value: unknown): Json[] {
  return listOf(value).filter(isPlain);
}

/** All panels of a dashboard, those in rows too. */
export function panelsOf(dashboard: Json): Json[] {
  const inRows = objectsIn(dashboard.rows).flatMap((row) => objectsIn(row.panels));
  const panels = objectsIn(dashboard.panels);
  return [...inRows, ...panels.flatMap((panel) => [panel, ...objectsIn(panel.panels)])];
}

export function variablesOf(dashboard: Json): Json[] {
  return objectsIn(jsonOf(dashboard.templating).list);
}

export function annotationsOf(dashboard: Json): Json[] {
  return objectsIn(jsonOf(dashboard.annotations).list);
}
