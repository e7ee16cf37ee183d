/** An option of a variable, as shown in Grafana. */
export interface Option {
  readonly label: string;
  readonly value: string;
}

/**
 * The options that Grafana makes of a custom variable's query, by the rule of its own source
 * (packages/scenes/src/variables/variants/CustomVariable.tsx): runs of escaped commas and of anything but commas.
 */
export function customOptions(query: string): Option[] {
  const runs: string[] = query.match(/(?:\\,|[^,])+/g) ?? [];
  return runs.map((run) => {
    const text = run.replace(/\\,/g, ',');
    const named = /^\s*(.+)\s:\s(.+)$/g.exec(text);
    return named?.length === 3
      ? { label: String(named[1]).trim(), value: String(named[2]).trim() }
      : { label: text.trim(), value: text.trim() };
  });
}

/**
 * The options of an interval variable (public/app/features/dashboard-scene/utils): words, and quoted
 * texts.
 */
export function intervalOptions(query: string): string[] {
  const found: string[] = query.match(/(["'])(.*?)\1|\w+/g) ?? [];
  return found.map((one) => one.replace(/["']+/g, ''));
}
