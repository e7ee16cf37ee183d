import { formatDuration } from '../../catalog/duration.js';
import type { Incident } from './incident.js';

/** What a scenario expects of its alert; the names are those of its methods. Times as durations from its start. */
export interface ExpectedMoments {
  readonly quietUntil?: string;
  readonly firesWithin?: string;
  readonly firingAt?: string;
  readonly resolvedAt?: string;
}

/** What the alert does over the series of an incident, as expectations of a scenario. */
export function expectationsOf({ timeline, grid }: Incident, from: number): ExpectedMoments {
  const { moments } = timeline;
  const since = (at: number): string => formatDuration(at - grid.start) || '0s';
  const firing = moments.filter(({ state }) => state === 'firing');
  const near = firing.reduce(
    (best, one) => (Math.abs(one.at - from) < Math.abs(best.at - from) ? one : best),
    {
      at: Number.POSITIVE_INFINITY,
    },
  );
  const first = firing[0]?.at === near.at;
  const active = moments[0]?.at ?? near.at;
  const resolved = moments.find(({ at, state }) => at > near.at && state === 'inactive');
  return {
    ...(first && active > grid.start && { quietUntil: since(active) }),
    ...(first ? { firesWithin: since(near.at) } : { firingAt: since(near.at) }),
    ...(resolved
      ? { resolvedAt: since(resolved.at) }
      : first && {
          firingAt: since(grid.start + Math.floor((grid.end - grid.start) / grid.step) * grid.step),
        }),
  };
}
