import type { AnySignal } from '../define/index.js';
import { keptLabels, print } from '../query/index.js';
import { panelsIn, type ResolvedBundle, ruleMatchers, signalsOn } from '../resolve/index.js';

/** A signal to query outside of Grafana. */
export interface ExportedSignal {
  /** Its name in the bundle's `signals`, otherwise its title; unique within the bundle. */
  readonly name: string;
  /** Grafana unit id; empty if unknown. */
  readonly unit: string;
  /** PromQL with fixed windows, as in a rule. */
  readonly expr: string;
  /** Labels of its series, as far as they follow from the definition. */
  readonly labels: readonly string[];
}

export interface SignalsToExport {
  readonly signals: readonly ExportedSignal[];
  /** Names of signals that only Grafana can evaluate. */
  readonly onlyInGrafana: readonly string[];
}

/**
 * All signals of a bundle, each once: those in `signals`, then those on panels, in the order of the dashboards.
 *
 * @param window window of rates that set none, such as `5m`
 */
export function signalsToExport(bundle: ResolvedBundle, window: string): SignalsToExport {
  const inject = ruleMatchers(bundle.source);
  const signals: ExportedSignal[] = [];
  const onlyInGrafana: string[] = [];
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const add = (name: string, { node, unit = '', title }: AnySignal): void => {
    const expr = print(node, { window, inject });
    // Two calls of a function can create equal signals.
    const same = JSON.stringify([title, unit, expr]);
    if (seen.has(same)) return;
    seen.add(same);
    const own = uniqueName(name, names);
    if (grafanaText.test(expr)) onlyInGrafana.push(own);
    else signals.push({ name: own, unit, expr, labels: keptLabels(node) ?? [] });
  };
  for (const [name, signal] of Object.entries(bundle.source.signals)) add(name, signal);
  for (const signal of signalsOnPanels(bundle)) add(signal.title, signal);
  return { signals, onlyInGrafana };
}

/** A macro or variable of Grafana in hand-written PromQL. A `$` at the end of a regular expression is neither. */
const grafanaText = /\$(?:\{|[A-Za-z_])|\[\[/;

function signalsOnPanels({ source }: ResolvedBundle): AnySignal[] {
  return source.dashboards.flatMap(({ options }) => panelsIn(options.rows)).flatMap(signalsOn);
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`;
  taken.add(unique);
  return unique;
}
