// What Grafana's components import of `@grafana/i18n`, for English, in which their texts are written.

import { Children, cloneElement, isValidElement, type ReactNode } from 'react';

type Values = Readonly<Record<string, unknown>>;

/** The text with `{{name}}` replaced by its value; of several, that for the count. */
export function t(_id: string, text: string, values: Values = {}): string {
  const counted = values[values.count === 1 ? 'defaultValue_one' : 'defaultValue_other'];
  const chosen = typeof counted === 'string' ? counted : text;
  return chosen.includes('{{') ? filled(chosen, values) : chosen;
}

export type TFunction = typeof t;

/** Children are the text; a value among them stands as `{{ name }}`, an object with one member. */
export function Trans({
  children,
  defaults,
  values = {},
}: {
  readonly children?: ReactNode;
  readonly defaults?: string;
  readonly values?: Values;
}) {
  return <>{withValues(children ?? defaults, values)}</>;
}

export function formatDate(value: Date | string | number, options?: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', options).format(
    typeof value === 'string' ? new Date(value) : value,
  );
}

export async function initPluginTranslations(): Promise<{ language: string }> {
  return { language: 'en-US' };
}

function withValues(node: unknown, values: Values): ReactNode {
  if (typeof node === 'string') return node.includes('{{') ? filled(node, values) : node;
  if (Array.isArray(node)) return Children.toArray(node.map((child) => withValues(child, values)));
  if (isValidElement<{ children?: ReactNode }>(node)) {
    const { children } = node.props;
    return children === undefined ? node : cloneElement(node, {}, withValues(children, values));
  }
  if (typeof node === 'object' && node !== null) return String(Object.values(node)[0] ?? '');
  return node as ReactNode;
}

function filled(text: string, values: Values): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}
