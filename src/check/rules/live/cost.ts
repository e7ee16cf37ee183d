import type { Analysed } from '../../analysis/analysis.js';
import type { Check } from '../../check.js';
import type { CheckedSite } from '../../collect/expression-site.js';
import { selectorKey } from '../../live/evidence.js';
import type { LiveModel } from '../../live/live-model.js';
import { selected } from '../../live/select.js';
import { affectedBy, type Use } from '../../live/uses.js';

/** `--query.max-samples` of Prometheus, cmd/prometheus/main.go. */
const defaultMostSamples = 50_000_000;
/** Grafana's range of a new dashboard. */
const panelRange = 6 * 3_600_000;

export const liveCost: Check = {
  id: 'live/cost',
  level: 'info',
  summary: 'the number of series that a panel or rule reads, and of the samples that it loads',
  live(live, report) {
    // Of one definition all queries together.
    const sums = new Map<
      string,
      { readonly site: CheckedSite; series: number; samples: number; upTo: boolean }
    >();
    for (const site of live.bundle.sites) {
      const { definition, subject } = site.site;
      if (definition.type === 'variable' || definition.type === 'annotation') continue;
      const own = costOf(site, live);
      if (own.series === 0) continue;
      const key = `${definition.type} ${subject.path}`;
      const sum = sums.get(key) ?? { site, series: 0, samples: 0, upTo: false };
      sum.series += own.series;
      sum.samples += own.samples;
      sum.upTo ||= own.upTo;
      sums.set(key, sum);
    }
    const { mostSamples = defaultMostSamples, who } = live.evidence;
    for (const { site, series, samples, upTo } of sums.values()) {
      const [one] = affectedBy([site]);
      if (!one) continue;
      const isRule = site.site.role === 'alert' || site.site.role === 'recording';
      const about = `reads ${upTo ? 'up to ' : ''}${number(series)} series of ${who}: about ${number(samples)} samples`;
      const tooMany = isRule && samples > mostSamples;
      report(
        one.subject,
        isRule
          ? `${about} for each evaluation`
          : `${about} for ${site.site.role === 'instant' ? 'each refresh' : 'six hours'}`,
        tooMany
          ? { level: 'warning', expected: `at most ${number(mostSamples)} samples (--query.max-samples)` }
          : {},
      );
    }
  },
};

interface Cost {
  readonly series: number;
  readonly samples: number;
  /** The number is that of the whole metric. */
  readonly upTo: boolean;
}

function costOf(site: CheckedSite, live: LiveModel): Cost {
  const scrape = live.bundle.model.settings.scrapeMs;
  const ranged = site.site.role === 'range' || site.site.role === 'fixed-range';
  let series = 0;
  let samples = 0;
  let upTo = false;
  for (const use of live.bundle.bySite.get(site) ?? []) {
    const { count, exact } = seriesOf(use, live);
    const window = windowOf(use.node, site) + (ranged ? panelRange : 0);
    series += count;
    samples += count * Math.max(1, Math.ceil(window / scrape));
    upTo ||= !exact;
  }
  return { series, samples, upTo };
}

function seriesOf(use: Use, { evidence }: LiveModel): { count: number; exact: boolean } {
  const known = evidence.series.get(use.name);
  if (known?.sets) return { count: selected(known.sets, use.matchers).length, exact: true };
  const asked = evidence.selected.get(selectorKey(use.name, use.matchers));
  if (asked !== undefined) return { count: asked, exact: true };
  return { count: evidence.current.get(use.name) ?? 0, exact: use.matchers.length === 0 };
}

/** The window of a rate whose length Grafana chooses. */
const chosenWindow = 300_000;

/** Milliseconds of samples that a selector loads for one time. */
function windowOf(node: Analysed, { site }: CheckedSite): number {
  let window = 0;
  for (let at: Analysed | undefined = node.parent; at; at = at.parent) {
    const range = at.node;
    if (range.kind !== 'matrix' && range.kind !== 'subquery') continue;
    const inner = range.kind === 'matrix' ? range.selector.end : range.expr.end;
    const chosen = site.parsed.placeholders.some(({ start, end }) => start < range.end && end > inner);
    window += chosen || !(range.rangeMs > 0) ? chosenWindow : range.rangeMs;
  }
  return window;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
