import { isDeepStrictEqual } from 'node:util';
import type { Data } from '../../diff/index.js';
import { type Code, data, literal } from '../../import/code/code.js';
import { recordOf, recordsOf } from '../../plain.js';
import type { Operation } from './operation.js';
import { addPart, orderParts, type PartKind, removePart, replacePart, setPart } from './part-operations.js';
import type { Sides } from './state.js';
import { optionsIn } from './written.js';

/** Variables or annotations that differ, are new or gone, by their names. */
export function partOperations(
  kind: PartKind,
  { built, onServer, have, wanted }: Sides,
  write: (part: Data) => Code | undefined,
): Operation[] {
  const key = kind === 'variable' ? 'templating' : 'annotations';
  const listIn = (dashboard: Data) =>
    new Map(recordsOf(recordOf(dashboard[key]).list).map((one) => [one.name, one]));
  const [madeOf, written] = [listIn(built.json), listIn(onServer)];
  const [former, later] = [listIn(have), listIn(wanted)];
  const gone = [...former].filter(([name, { type }]) => !later.has(name) && type !== 'datasource');
  const changed = [...later].flatMap(([name, to]): Operation[] => {
    const [from, own] = [former.get(name), written.get(name) ?? {}];
    const code = write(own);
    if (!from) return code ? [addPart(kind, code)] : [];
    if (isDeepStrictEqual(from, to)) return [];
    const made = write(madeOf.get(name) ?? {});
    return (
      (made && code && optionOperations(kind, String(name), made, code)) ??
      partJson(from, to, own).map(([path, value]) => setPart(kind, String(name), ['json', path], data(value)))
    );
  });
  return [
    ...gone.flatMap(([name]) => removePart(kind, String(name))),
    ...changed,
    ...orderOperations(kind, [...former.keys()].map(String), [...later.keys()].map(String)),
  ];
}

/** Reorders the parts that both have; new ones come last. */
function orderOperations(kind: PartKind, former: readonly string[], later: readonly string[]): Operation[] {
  const stay = former.filter((name) => later.includes(name));
  const order = later.filter((name) => former.includes(name));
  if (isDeepStrictEqual(stay, order)) return [];
  return [orderParts(kind, [...order, ...later.filter((name) => !former.includes(name))])];
}

/** What makes the options of one part those of another; undefined where they are the same. */
function optionOperations(kind: PartKind, name: string, from: Code, to: Code): Operation[] | undefined {
  const kindOf = (code: Code) => (code.kind === 'call' && code.of.kind === 'member' ? code.of.key : '');
  if (kindOf(from) !== kindOf(to)) return [replacePart(kind, name, to)];
  const [before, after] = [optionsIn(from), optionsIn(to)];
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
    (option) => !isDeepStrictEqual(before.get(option), after.get(option)),
  );
  if (differing.length === 0) return undefined;
  return differing.map((option) => {
    const was = before.get(option);
    const isFlag = was?.kind === 'literal' && was.value === true;
    return setPart(kind, name, [option], after.get(option) ?? (isFlag ? literal(false) : undefined));
  });
}

/** Values of a part that differ, in the form in which the server has them. */
function partJson(from: Data, to: Data, own: Data): (readonly [string, unknown])[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) => {
    if (isDeepStrictEqual(from[key], to[key])) return [];
    // The compared form has the initial value as `chosen`.
    const source = key === 'chosen' ? 'current' : key;
    return [[source, own[source] ?? null] as const];
  });
}
