import { selectedName } from '../../engine/index.js';
import { mayHave } from '../../query/promql/labels/index.js';
import type { Analysed } from '../analysis/analysis.js';
import { selectorsBelow } from '../analysis/operand.js';
import type { CheckedSite } from '../collect/expression-site.js';
import { holdsForNone } from './select.js';
import { type LiveBundle, readersOf } from './uses.js';

/**
 * The expressions that break when series lose a label: those that match, group or join by it, name it in a legend or in
 * the texts of an alert; and those that read what is recorded without it, or no longer recorded at all.
 *
 * @param names of the series that lose it
 */
export function brokenWithout(bundle: LiveBundle, names: ReadonlySet<string>, label: string): CheckedSite[] {
  const broken = new Set<CheckedSite>();
  const done = new Set<string>();
  const lose = (series: ReadonlySet<string>): void => {
    const sites = new Set(
      [...series].flatMap((name) => (bundle.byName.get(name) ?? []).map(({ site }) => site)),
    );
    for (const site of sites) {
      const { analysis } = site;
      if (!analysis) continue;
      const { definition } = site.site;
      const reading = readsLabel(site, series, label, bundle);
      if (reading === 'selects') for (const one of readersOf(bundle, [site])) broken.add(one);
      else if (reading === 'keeps') broken.add(site);
      if (definition.type !== 'recording' || reading === 'selects') continue;
      const { record } = definition.rule;
      if (done.has(record) || !reaches(analysis.root, series, label)) continue;
      done.add(record);
      lose(new Set([record]));
    }
  };
  lose(names);
  return bundle.sites.filter((site) => broken.has(site));
}

/** Whether the label of these series can be on the series of a node. */
function reaches(analysed: Analysed, series: ReadonlySet<string>, label: string): boolean {
  return mayHave(analysed.flow, label) && below(analysed, series, label);
}

function below(analysed: Analysed, series: ReadonlySet<string>, label: string): boolean {
  const { node, flow, children } = analysed;
  if (node.kind === 'vector') {
    const name = selectedName(node);
    return name !== undefined && series.has(name) && mayHave(flow, label);
  }
  if (!mayHave(flow, label)) return false;
  return children.some((child) => below(child, series, label));
}

/** `selects` if nothing is left of the result, `keeps` if the result is another. */
function readsLabel(
  { site, analysis }: CheckedSite,
  series: ReadonlySet<string>,
  label: string,
  { model }: LiveBundle,
): 'selects' | 'keeps' | undefined {
  if (!analysis) return undefined;
  let reading: 'keeps' | undefined;
  for (const analysed of analysis.nodes) {
    const found = readsHere(analysed, series, label);
    if (found === 'selects') return found;
    reading ??= found;
  }
  if (reading) return reading;
  const { definition } = site;
  if (definition.type === 'variable') return definition.label === label ? 'keeps' : undefined;
  if (!reaches(analysis.root, series, label)) return undefined;
  if (definition.type === 'target') {
    const legend = definition.target.legend ?? '';
    const named = [...legend.matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].some(([, name]) => name === label);
    return named ? 'keeps' : undefined;
  }
  if (definition.type !== 'alert') return undefined;
  const { rule, group } = definition;
  const texts = Object.values({ ...group.labels, ...rule.labels, ...rule.annotations });
  const named = texts.some((text) =>
    model.texts.uses(text).some((use) => use.kind === 'label' && use.name === label),
  );
  return named ? 'keeps' : undefined;
}

function readsHere(
  analysed: Analysed,
  series: ReadonlySet<string>,
  label: string,
): 'selects' | 'keeps' | undefined {
  const { node, children } = analysed;
  const [first, second] = children;
  switch (node.kind) {
    case 'vector': {
      const name = selectedName(node);
      if (name === undefined || !series.has(name)) return undefined;
      const own = node.matchers.filter((matcher) => matcher.name === label);
      if (own.some((matcher) => !holdsForNone(matcher))) return 'selects';
      return own.some(({ value }) => value !== '') ? 'keeps' : undefined;
    }
    case 'aggregation':
      return !node.without && node.grouping.includes(label) && first && reaches(first, series, label)
        ? 'keeps'
        : undefined;
    case 'call': {
      const sources =
        node.func === 'label_replace'
          ? node.args.slice(3, 4)
          : node.func === 'label_join'
            ? node.args.slice(3)
            : [];
      const named = sources.some((source) => source.kind === 'string' && source.value === label);
      return named && first && reaches(first, series, label) ? 'keeps' : undefined;
    }
    case 'binary': {
      const { matching } = node;
      if (!matching || !first || !second) return undefined;
      const sides = [first, second].filter((side) => reaches(side, series, label));
      if (sides.length === 0) return undefined;
      if (matching.labels.includes(label)) return matching.on ? 'keeps' : undefined;
      if (matching.include.includes(label)) {
        const one = matching.card === 'many-to-one' ? second : first;
        return sides.includes(one) ? 'keeps' : undefined;
      }
      // Matched by all labels: only one side loses it.
      const other = [first, second].find((side) => !sides.includes(side));
      return !matching.on && node.op !== 'or' && other && keepsFromElsewhere(other, series, label)
        ? 'keeps'
        : undefined;
    }
    default:
      return undefined;
  }
}

function keepsFromElsewhere(side: Analysed, series: ReadonlySet<string>, label: string): boolean {
  const others = selectorsBelow(side).filter(
    ({ node }) => node.kind === 'vector' && !series.has(selectedName(node) ?? ''),
  );
  return side.flow.possible.has(label) && others.length > 0;
}
