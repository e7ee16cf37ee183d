import { exampleValues, type Metric, type MetricType, partLabel } from '../../catalog/metric.js';
import { metricUnit } from '../../catalog/shape/units.js';
import { byCodeUnit } from '../../compare.js';
import {
  calleeOf,
  type Edit,
  edited,
  itemsOf,
  keyLiteral,
  propertyOf,
  propertyValue,
  readSource,
  removeIn,
  type Source,
  type SyntaxNode,
  setIn,
} from '../../edit/index.js';
import type { MetricDescription } from '../../observed/index.js';
import { helpOfName, unitOfName } from '../../observed/index.js';
import { type Code, data, literal } from '../code/code.js';
import { printCode } from '../code/print.js';
import { metricCode, metricConstructors } from '../write/metrics.js';
import { type CatalogCall, catalogReader, isReadable, metricCall, type ReadCatalogs } from './catalogs.js';
import { importing } from './imports.js';

/** A file of definitions with a catalog. */
export interface CatalogFile {
  readonly path: string;
  readonly text: string;
}

/** One small change of a file. */
export interface CatalogChange {
  readonly path: string;
  readonly metric: string;
  /** What was done: `added`, `label code`, `type gauge → counter`. */
  readonly what: string;
}

/** What cannot be changed where it is written, or is for people to decide. */
export interface CatalogNote {
  readonly metric: string;
  readonly message: string;
}

export interface CatalogUpdate {
  readonly files: readonly (CatalogFile & { readonly before: string })[];
  readonly changes: readonly CatalogChange[];
  readonly notes: readonly CatalogNote[];
}

/**
 * Brings catalogs up to what there is. Added are metrics, labels, and a unit, buckets or description where none is
 * written; a type is corrected, and what the new one has not is removed. Everything else stays as it is written, order,
 * comments and examples included; what there is no more is left to people.
 *
 * @param files of the bundle that have catalogs
 * @param declared metrics of the bundle by name
 * @param ignored labels that the scrape attaches
 * @param into the file for new metrics. @default the one with most metrics that begin alike
 */
export function updateCatalogs(
  files: readonly CatalogFile[],
  found: ReadonlyMap<string, MetricDescription>,
  declared: ReadonlyMap<string, Metric>,
  { ignored, into }: { readonly ignored: ReadonlySet<string>; readonly into?: string | undefined },
): CatalogUpdate {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const read = catalogReader();
  const changes: CatalogChange[] = [];
  const notes: CatalogNote[] = [];
  const names = [...found.keys()].sort(byCodeUnit);
  for (const name of names) {
    const said = found.get(name);
    const metric = declared.get(name);
    if (!said) continue;
    const description = acceptable(said);
    // As a key of a literal it would be the prototype.
    if (name === '__proto__') {
      notes.push({ metric: name, message: 'is not allowed as a name in an object literal' });
      continue;
    }
    if (!metric) {
      const path = into ?? homeOf(name, texts, read);
      const text = path === undefined ? undefined : texts.get(path);
      if (path === undefined || text === undefined) {
        notes.push({ metric: name, message: 'no file has a catalog({ … }) to add it to' });
        continue;
      }
      const added = addMetric(text, description, ignored, read(path, text));
      if (added === undefined) {
        notes.push({ metric: name, message: `${path} has no catalog({ … }) to add it to` });
        continue;
      }
      texts.set(path, added);
      changes.push({ path, metric: name, what: `added, ${metricConstructors[kindOf(description)]}` });
      continue;
    }
    const asked = differences(metric, description, ignored);
    for (const message of asked.messages) notes.push({ metric: name, message });
    for (const wanted of asked.edits) {
      const done = editMetric(name, wanted, texts);
      if (done === undefined) {
        notes.push({
          metric: name,
          message: `${wanted.what}: not a literal in this bundle; change it where it is defined`,
        });
        continue;
      }
      texts.set(done.path, done.text);
      changes.push({ path: done.path, metric: name, what: wanted.what });
    }
  }
  return {
    files: files.flatMap(({ path, text: before }) => {
      const text = texts.get(path) ?? before;
      if (text === before) return [];
      // Only literals were added: this cannot happen, and must not be written if it does.
      if (isReadable(before) && !isReadable(text))
        throw new Error(`${path} would no longer be valid TypeScript`);
      return [{ path, before, text }];
    }),
    changes,
    notes,
  };
}

