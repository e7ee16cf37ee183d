import { expect, it } from 'vitest';
import { type Node, print } from '../../src/query/index.js';

it('minus zero keeps its sign, and binds like any negative number', () => {
  const zero: Node = { type: 'number', value: -0 };
  const two: Node = { type: 'number', value: 2 };
  const text = (node: Node) => print(node, { window: '5m' });
  expect(text({ type: 'binary', op: '/', left: two, right: zero })).toBe('2 / -0');
  expect(text({ type: 'binary', op: '^', left: zero, right: two })).toBe('(-0) ^ 2');
});
