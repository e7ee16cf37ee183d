/**
 * What is known of the labels of the series at one node of an expression.
 * Closed: the series have labels out of `possible` and no others. Open: they may have any label that is not `gone`.
 * The metric name is not among the labels: no check asks for it.
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
  readonly fixed: ReadonlyMap<string, string>;
}

const none: ReadonlySet<string> = new Set();
const nothingFixed: ReadonlyMap<string, string> = new Map();

/** Series without any label: what `sum(x)` gives. */
export const noLabels: LabelFlow = {
  guaranteed: none,
  possible: none,
  open: false,
  gone: none,
  fixed: nothingFixed,
};

/** Series about which nothing is known. */
export const anyLabels: LabelFlow = { ...noLabels, open: true };

/** Series that all have exactly these labels. */
export function exactly(labels: Iterable<string>): LabelFlow {
  const set = new Set(labels);
  return { ...noLabels, guaranteed: set, possible: set };
}

export function mayHave(flow: LabelFlow, label: string): boolean {
  return flow.open ? !flow.gone.has(label) : flow.possible.has(label);
}

export function mustHave(flow: LabelFlow, label: string): boolean {
  return flow.guaranteed.has(label);
}

/** The flow with a label that all series have. */
export function withLabel(flow: LabelFlow, label: string, value?: string): LabelFlow {
  const fixed = new Map(flow.fixed);
  fixed.delete(label);
  if (value !== undefined) fixed.set(label, value);
  return {
    guaranteed: new Set(flow.guaranteed).add(label),
    possible: new Set(flow.possible).add(label),
    open: flow.open,
    gone: removed(flow.gone, label),
    fixed,
  };
}

/** The flow with a label that series may or may not have. */
export function withPossible(flow: LabelFlow, label: string): LabelFlow {
  const fixed = new Map(flow.fixed);
  fixed.delete(label);
  return {
    guaranteed: removed(flow.guaranteed, label),
    possible: new Set(flow.possible).add(label),
    open: flow.open,
    gone: removed(flow.gone, label),
    fixed,
  };
}

/** The flow after some labels have been removed. */
export function without(flow: LabelFlow, labels: readonly string[]): LabelFlow {
  if (labels.length === 0) return flow;
  const guaranteed = new Set(flow.guaranteed);
  const possible = new Set(flow.possible);
  const fixed = new Map(flow.fixed);
  for (const label of labels) {
    guaranteed.delete(label);
    possible.delete(label);
    fixed.delete(label);
  }
  const gone = flow.open ? new Set([...flow.gone, ...labels]) : flow.gone;
  return { guaranteed, possible, open: flow.open, gone, fixed };
}

/** The flow after all labels but some have been removed. */
export function only(flow: LabelFlow, labels: readonly string[]): LabelFlow {
  if (labels.length === 0) return noLabels;
  const guaranteed = new Set<string>();
  const possible = new Set<string>();
  let fixed = nothingFixed;
  for (const label of labels) {
    if (mayHave(flow, label)) possible.add(label);
    if (flow.guaranteed.has(label)) guaranteed.add(label);
    const value = flow.fixed.get(label);
    if (value !== undefined) fixed = new Map(fixed).set(label, value);
  }
  return { guaranteed, possible, open: false, gone: none, fixed };
}

/** Series of either side. */
export function union(a: LabelFlow, b: LabelFlow): LabelFlow {
  if (a === b) return a;
  const guaranteed = new Set([...a.guaranteed].filter((label) => b.guaranteed.has(label)));
  const possible = new Set([...a.possible, ...b.possible]);
  const open = a.open || b.open;
  const gone = open
    ? new Set([...a.gone, ...b.gone].filter((label) => !mayHave(a, label) && !mayHave(b, label)))
    : none;
  const fixed = new Map([...a.fixed].filter(([label, value]) => b.fixed.get(label) === value));
  return { guaranteed, possible, open, gone, fixed };
}

function removed(set: ReadonlySet<string>, label: string): ReadonlySet<string> {
  if (!set.has(label)) return set;
  const copy = new Set(set);
  copy.delete(label);
  return copy;
}
