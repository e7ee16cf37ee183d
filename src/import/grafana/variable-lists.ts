/** One choice of a custom variable. */
export interface CustomChoice {
  readonly label: string;
  readonly value: string;
}

/** The choices of a custom variable's list, as Grafana reads it. */
export function customChoices(query: string): CustomChoice[] {
  return (query.match(/(?:\\,|[^,])+/g) ?? []).map((one) => {
    const text = one.replaceAll('\\,', ',');
    const [, label = text, value = text] = /^\s*(.+)\s:\s(.+)$/.exec(text) ?? [];
    return { label: label.trim(), value: value.trim() };
  });
}

/** The values of an interval variable's list, as Grafana reads it: words, and texts in quotes. */
export function intervalValues(query: string): string[] {
  return (query.match(/(["'])(.*?)\1|[\w$.{}]+/g) ?? []).map((one) => one.replace(/^["']|["']$/g, ''));
}
