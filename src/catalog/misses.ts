import { DefinitionError } from './definition-error.js';
import { didYouMean } from './similar.js';

/** What the language, a debugger or a test asks of any object. */
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
 * What an object inherits from that must not give undefined for a misspelt name: TypeScript refuses one in the editor,
 * but a build does not look at types. Names that the object has are as fast to read as ever.
 *
 * @param owner whose names they are, in a sentence: `the catalog`
 * @param thing what has the names: `metric`
 * @param of the object, once it is made
 * @param parent what it would inherit from. @default that of plain objects
 * @param elsewhere tables that may have what this one has not, by where they are
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
 * The same table of names, which names the one that was meant when it is asked for another.
 *
 * @param thing what has the names; of a `function`, data that is there too is no answer
 * @param elsewhere tables that may have what this one has not, by where they are
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
