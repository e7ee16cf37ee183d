import Handlebars from 'handlebars';

export const handlebars = Handlebars.create();

export type Template = (data: object) => string;

/** Unknown names are errors; nothing is escaped automatically. */
const compileOptions = { strict: true, noEscape: true } as const;

/**
 * Compiles a template to a function. In lib/, templates are precompiled, and scripts/compile.js replaces this module by
 * one that returns them.
 */
export function templateOf(_path: string, read: () => string): Template {
  return handlebars.compile(read(), compileOptions);
}
