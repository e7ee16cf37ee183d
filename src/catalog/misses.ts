import { DefinitionError } from './definition-error.js';
import { didYouMean } from './similar.js';

/** Properties that the language, a debugger or a test runner reads from any object. */
const asked = new Set([
  'then',
  'toJSON',
  'inspect',
  'asymmetricMatch',
  'nodeType',
  'tagName',
  '$$typeof',
  '__esModule',
]);

/**
 * A prototype that throws for a misspelt name instead of returning undefined: TypeScript rejects such a name in the
 * editor, but a build does not check types. Reading existing names costs nothing extra.
 *
 * @param owner for messages: `the catalog`
 * @param thing what is looked up, for messages: `metric`
 * @param of returns the object, once it exists
 * @param parent the prototype to extend. @default that of plain objects
 * @param elsewhere other tables that may have the name, by the module to import from
 */
export function misses(
  owner: string,
  thing: string,
  of: () => object,
  parent: object = Object.prototype,
  elsewhere: Readonly<Record<string, object>> = {},
): object {
  return new Proxy(parent, {
    get(target, name, receiver) {
      if (typeof name !== 'string' || Reflect.has(target, name) || asked.has(name))
        return Reflect.get(target, name, receiver);
      const known = Object.keys(of());
      const home = Object.keys(elsewhere).find((place) => Object.hasOwn(elsewhere[place] ?? {}, name));
      const shown = known.length > 12 ? `${known.slice(0, 12).join(', ')}, …` : known.join(', ');
      throw new DefinitionError(`${owner} has no ${thing} ${name}`, undefined, {
        expected: known.length === 0 ? undefined : `one of ${shown}`,
        suggestion: home === undefined ? didYouMean(name, known) : `import it from ${home}`,
      });
    },
  });
}

/**
 * The same table, which throws with a suggestion for a name that it does not have.
 *
 * @param thing what is looked up; for a `function`, entries that are not functions are never suggested
 * @param elsewhere other tables that may have the name, by the module to import from
 */
export function closed<Table extends object>(
  owner: string,
  thing: string,
  table: Table,
  elsewhere: Readonly<Record<string, object>> = {},
): Table {
  const parent = Object.getPrototypeOf(table) as object;
  const names = () =>
    thing === 'function'
      ? Object.fromEntries(Object.entries(table).filter(([, value]) => typeof value === 'function'))
      : table;
  return Object.setPrototypeOf(table, misses(owner, thing, names, parent, elsewhere));
}
