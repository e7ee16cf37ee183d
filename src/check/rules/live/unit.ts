import { metadataOf, unitOfWord } from '../../../observed/index.js';
import type { Check } from '../../check.js';

/** Units that differ in name only. */
const same: Readonly<Record<string, string>> = { decbytes: 'bytes', percentunit: 'ratio', timestamp: 's' };

export const liveUnit: Check = {
  id: 'live/unit',
  level: 'warning',
  summary: 'a metric whose unit differs from the one in the catalog',
  live(live, report) {
    for (const metric of live.bundle.model.bundle.metrics) {
      const { name, unit } = metric;
      if (unit === undefined || live.seriesOf(metric).length === 0) continue;
      const said = metadataOf(live.evidence.metadata, name)
        .map((one) => one.unit)
        .filter((word) => word !== '');
      const [word] = said;
      const units = said.map((one) => unitOfWord(one) ?? one);
      if (word === undefined || units.some((one) => one === unit || plain(one) === plain(unit))) continue;
      report(
        live.subjectOf(metric),
        `${name} is in ${word} according to ${live.evidence.who}, and in ${unit} in the catalog`,
        {
          expected: `unit: '${units[0]}'`,
        },
      );
    }
  },
};

function plain(unit: string): string {
  return Object.hasOwn(same, unit) ? (same[unit] ?? unit) : unit;
}
