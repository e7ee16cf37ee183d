import * as chromatic from 'd3-scale-chromatic';

export interface HeatmapColor {
  /** `scheme`, or `opacity` of one colour. */
  readonly mode: string;
  readonly scheme: string;
  readonly fill: string;
  /** `exponential`, or `linear` opacity. */
  readonly scale: string;
  readonly exponent: number;
  readonly reverse: boolean;
  /** Number of colours: 2 to 128. */
  readonly steps: number;
}

/** Schemes that are light for much: Grafana turns them round, some on dark pages only, so that little is near the page. */
const turned: Readonly<Record<string, 'always' | 'dark'>> = {
  Spectral: 'always',
  RdYlGn: 'always',
  RdYlBu: 'always',
  RdBu: 'always',
  PuOr: 'always',
  PiYG: 'always',
  PRGn: 'always',
  BrBG: 'always',
  RdGy: 'always',
  Blues: 'dark',
  Greens: 'dark',
  Greys: 'dark',
  Oranges: 'dark',
  Purples: 'dark',
  Reds: 'dark',
  BuGn: 'dark',
  BuPu: 'dark',
  GnBu: 'dark',
  OrRd: 'dark',
  PuBuGn: 'dark',
  PuBu: 'dark',
  PuRd: 'dark',
  RdPu: 'dark',
  YlGnBu: 'dark',
  YlGn: 'dark',
  YlOrBr: 'dark',
  YlOrRd: 'dark',
};

/** The colour of a share of the largest value, 0 to 1. */
export function colorsOf(
  { mode, scheme, fill, scale, exponent, reverse, steps }: HeatmapColor,
  dark: boolean,
): (share: number) => { readonly fill: string; readonly opacity: number } {
  const last = Math.min(128, Math.max(2, steps)) - 1;
  const stepped = (share: number): number => Math.min(last, Math.floor(share * (last + 1))) / last;
  if (mode === 'opacity')
    return (share) => ({ fill, opacity: scale === 'linear' ? share : share ** exponent });
  const named = Object.entries(chromatic).find(([name]) => name === `interpolate${scheme}`)?.[1];
  const interpolate =
    typeof named === 'function'
      ? (named as typeof chromatic.interpolateOranges)
      : chromatic.interpolateOranges;
  const turn = (turned[scheme] === 'always' || (turned[scheme] === 'dark' && dark)) !== reverse;
  return (share) => ({ fill: interpolate(turn ? 1 - stepped(share) : stepped(share)), opacity: 1 });
}
