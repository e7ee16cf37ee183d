import { describe, expect, it, test } from 'vitest';
import {
  appendItem,
  argumentsOf,
  bare,
  callAt,
  type Edit,
  edited,
  nodesWithin,
  readSource,
  removeIn,
  type Source,
  type SyntaxNode,
  setIn,
  stringOf,
} from '../../src/edit/index.js';

/** The text with an edit of the options of the call at `§`. */
function change(text: string, edit: (source: Source, object: SyntaxNode) => Edit | undefined): string {
  const before = text.split('§')[0] ?? '';
  const lines = before.split('\n');
  const plain = text.replace('§', '');
  const source = readSource(plain);
  const call = callAt(source, lines.length, (lines.at(-1) ?? '').length + 1);
  const [options] = call ? argumentsOf(call) : [];
  if (!options) throw new Error('no call');
  const made = edit(source, bare(options));
  if (!made) return 'cannot';
  return edited(plain, made);
}
const set = (text: string, path: string[], value: string) =>
  change(text, (source, object) => setIn(source, object, path, () => value));
const remove = (text: string, path: string[]) =>
  change(text, (source, object) => removeIn(source, object, path));

describe('an option is set', () => {
  test.each([
    [
      "d.panel.§stat({ title: 'A', unit: 's' })",
      ['unit'],
      "'ms'",
      "d.panel.stat({ title: 'A', unit: 'ms' })",
    ],
    ["§stat({ title: 'A' })", ['unit'], "'ms'", "stat({ title: 'A', unit: 'ms' })"],
    ["§stat({ title: 'A', })", ['unit'], "'ms'", "stat({ title: 'A', unit: 'ms', })"],
    ['§stat({ unit })', ['unit'], "'ms'", "stat({ unit: 'ms' })"],
    ["§stat({ 'unit': 's' } as object)", ['unit'], "'ms'", "stat({ 'unit': 'ms' } as object)"],
    ['§stat({})', ['style', 'fill'], '10', 'stat({ style: { fill: 10 } })'],
    ['  §stat({})', ['style'], 'one(\n)', '  stat({\n    style: one(\n),\n  })'],
    ['§stat({ style: { fill: 5 } })', ['style', 'fill'], '10', 'stat({ style: { fill: 10 } })'],
    ['§stat({ style: ours })', ['style', 'fill'], '10', 'cannot'],
    [
      "§stat({\n  title: 'A', // why\n})",
      ['unit'],
      "'ms'",
      "stat({\n  title: 'A', // why\n  unit: 'ms',\n})",
    ],
    ["§stat({\n  title: 'A'\n})", ['a-b'], '1', "stat({\n  title: 'A',\n  'a-b': 1,\n})"],
    ["row('R', [§stat({ a: 1 }), stat({ a: 2 })])", ['a'], '3', "row('R', [stat({ a: 3 }), stat({ a: 2 })])"],
    ["row('R', [stat({ a: 1 }), §stat({ a: 2 })])", ['a'], '3', "row('R', [stat({ a: 1 }), stat({ a: 3 })])"],
  ])('%j %j', (text, path, value, result) => {
    expect(set(text, path, value)).toBe(result);
  });

  it('in the line endings and the indentation of the file', () => {
    expect(set("§stat({\r\n  title: 'A',\r\n})\r\n", ['unit'], "'s'")).toBe(
      "stat({\r\n  title: 'A',\r\n  unit: 's',\r\n})\r\n",
    );
    expect(set("\t§stat({\n\t\ttitle: 'A',\n\t})\n", ['unit'], "'s'")).toBe(
      "\tstat({\n\t\ttitle: 'A',\n\t\tunit: 's',\n\t})\n",
    );
  });

  it('on lines of their own where one would be too long', () => {
    const title = 'x'.repeat(90);
    expect(set(`  §stat({ title: '${title}', unit: 's' }),`, ['decimals'], '2')).toBe(
      `  stat({\n    title: '${title}',\n    unit: 's',\n    decimals: 2,\n  }),`,
    );
  });
});

describe('an option is removed', () => {
  test.each([
    ["§stat({ title: 'A', unit: 's' })", ['unit'], "stat({ title: 'A' })"],
    ["§stat({ title: 'A', unit: 's' })", ['title'], "stat({ unit: 's' })"],
    ["§stat({ title: 'A' })", ['title'], 'stat({})'],
    ["§stat({\n  title: 'A',\n  unit: 's',\n})", ['unit'], "stat({\n  title: 'A',\n})"],
    ['§stat({ style: { fill: 5, line: 1 } })', ['style', 'fill'], 'stat({ style: { line: 1 } })'],
    ["§stat({ title: 'A' })", ['unit'], 'cannot'],
  ])('%j %j', (text, path, result) => {
    expect(remove(text, path)).toBe(result);
  });
});

test('an item is added to a list', () => {
  const append = (text: string) => {
    const source = readSource(text);
    const [array] = nodesWithin(source.top, 'ArrayExpression');
    return array
      ? edited(
          text,
          appendItem(source, array, () => 'c()'),
        )
      : '';
  };
  expect(append('rows([])')).toBe('rows([c()])');
  expect(append('rows([a(), b()])')).toBe('rows([\n  a(),\n  b(),\n  c(),\n])');
  expect(append('rows([\n  a(),\n  b(),\n])')).toBe('rows([\n  a(),\n  b(),\n  c(),\n])');
});

test('texts are read as a program reads them', () => {
  const text = String.raw`f('a\'b\n\u00e9\x41\u{1f600}', "c", ${'`d\ne`'}, ${'`${x}`'}, 1)`;
  const source = readSource(text);
  const [call] = nodesWithin(source.top, 'CallExpression');
  const values = call ? argumentsOf(call).map((one) => stringOf(source, one)) : [];
  expect(values).toEqual(["a'b\né\u0041\u{1f600}", 'c', 'd\ne', undefined, undefined]);
});
