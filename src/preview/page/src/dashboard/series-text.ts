/** Labels of a series as PromQL writes them: `up{job="api"}`. */
export function seriesText({ __name__ = '', ...labels }: Readonly<Record<string, string>>): string {
  const shown = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `${__name__}{${shown.join(',')}}`;
}
