import { setFlagsFromString } from 'node:v8';
import { panelsIn, type ResolvedBundle } from '../resolve/index.js';

/** Panels and rules of a build that has no need to save memory: 1300 dashboards of 20 panels with ten rules each. */
const ordinary = 40_000;

/** The size of a build, of which the bundles come one after the other. */
export interface BuildSize {
  /** Adds a bundle. Returns whether the build is still an ordinary one. */
  add(bundle: ResolvedBundle['source']): boolean;
}

/**
 * Distinguishes ordinary builds from large ones, which hold less in memory between two steps and do some work twice. In a large
 * one V8 gets another setting: see `allocateYoung`.
 */
export function buildSize(): BuildSize {
  let size = 0;
  return {
    add({ dashboards, alerts, recordingRules }) {
      for (const { options } of dashboards) size += panelsIn(options.rows).length;
      size += Object.keys(alerts).length + recordingRules.length;
      if (size > ordinary) allocateYoung();
      return size <= ordinary;
    },
  };
}

/**
 * From now on, V8 allocates all objects in its young generation. Otherwise it watches which lines of a program make
 * objects that live long, and later allocates what those lines make in the old generation, which it collects seldom.
 * The same lines make the syntax trees of rules, of which thousands are kept, and those of dashboards, which are used
 * once: without this, a build of 10 000 dashboards takes 1.3 times the memory. It holds for the rest of the process,
 * which has then loaded its definitions; it takes no time.
 */
function allocateYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
