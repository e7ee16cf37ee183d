import type { TierName } from './model.js';

/** Windows, and factors by the period, of the burn rate alerts that Sloth generates: `internal/alert` in its sources. */
export const windows: Readonly<
  Record<TierName, { readonly long: string; readonly short: string; readonly factor: number }>
> = {
  pageFast: { long: '1h', short: '5m', factor: 14.4 },
  pageSlow: { long: '6h', short: '30m', factor: 6 },
  ticketFast: { long: '1d', short: '2h', factor: 3 },
  ticketSlow: { long: '3d', short: '6h', factor: 1 },
};
