import { longestDuration, parseDuration } from '../catalog/duration.js';
import {
  choice,
  flag,
  func,
  list,
  matching,
  name,
  options,
  type Problem,
  type Shape,
  unfit,
  within,
  wrong,
} from '../catalog/shape/index.js';
import { didYouMean } from '../catalog/similar.js';
import { isRecord } from '../plain.js';
import { flags } from './analysis/prometheus-features.js';
import { checks } from './registry.js';
import type { CheckOptions } from './settings.js';

const positiveDuration: Shape = (value) => {
  const milliseconds = typeof value === 'string' ? (parseDuration(value) ?? 0) : 0;
  if (milliseconds > 0 && milliseconds < longestDuration) return undefined;
  return unfit(value, 'a duration such as 30s or 15d');
};

const level = choice('error', 'warning', 'info', 'off');
const levels: Shape = (value) => {
  if (!isRecord(value)) return wrong(value, "levels by id of the check, such as { 'dash/unit': 'off' }");
  const problems = Object.entries(value).flatMap(([id, one]) => within(id, level(one) ?? []));
  return problems.length === 0 ? undefined : problems;
};

const table = options<CheckOptions>({
  today: matching(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-12-31'),
  levels,
  checks: list(func),
  scrapeInterval: positiveDuration,
  retention: positiveDuration,
  features: list(choice(...flags)),
  prometheusVersion: matching(/^[2-9]\.\d+(\.\d+)?$/, 'major.minor as a string, such as 3.5'),
  backends: list(choice('prometheus', 'thanos', 'mimir', 'loki', 'azure')),
  externalLabels: list(name),
  utf8Names: flag,
  severities: list(name, 1),
  annotations: list(name),
});

/** The exports of `checks.ts`. Ids are those of dashwright's checks and of the team's own. */
export const checkOptionsShape: Shape = (value) => {
  const found = table(value);
  const unknown = isRecord(value) ? unknownChecks(value) : [];
  return unknown.length === 0 ? found : [...(found ?? []), ...unknown];
};

function unknownChecks({ levels: set, checks: own }: Readonly<Record<string, unknown>>): Problem[] {
  if (!isRecord(set)) return [];
  const known = checks.map(({ id }) => id);
  const groups = new Set(known.map((id) => id.slice(0, id.indexOf('/'))));
  const hasOwn = Array.isArray(own) && own.length > 0;
  return Object.keys(set).flatMap((id): Problem[] => {
    if (known.includes(id)) return [];
    const suggestion = didYouMean(id, known);
    // A check of the team's own may have any id that is not a misspelt id of dashwright's.
    if (hasOwn && suggestion === undefined && !groups.has(id.slice(0, id.indexOf('/')))) return [];
    return [
      {
        at: 'levels',
        message: `names the check ${JSON.stringify(id)}, which does not exist`,
        expected: 'an id that `dashwright explain` lists',
        suggestion,
        fatal: false,
      },
    ];
  });
}
