import { relative, resolve, sep } from 'node:path';
import type { Finding } from '../check/index.js';
import type { Locate, SourcePosition } from '../load/source-position.js';

/** A finding with positions instead of places, which only the process that loaded a definition can resolve. */
export interface KeptFinding {
  readonly finding: Finding;
  /** Its own position, and those of `elsewhere`; files are relative to the definitions. */
  readonly positions: readonly (SourcePosition | undefined)[];
}

interface Shown {
  readonly findings: readonly Finding[];
  readonly locate: Locate;
}

/** The findings that a build shows: those of level info are not shown. */
export function keptFindings({ findings, locate }: Shown, definitions: string): KeptFinding[] {
  const at = (place: Finding['place']): SourcePosition | undefined => {
    const position = locate(place);
    return position && { ...position, file: relative(definitions, position.file).split(sep).join('/') };
  };
  return findings
    .filter(({ level }) => level !== 'info')
    .map(({ place, elsewhere = [], ...finding }) => ({
      finding: { ...finding, elsewhere: elsewhere.map(({ path, excerpt }) => ({ path, excerpt })) },
      positions: [place, ...elsewhere.map((one) => one.place)].map(at),
    }));
}

/** Findings that an earlier build showed. */
export function shownAgain(kept: readonly KeptFinding[], definitions: string): Shown {
  const positions = new Map<unknown, SourcePosition>();
  const placeAt = (position: SourcePosition | undefined) => {
    const place = { order: 0 };
    if (position) {
      const file = relative(process.cwd(), resolve(definitions, position.file));
      positions.set(place, { ...position, file });
    }
    return place;
  };
  const findings = kept.map(({ finding, positions: [own, ...others] }): Finding => {
    const elsewhere = finding.elsewhere?.map((one, index) => ({ ...one, place: placeAt(others[index]) }));
    return { ...finding, place: placeAt(own), elsewhere };
  });
  return { findings, locate: (place) => positions.get(place) };
}
