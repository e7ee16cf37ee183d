import { SourceMap } from 'node:module';
import { relative, resolve } from 'node:path';
import type { Place } from '../catalog/index.js';

/** A position in the user's source; line and column count from 1, the file is relative to the working folder. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Finds the position of a definition in the user's source. */
export type Locate = (place: Place | undefined) => SourcePosition | undefined;

/**
 * Maps stacks of the compiled definitions back to their sources. The map is parsed on first use, as a build without
 * findings never needs it.
 *
 * @param script Name under which the compiled definitions run.
 * @param mapText The source map, with paths relative to `base`; without it no position is found.
 */
export function sourceLocator(script: string, mapText: string | undefined, base: string): Locate {
  let map: SourceMap | undefined;
  // Whoever watches asks again and again for the positions of findings that stay.
  const known = new WeakMap<Place, SourcePosition | undefined>();
  return (place) => {
    if (!place) return undefined;
    if (!known.has(place)) known.set(place, find(place));
    return known.get(place);
  };
  function find(place: Place): SourcePosition | undefined {
    if (place.file !== undefined)
      return { file: relative(process.cwd(), resolve(base, place.file)), line: place.line ?? 1, column: 1 };
    if (mapText === undefined) return undefined;
    for (const frame of framesOf(place.stack ?? '', script)) {
      map ??= new SourceMap(JSON.parse(mapText));
      const entry = map.findEntry(frame.line - 1, frame.column - 1);
      if (!('originalSource' in entry) || entry.originalSource === undefined) continue;
      const file = relative(process.cwd(), resolve(base, decoded(entry.originalSource)));
      return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
    }
    return undefined;
  }
}

/** Sources in a map are URLs: spaces and non-ASCII characters are percent-encoded. */
function decoded(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    // A percent sign that is not part of an escape belongs to the name.
    return source;
  }
}

function framesOf(stack: string, script: string): { line: number; column: number }[] {
  const frames: { line: number; column: number }[] = [];
  for (const line of stack.split('\n')) {
    const at = line.lastIndexOf(`${script}:`);
    if (at < 0) continue;
    const [row, column] = line.slice(at + script.length + 1).split(':');
    frames.push({ line: Number.parseInt(row ?? '', 10), column: Number.parseInt(column ?? '', 10) });
  }
  return frames.filter((frame) => Number.isInteger(frame.line) && Number.isInteger(frame.column));
}
