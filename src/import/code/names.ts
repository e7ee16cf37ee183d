/** Words that no constant can be called in a module, and names that every module has. */
export const reservedWords: ReadonlySet<string> = new Set(
  `abstract any arguments as async await boolean break case catch class const constructor continue debugger declare
  default delete do else enum eval export extends false finally for from function get globalThis if implements import in
  infer Infinity instanceof interface is keyof let module NaN namespace never new null number object of package private
  protected public readonly require return set static string super switch symbol this throw true try type typeof
  undefined unique unknown using var void while with yield`.split(/\s+/),
);

/** Letters of other alphabets stay letters; accents go, and what is neither letter nor digit parts words. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFC')
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replaceAll(/%/g, ' percent ')
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((word) => word !== '');
}

const longest = 48;

/**
 * An identifier in camel case that says what a text says.
 *
 * @param otherwise For a text without letters and digits, such as an emoji.
 */
export function identifier(text: string, otherwise: string): string {
  const words = shortened(wordsOf(text).map((word) => word.toLowerCase()));
  const name = words.map((word, index) => (index === 0 ? word : capital(word))).join('');
  const valid = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;
  if (name === '') return otherwise;
  const safe = reservedWords.has(name)
    ? `${name}_`
    : /^\p{Nd}/u.test(name)
      ? `${otherwise}${capital(name)}`
      : name;
  return valid.test(safe) ? safe : otherwise;
}

function shortened(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let length = 0;
  for (const word of words) {
    length += word.length;
    if (length > longest && kept.length > 0) break;
    kept.push(word.slice(0, longest));
  }
  return kept;
}

function capital(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}

/** A file name of small Latin letters, digits and hyphens; nothing in it leads to another folder. */
export function fileName(text: string, otherwise: string): string {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const name = words.join('-').slice(0, 60).replace(/-+$/, '');
  // Names that Windows keeps for devices.
  return name === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/.test(name) ? otherwise : name;
}

/** Gives every text a name that nothing else has. */
export class UniqueNames {
  readonly #taken: Set<string>;
  readonly #fold: (name: string) => string;

  /** @param options.anyCase Names that differ in case alone are one, as of files. @default false */
  constructor(taken: Iterable<string> = [], { anyCase = false }: { readonly anyCase?: boolean } = {}) {
    this.#fold = anyCase ? (name) => name.toLowerCase() : (name) => name;
    this.#taken = new Set([...taken].map(this.#fold));
  }

  /** @param join What stands between the name and a number. */
  unique(name: string, join = ''): string {
    let found = name;
    for (let number = 2; this.#taken.has(this.#fold(found)); number++) found = `${name}${join}${number}`;
    this.#taken.add(this.#fold(found));
    return found;
  }
}
