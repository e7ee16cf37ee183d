/**
 * What is known about the labels of the series at one node of an expression. Closed: the series have no labels other
 * than `possible`. Open: they may have any label that is not `gone`. The metric name is not among the labels: no check
 * needs it.
 */
export interface LabelFlow {
  /** Labels that every series has, with a value that is not empty. */
  readonly guaranteed: ReadonlySet<string>;
  /** Labels that a series can have; of an open flow, those that are known. */
  readonly possible: ReadonlySet<string>;
  readonly open: boolean;
  /** Labels that no series of an open flow has. */
  readonly gone: ReadonlySet<string>;
  /** Labels with one known value on all series. */
  readonly fixed: Fixed | undefined;
}

/** A list, as most series have none or one. */
export interface Fixed {
  readonly label: string;
  readonly value: string;
  readonly next: Fixed | undefined;
}

const none: ReadonlySet<string> = new Set();

/** Series without any label: what `sum(x)` gives. */
export const noLabels: LabelFlow = {
  guaranteed: none,
  possible: none,
  open: false,
  gone: none,
  fixed: undefined,
};

/** Series with unknown labels. */
export const anyLabels: LabelFlow = { ...noLabels, open: true };

/** Series that all have exactly these labels. */
export function exactly(labels: Iterable<string>): LabelFlow {
  const set = new Set(labels);
  return { ...noLabels, guaranteed: set, possible: set };
}

export function mayHave(flow: LabelFlow, label: string): boolean {
  return flow.open ? !flow.gone.has(label) : flow.possible.has(label);
}

/** The value that a label has on all series, if there is a single one. */
export function fixedValue({ fixed }: LabelFlow, label: string): string | undefined {
  for (let entry = fixed; entry; entry = entry.next) if (entry.label === label) return entry.value;
  return undefined;
}

/** Adds a label to all series. */
export function withLabel(flow: LabelFlow, label: string, value?: string): LabelFlow {
  const others = unfixed(flow.fixed, label);
  return {
    guaranteed: added(flow.guaranteed, label),
    possible: added(flow.possible, label),
    open: flow.open,
    gone: removed(flow.gone, label),
    fixed: value === undefined ? others : { label, value, next: others },
  };
}

/** Adds a label that series may or may not have. */
export function withPossible(flow: LabelFlow, label: string): LabelFlow {
  return {
    guaranteed: removed(flow.guaranteed, label),
    possible: added(flow.possible, label),
    open: flow.open,
    gone: removed(flow.gone, label),
    fixed: unfixed(flow.fixed, label),
  };
}

/** Removes some labels. */
export function without(flow: LabelFlow, labels: readonly string[]): LabelFlow {
  if (labels.length === 0) return flow;
  let { guaranteed, possible, fixed } = flow;
  for (const label of labels) {
    guaranteed = removed(guaranteed, label);
    possible = removed(possible, label);
    fixed = unfixed(fixed, label);
  }
  const gone = flow.open ? new Set([...flow.gone, ...labels]) : flow.gone;
  return { guaranteed, possible, open: flow.open, gone, fixed };
}

/** Removes all labels except some. */
export function only(flow: LabelFlow, labels: readonly string[]): LabelFlow {
  if (labels.length === 0) return noLabels;
  const kept = keptSets(flow, labels);
  let fixed: Fixed | undefined;
  for (let entry = flow.fixed; entry; entry = entry.next) {
    if (labels.includes(entry.label)) fixed = { label: entry.label, value: entry.value, next: fixed };
  }
  return { guaranteed: kept.guaranteed, possible: kept.possible, open: false, gone: none, fixed };
}

interface Sets {
  readonly guaranteed: ReadonlySet<string>;
  readonly possible: ReadonlySet<string>;
}
const keptOf = new WeakMap<
  ReadonlySet<string>,
  { readonly flow: LabelFlow; readonly byLabels: Map<string, Sets> }
>();

/** A few groupings of the same metrics occur thousands of times: their sets are shared. */
function keptSets(flow: LabelFlow, labels: readonly string[]): Sets {
  const key = labels.length === 1 ? (labels[0] ?? '') : labels.join('\u0000');
  let known = keptOf.get(flow.possible);
  if (
    !known ||
    known.flow.guaranteed !== flow.guaranteed ||
    known.flow.gone !== flow.gone ||
    known.flow.open !== flow.open
  ) {
    known = { flow, byLabels: new Map() };
    keptOf.set(flow.possible, known);
  }
  let sets = known.byLabels.get(key);
  if (!sets) {
    sets = {
      guaranteed: new Set(labels.filter((label) => flow.guaranteed.has(label))),
      possible: new Set(labels.filter((label) => mayHave(flow, label))),
    };
    known.byLabels.set(key, sets);
  }
  return sets;
}

/** The union of two sides. */
export function union(a: LabelFlow, b: LabelFlow): LabelFlow {
  if (a === b) return a;
  const guaranteed = new Set([...a.guaranteed].filter((label) => b.guaranteed.has(label)));
  const possible = new Set([...a.possible, ...b.possible]);
  const open = a.open || b.open;
  const gone = open
    ? new Set([...a.gone, ...b.gone].filter((label) => !mayHave(a, label) && !mayHave(b, label)))
    : none;
  let fixed: Fixed | undefined;
  for (let entry = a.fixed; entry; entry = entry.next) {
    if (fixedValue(b, entry.label) === entry.value)
      fixed = { label: entry.label, value: entry.value, next: fixed };
  }
  return { guaranteed, possible, open, gone, fixed };
}

function added(set: ReadonlySet<string>, label: string): ReadonlySet<string> {
  return set.has(label) ? set : new Set(set).add(label);
}

function removed(set: ReadonlySet<string>, label: string): ReadonlySet<string> {
  if (!set.has(label)) return set;
  const copy = new Set(set);
  copy.delete(label);
  return copy;
}

function unfixed(fixed: Fixed | undefined, label: string): Fixed | undefined {
  if (!fixed) return undefined;
  const next = unfixed(fixed.next, label);
  if (fixed.label === label) return next;
  return next === fixed.next ? fixed : { label: fixed.label, value: fixed.value, next };
}
