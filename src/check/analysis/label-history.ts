import type { Analysed } from './analysis.js';

/** True when a series below the node has the label, or when that is unknown. */
export function everHad(analysed: Analysed, label: string): boolean {
  const { flow } = analysed;
  if (flow.possible.has(label) || (flow.open && !flow.gone.has(label))) return true;
  return analysed.children.some((child) => everHad(child, label));
}

/** All labels that series below the node are known to have. */
export function labelsBelow(analysed: Analysed): Set<string> {
  const found = new Set(analysed.flow.possible);
  for (const child of analysed.children) for (const label of labelsBelow(child)) found.add(label);
  return found;
}
