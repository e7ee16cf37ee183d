import {
  argumentsOf,
  bare,
  calleeOf,
  itemsOf,
  nodesWithin,
  propertyOf,
  propertyValue,
  readSource,
  type Source,
  type SyntaxNode,
  stringOf,
  textOf,
} from '../../edit/index.js';

/** A call of `catalog` in a file, with the metrics that are written in it. */
export interface CatalogCall {
  readonly object: SyntaxNode;
  /** Names of the metrics in the object itself, in its order. */
  readonly names: readonly string[];
}

/** The calls of `catalog({ … })` in a text. */
function catalogsIn(source: Source): CatalogCall[] {
  return nodesWithin(source.top, 'CallExpression').flatMap((call) => {
    if (!/^(\w+\.)?catalog$/.test(calleeOf(source, call))) return [];
    const [first] = argumentsOf(call);
    const object = first && bare(first);
    if (object?.name !== 'ObjectExpression') return [];
    const names = itemsOf(object).flatMap((property) => nameOf(source, property) ?? []);
    return [{ object, names }];
  });
}

function nameOf(source: Source, property: SyntaxNode): string | undefined {
  const first = property.firstChild;
  if (first?.name === 'PropertyDefinition') return textOf(source, first);
  return first?.name === 'String' ? stringOf(source, first) : undefined;
}

/** The call of a constructor that declares a metric in a catalog of a text, and the object of its options. */
export function metricCall(
  source: Source,
  name: string,
): { readonly call: SyntaxNode; readonly options: SyntaxNode } | undefined {
  for (const { object, names } of catalogsIn(source)) {
    if (!names.includes(name)) continue;
    const property = propertyOf(source, object, name);
    const value = property && propertyValue(property);
    const call = value && bare(value);
    if (call?.name !== 'CallExpression') continue;
    const [first] = argumentsOf(call);
    const options = first && bare(first);
    if (options?.name === 'ObjectExpression') return { call, options };
  }
  return undefined;
}

/** A text, read, with its catalogs. */
export interface ReadCatalogs {
  readonly source: Source;
  readonly calls: readonly CatalogCall[];
}

/** Reads texts, each once: an update looks at the same files for every metric. */
export function catalogReader(): (path: string, text: string) => ReadCatalogs {
  const known = new Map<string, { readonly text: string; readonly read: ReadCatalogs }>();
  return (path, text) => {
    const before = known.get(path);
    if (before?.text === text) return before.read;
    const source = readSource(text);
    const read = { source, calls: catalogsIn(source) };
    known.set(path, { text, read });
    return read;
  };
}

/** Whether a text can be read as TypeScript. */
export function isReadable(text: string): boolean {
  return nodesWithin(readSource(text).top, '⚠').length === 0;
}
