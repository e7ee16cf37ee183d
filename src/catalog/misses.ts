import { DefinitionError } from './definition-error.js';
import { didYouMean } from './similar.js';

/** What the language, a debugger or a test asks of any object. */
const asked = new Set(['then', 'toJSON', 'inspect', 'asymmetricMatch', 'nodeType', 'tagName', '$$typeof']);

/**
 * What an object inherits from that must not give undefined for a misspelt name: TypeScript refuses one in the editor,
 * but a build does not look at types. Names that the object has are as fast to read as ever.
 *
 * @param owner whose names they are, in a sentence: `the catalog`
 * @param thing what has the names: `metric`
 */
export function misses(owner: string, thing: string, of: () => object): object {
  return new Proxy(Object.prototype, {
    get(target, name, receiver) {
      if (typeof name !== 'string' || Reflect.has(target, name) || asked.has(name))
        return Reflect.get(target, name, receiver);
      const known = Object.keys(of());
      const shown = known.length > 12 ? `${known.slice(0, 12).join(', ')}, …` : known.join(', ');
      throw new DefinitionError(`${owner} has no ${thing} ${name}`, undefined, {
        expected: known.length === 0 ? undefined : `one of ${shown}`,
        suggestion: didYouMean(name, known),
      });
    },
  });
}
