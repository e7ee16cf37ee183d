import type { Note } from '../note.js';
import { type InputObjective, type ReadObjectives, tierNames } from './model.js';
import { windows } from './windows.js';

/**
 * Leaves out burn rate alerts that cannot fire: Sloth and Pyrra write them for an objective such as 90%, of which ten
 * times the error budget is everything. `slo` refuses them.
 */
export function withoutImpossibleAlerts({ objectives, notes, lost }: ReadObjectives): ReadObjectives {
  const own: Note[] = [];
  const possible = objectives.map((one): InputObjective => {
    const tiers = { ...one.tiers };
    for (const name of tierNames) {
      const factor = tiers[name] && (tiers[name].factor ?? windows[name].factor);
      if (factor === undefined || errorPercentage(one.objective, factor) < 100) continue;
      delete tiers[name];
      own.push({
        file: one.origin.file,
        at: one.origin.place(one.path),
        message: `the alert ${name} of ${one.name} is off, as it can never fire: a burn rate of ${factor} is more errors than requests for an objective of ${one.objective}%`,
      });
    }
    return { ...one, tiers };
  });
  return { objectives: possible, notes: [...notes, ...own], lost };
}

/** Rounded to what a number of the input has of digits: 100 - 99.9 is not 0.1. */
function errorPercentage(objective: number, factor: number): number {
  return Number((factor * (100 - objective)).toPrecision(12));
}