/** Without what a catalog does not accept: unknown units and internal labels. */
function acceptable(description: MetricDescription): MetricDescription {
  const { unit, labels } = description;
  return {
    ...description,
    unit: unit !== undefined && metricUnit(unit) === undefined ? unit : undefined,
    labels: new Map([...labels].filter(([label]) => label !== '' && !label.startsWith('__'))),
  };
}

interface Wanted {
  readonly what: string;
  /** Path in the options, or the constructor. */
  readonly at: readonly string[];
  /** What is set there; undefined to remove it. */
  readonly code: Code | undefined;
  readonly becomes?: string;
}

function differences(
  metric: Metric,
  found: MetricDescription,
  ignored: ReadonlySet<string>,
): { readonly edits: readonly Wanted[]; readonly messages: readonly string[] } {
  const edits: Wanted[] = [];
  const messages: string[] = [];
  const { kind, unit, labels, buckets, help } = metric;
  const type = found.kind === undefined || bothHistograms(found.kind, kind) ? kind : found.kind;
  // The label that Prometheus adds to the series of the new type.
  const added = type === kind ? undefined : partLabel(type);
  if (type !== kind) {
    const [from, to] = [metricConstructors[kind], metricConstructors[type]];
    edits.push({ what: `type ${from} → ${to}`, at: [], code: literal(''), becomes: to });
    if (buckets !== undefined) edits.push({ what: 'without buckets', at: ['buckets'], code: undefined });
    if (added !== undefined && Object.hasOwn(labels, added))
      edits.push({ what: `without label ${added}`, at: ['labels', added], code: undefined });
  }
  if (found.unit !== undefined) {
    if (unit === undefined)
      edits.push({ what: `unit ${found.unit}`, at: ['unit'], code: literal(found.unit) });
    else if (unit !== found.unit && !alike(unit, found.unit))
      messages.push(`is in ${found.unit}, and in ${unit} in the catalog`);
  }
  if (help.trim() === '' && found.help !== '')
    edits.push({ what: 'description', at: ['help'], code: literal(found.help) });
  const own = new Set([...metric.targetLabels, ...ignored]);
  for (const [label, values] of found.labels) {
    const declared = Object.hasOwn(labels, label) ? labels[label] : undefined;
    if (declared === undefined) {
      if (!own.has(label)) edits.push({ what: `label ${label}`, at: ['labels', label], code: data(values) });
    } else if ('oneOf' in declared) {
      const others = values.filter((value) => value !== '' && !exampleValues(declared).includes(value));
      if (others.length > 0) messages.push(`${label} is also ${others.join(', ')}, which its oneOf excludes`);
    }
  }
  const gone = Object.keys(labels).filter((label) => label !== added && !found.labels.has(label));
  if (gone.length > 0 && found.labels.size > 0)
    messages.push(`has no ${gone.length === 1 ? 'label' : 'labels'} ${gone.join(', ')}; kept in the catalog`);
  if (type === 'histogram' && found.kind === 'histogram' && found.buckets) {
    if (buckets === undefined)
      edits.push({ what: 'buckets', at: ['buckets'], code: data([...found.buckets]) });
    else if (buckets.join() !== found.buckets.join())
      messages.push(`has the buckets ${found.buckets.join(', ')}`);
  }
  return { edits, messages };
}

/** A page writes both forms alike. */
function bothHistograms(a: MetricType, b: MetricType): boolean {
  return /histogram/.test(a) && /histogram/.test(b);
}

function alike(a: string, b: string): boolean {
  const plain: Readonly<Record<string, string>> = { timestamp: 's', percentunit: 'ratio', decbytes: 'bytes' };
  const of = (unit: string): string => (Object.hasOwn(plain, unit) ? (plain[unit] ?? unit) : unit);
  return of(a) === of(b);
}

function editMetric(
  name: string,
  { at, code, becomes }: Wanted,
  texts: ReadonlyMap<string, string>,
): { readonly path: string; readonly text: string } | undefined {
  for (const [path, text] of texts) {
    const source = readSource(text);
    const found = metricCall(source, name);
    if (!found) continue;
    let next: string | undefined;
    if (becomes !== undefined) {
      const callee = found.call.firstChild;
      const own = calleeOf(source, found.call);
      if (!callee || !/^(\w+\.)?\w+$/.test(own)) return undefined;
      const prefix = own.includes('.') ? own.slice(0, own.indexOf('.') + 1) : '';
      next = edited(text, { from: callee.from, to: callee.to, text: `${prefix}${becomes}` });
      if (prefix === '') next = importing(next, becomes, own);
    } else if (code === undefined) {
      const edit = removeIn(source, found.options, at);
      next = edit && edited(text, edit);
    } else {
      const edit = setIn(source, found.options, at, (indent, column) => printCode(code, indent, column, 1));
      next = edit && edited(text, edit);
      const tall =
        next !== undefined && lines(next) > lines(text) ? opened(source, found.options) : undefined;
      // What does not fit on the line opens the options, and not an object within them.
      if (tall !== undefined) return editMetric(name, { at, code, what: '' }, new Map([[path, tall]]));
    }
    return next !== undefined && isReadable(next) ? { path, text: next } : undefined;
  }
  return undefined;
}

