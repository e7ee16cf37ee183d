import Handlebars from 'handlebars';

export const handlebars = Handlebars.create();

export type Template = (data: object) => string;

/** Names that the data does not have are errors; nothing is escaped by itself. */
const compileOptions = { strict: true, noEscape: true } as const;

/**
 * A template as a function. In lib/, templates are functions from the start and this module is not there:
 * scripts/compile.js puts one in its place that takes what it has compiled.
 */
export function templateOf(_path: string, read: () => string): Template {
  return handlebars.compile(read(), compileOptions);
}
