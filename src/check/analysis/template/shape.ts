import type { TemplateQuery } from './use.js';

/** The type of a value in a template, as far as it is known without expanding it. */
export type Shape =
  /** What a rule's text is expanded with: `.Labels`, `.Value` and so on. */
  | { readonly type: 'root' }
  | { readonly type: 'labels'; readonly of: 'alert' | 'external' | TemplateQuery }
  /** The series that `query` gives, and one of them. */
  | { readonly type: 'series' | 'sample'; readonly query: TemplateQuery }
  /** The value of the alert, a floating point number, or with `text` a text that is made of it. */
  | { readonly type: 'value'; readonly text?: true }
  /** The value of a label: a string. */
  | { readonly type: 'string' }
  | { readonly type: 'unknown' };

export const unknown: Shape = { type: 'unknown' };

/** The value of the alert itself: a floating point number. */
export function isNumber(shape: Shape): boolean {
  return shape.type === 'value' && !shape.text;
}

/** Whether it is a text: the value of a label, or what a function has made of the alert's value. */
export function isText(shape: Shape): boolean {
  return shape.type === 'string' || (shape.type === 'value' && shape.text === true);
}

/** Fields by what they are of; undefined where anything may be a field. */
export function fieldsOf({ type }: Shape): readonly string[] | undefined {
  switch (type) {
    case 'root':
      return ['Labels', 'Value', 'ExternalLabels', 'ExternalURL'];
    case 'sample':
      return ['Labels', 'Value'];
    case 'series':
    case 'string':
      return [];
    default:
      return undefined;
  }
}

/** The type of a field from `fieldsOf`. */
export function fieldOf(shape: Shape, field: string): Shape {
  if (shape.type === 'root') {
    if (field === 'Labels') return { type: 'labels', of: 'alert' };
    if (field === 'ExternalLabels') return { type: 'labels', of: 'external' };
    return field === 'Value' ? { type: 'value' } : { type: 'string' };
  }
  if (shape.type === 'sample' && field === 'Labels') return { type: 'labels', of: shape.query };
  return unknown;
}

/** The value of the dot inside `range`. */
export function elementOf(shape: Shape): Shape {
  if (shape.type === 'series') return { type: 'sample', query: shape.query };
  return shape.type === 'labels' ? { type: 'string' } : unknown;
}
