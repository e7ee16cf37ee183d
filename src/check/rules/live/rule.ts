import { parseDuration } from '../../../catalog/duration.js';
import { type ResolvedRule, ruleGroups } from '../../../resolve/index.js';
import type { Check } from '../../check.js';
import type { Subject } from '../../collect/subject.js';
import type { RunningRule } from '../../live/evidence.js';
import type { LiveModel, ReportLive } from '../../live/live-model.js';
import { counted, listed } from '../../names.js';

export const liveRule: Check = {
  id: 'live/rule',
  level: 'warning',
  summary: 'a rule on the server that differs from the one that is built, or whose evaluation fails',
  live(live, report) {
    const { rules, who } = live.evidence;
    if (!rules) return;
    const { model } = live.bundle;
    const running = new Map<string, RunningRule[]>();
    for (const rule of rules) {
      const key = `${rule.type} ${rule.name}`;
      const known = running.get(key);
      if (known) known.push(rule);
      else running.set(key, [rule]);
    }
    const built = [...model.alerts, ...model.recordings].map(({ rule, group, subject }) => ({
      rule,
      groupLabels: group.labels ?? {},
      subject,
      there: running.get(keyOf(rule)) ?? [],
    }));
    if (built.length === 0) return;
    const loaded = built.filter(({ there }) => there.length > 0);
    if (loaded.length === 0) {
      report(model.subject, `${who} evaluates none of the ${counted(built.length, 'rule')} of this bundle`, {
        level: 'info',
        expected: 'the rule files of the build loaded there, if it should evaluate them',
      });
    } else {
      for (const { rule, groupLabels, subject, there } of built) {
        if (there.length === 0)
          report(subject, `${who} does not evaluate it, but other rules of this bundle`, {
            expected: 'the rule files of the build',
          });
        else compare({ rule, groupLabels, subject, there }, live, report);
      }
    }
    gone(live, running, report);
  },
};

function keyOf(rule: ResolvedRule): string {
  return rule.type === 'alert' ? `alert ${rule.alert}` : `recording ${rule.record}`;
}

interface Loaded {
  readonly rule: ResolvedRule;
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly subject: Subject;
  readonly there: readonly RunningRule[];
}

function compare({ rule, groupLabels, subject, there }: Loaded, live: LiveModel, report: ReportLive): void {
  const { who } = live.evidence;
  for (const { error, group } of there) {
    if (error !== undefined)
      report(subject, `${who} cannot evaluate it (group ${group}): ${error}`, {
        expected: 'a rule that it can evaluate',
      });
  }
  // Levels of an alert, environments and several clusters have rules of one name: one that is the same is enough.
  const differences = there.map((one) => differencesOf(rule, groupLabels, one, live));
  if (differences.some((one) => one.length === 0)) return;
  const [least = []] = [...differences].sort((a, b) => a.length - b.length);
  report(subject, `${who} evaluates another version of it: ${listed(least)}`, {
    expected: 'the rule files of the build, or the same change in the definition',
  });
}

function differencesOf(
  rule: ResolvedRule,
  groupLabels: Readonly<Record<string, string>>,
  there: RunningRule,
  live: LiveModel,
): string[] {
  const found: string[] = [];
  const expr = live.canonical(rule.expr);
  const other = live.canonical(there.expr);
  if (expr !== other) found.push(`its expression is ${other}`);
  const labels = textsDiffer('label', { ...groupLabels, ...rule.labels }, there.labels);
  if (rule.type === 'recording') return [...found, ...labels];
  const durations = [
    ['for', rule.for, there.for],
    ['keep_firing_for', rule.keepFiringFor ?? '0s', there.keepFiringFor],
  ] as const;
  for (const [what, own, seconds] of durations)
    if ((parseDuration(own) ?? 0) / 1000 !== seconds)
      found.push(`its ${what} is ${seconds} s and not ${own}`);
  return [...found, ...labels, ...textsDiffer('annotation', rule.annotations, there.annotations)];
}

function textsDiffer(
  what: string,
  own: Readonly<Record<string, string>>,
  there: Readonly<Record<string, string>>,
): string[] {
  return [...new Set([...Object.keys(own), ...Object.keys(there)])].flatMap((key) => {
    const mine = Object.hasOwn(own, key) ? own[key] : undefined;
    const other = Object.hasOwn(there, key) ? there[key] : undefined;
    if (mine === other || (mine ?? '') === (other ?? '')) return [];
    if (other === undefined) return [`its ${what} ${key} is not there`];
    return mine === undefined ? [`it has the ${what} ${key}`] : [`its ${what} ${key} differs`];
  });
}

/** Rules in groups of the bundle that it does not define any more. */
function gone(
  { bundle, evidence }: LiveModel,
  running: ReadonlyMap<string, readonly RunningRule[]>,
  report: ReportLive,
): void {
  const { model } = bundle;
  const groups = new Set(ruleGroups(model.bundle).map(({ name }) => name));
  const own = new Set([...model.alerts, ...model.recordings].map(({ rule }) => keyOf(rule)));
  for (const [key, rules] of running) {
    const there = rules.find(({ group }) => groups.has(group));
    if (!there || own.has(key)) continue;
    report(
      model.subject,
      `${evidence.who} evaluates ${there.type === 'alert' ? 'the alert' : 'the recording rule'} ${there.name} in the group ${there.group}, which this bundle does not define`,
      {
        expected: 'the rule files of the build',
      },
    );
  }
}
