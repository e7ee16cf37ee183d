import type { DataContextScopedVar, ScopedVars } from '@grafana/data';

/**
 * `${__value.raw}`, `${__field.labels.pod}`, `${__data.fields["name"]}`, `${__series.name}`, `${__calc}`, with what a link
 * or a name belongs to; the old `$__cell_1` is the column with this number.
 */
export function withLinkMacros(text: string, scoped: ScopedVars | undefined, encode: boolean): string {
  const context = (scoped?.__dataContext as DataContextScopedVar | undefined)?.value;
  if (!context) return text;
  const { frame, field, data, calculatedValue, rowIndex } = context;
  const display =
    calculatedValue ?? (rowIndex === undefined ? undefined : field.display?.(field.values[rowIndex]));
  const rowOf = (name: string): unknown => {
    const column = (frame ?? data[0])?.fields.find(
      (one, index) => one.name === name || one.config.displayName === name || String(index) === name,
    );
    return rowIndex === undefined ? undefined : column?.values[rowIndex];
  };
  const found = (name: string, path: string): unknown => {
    const [, key = path] = /^(?:labels|fields)?\.?\[?["']?([^"'\]]+?)["']?\]?$/.exec(path) ?? [];
    switch (name) {
      case '__value':
        if (path === 'raw') return rowIndex === undefined ? display?.numeric : field.values[rowIndex];
        if (path === 'numeric') return display?.numeric;
        if (path === 'text') return display?.text;
        if (path === 'time') return frame?.fields.find(({ type }) => type === 'time')?.values[rowIndex ?? 0];
        return `${display?.text ?? ''}${display?.suffix ?? ''}`;
      case '__field':
        return path.startsWith('labels')
          ? (field.labels?.[key] ?? '')
          : (field.state?.displayName ?? field.name);
      case '__series':
        return frame?.name ?? '';
      default:
        return rowOf(key.replace(/^fields\.?/, ''));
    }
  };
  const calculated = scoped?.__calc?.value;
  return text
    .replace(/\$\{__cell_(\d+)\}|\$__cell_(\d+)/g, '${__data.fields[$1$2]}')
    .replace(
      /\$\{(__value|__field|__series|__data|__calc)(?:\.([^}:]+))?(?::[^}]+)?\}|\$(__calc)\b/g,
      (whole, name: string | undefined, path: string | undefined) => {
        if (name === undefined || name === '__calc')
          return typeof calculated === 'string' ? calculated : whole;
        const value = String(found(name, path ?? '') ?? '');
        return encode ? encodeURIComponent(value) : value;
      },
    );
}