function lines(text: string): number {
  return text.split('\n').length;
}

/** The text with a one-line object expanded to a property per line; undefined if it is expanded already. */
function opened(source: Source, object: SyntaxNode): string | undefined {
  const { text } = source;
  const whole = text.slice(object.from, object.to);
  if (whole.includes('\n') || /\/[/*]/.test(whole)) return undefined;
  const lineStart = text.lastIndexOf('\n', object.from - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const properties = itemsOf(object).map(({ from, to }) => `${indent}  ${text.slice(from, to)},\n`);
  if (properties.length === 0) return undefined;
  return edited(text, { from: object.from, to: object.to, text: `{\n${properties.join('')}${indent}}` });
}

/** The file whose catalog has most metrics that begin like a name, and then most metrics. */
function homeOf(
  name: string,
  texts: ReadonlyMap<string, string>,
  read: ReturnType<typeof catalogReader>,
): string | undefined {
  let best: string | undefined;
  let most: readonly [number, number] = [-1, -1];
  for (const [path, text] of texts) {
    for (const { names } of read(path, text).calls) {
      const rank = [names.filter((one) => first(one) === first(name)).length, names.length] as const;
      if (rank[0] > most[0] || (rank[0] === most[0] && rank[1] > most[1])) {
        best = path;
        most = rank;
      }
    }
  }
  return best;
}

function first(name: string): string {
  return name.split(/[_:.]/, 1)[0] ?? name;
}

function kindOf({ kind, name }: MetricDescription): MetricType {
  return kind ?? (name.endsWith('_total') ? 'counter' : 'gauge');
}

function addMetric(
  text: string,
  description: MetricDescription,
  ignored: ReadonlySet<string>,
  { source, calls }: ReadCatalogs,
): string | undefined {
  const { name } = description;
  const like = (call: CatalogCall): number => call.names.filter((one) => first(one) === first(name)).length;
  const [home] = [...calls].sort((a, b) => like(b) - like(a) || b.names.length - a.names.length);
  if (!home) return undefined;
  const prefix = /(?:^|\n)import \* as (\w+) from ['"]dashwright['"]/.exec(text)?.[1];
  const kind = kindOf(description);
  const help = description.help || helpOfName(name);
  const labels = new Map([...description.labels].filter(([label]) => !ignored.has(label)));
  const named = unitOfName(name);
  // What is counted up is no point in time: the counter `orders_created` is of orders.
  const unit = description.unit ?? (kind === 'counter' && named === 'timestamp' ? undefined : named);
  const code = metricCode({ ...description, kind, help, unit, labels }, prefix);
  const print = (indent: number, column: number): string => printCode(code, indent, column, 1);
  const edit = behindItsLike(source, home, name, print) ?? setIn(source, home.object, [name], print);
  if (!edit) return undefined;
  const next = edited(text, edit);
  return prefix === undefined ? importing(next, metricConstructors[kind]) : next;
}

/** Behind the last metric that begins alike, where each has lines of its own. */
function behindItsLike(
  source: Source,
  { object, names }: CatalogCall,
  name: string,
  print: (indent: number, column: number) => string,
): Edit | undefined {
  const alike = names.filter((one) => first(one) === first(name)).at(-1);
  const property = alike === undefined ? undefined : propertyOf(source, object, alike);
  if (!property || !propertyValue(property)) return undefined;
  const { text } = source;
  const lineStart = text.lastIndexOf('\n', property.from - 1) + 1;
  const indent = property.from - lineStart;
  if (text.slice(lineStart, property.from).trim() !== '') return undefined;
  const rest = /^,[ \t]*(?:\/\/[^\n]*)?(?=\n)/.exec(text.slice(property.to));
  if (!rest) return undefined;
  const at = property.to + rest[0].length;
  const key = `${keyLiteral(name)}: `;
  return { from: at, to: at, text: `\n${' '.repeat(indent)}${key}${print(indent, indent + key.length)},` };
}
