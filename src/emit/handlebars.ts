import Handlebars from 'handlebars';
import compileOptions from './handlebars.json' with { type: 'json' };

export const handlebars = Handlebars.create();

export type Template = (data: object) => string;

/**
 * Compiles a template to a function. Unknown names are errors, nothing is escaped automatically, and the helpers are
 * those that the options name, so that a name is never looked for among both helpers and data. In lib/, templates are
 * precompiled, and scripts/compile.js replaces this module by one that returns them.
 */
export function templateOf(_path: string, read: () => string): Template {
  return handlebars.compile(read(), compileOptions);
}
