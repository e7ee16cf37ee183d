import type { SeriesLevel, SiteMetric } from '../model.js';
import { accepts, type Labels } from './matchers.js';

/** A metric of which some series are simulated. */
export interface LeveledMetric extends SiteMetric {
  /** How much more or less than usual they are. */
  readonly level: number;
}

/** How much more or less than usual a series of a metric is. */
export function levelOf({ levels = [] }: SiteMetric, labels: Labels): number {
  return levels.reduce((level, one) => (accepts(one.where, labels) ? level * one.factor : level), 1);
}

/** The metric with some of its series scaled once more. */
export function scaledBy(metric: SiteMetric, level: SeriesLevel): SiteMetric {
  return { ...metric, levels: [...(metric.levels ?? []), level] };
}
