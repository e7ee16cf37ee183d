import { above, catalog, counter, div, gauge, logql, promql, signal, sum, traceql } from 'dashwright';
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import { print } from '../../src/query/index.js';

const engine = await loadEngine();
const printed = (of: { readonly node: Parameters<typeof print>[0] }) => print(of.node, { window: '5m' });
const metrics = catalog({ x: gauge({ help: 'X.' }), y_total: counter({ help: 'Y.' }) });

describe('a backslash that TypeScript removes is rejected', () => {
  test.each([
    // biome-ignore-start lint/suspicious/noUselessEscapeInString: these are the mistakes
    [() => promql`x{a=~"b\.c"}`, '\\.'],
    [() => promql`x{a=~"\d+"}`, '\\d'],
    [() => promql`x{a=~"\bword"}`, '\\b'],
    [() => promql`x{a="say \"hi\""}`, '\\"'],
    [() => promql`x{a=~"b\$"}`, '\\$'],
    [() => promql`x{a=~"${'y'}\[z"}`, '\\['],
    [() => logql`{app="x"} |~ "\d+"`, '\\d'],
    [() => traceql`{ name =~ "a\.b" }`, '\\.'],
    // biome-ignore-end lint/suspicious/noUselessEscapeInString: these are the mistakes
  ])('%#', (define, lost) => {
    expect(define).toThrow(`the backslash in ${lost} is lost`);
  });

  test('with what to write instead: a quote needs fewer than a character of a pattern', () => {
    // biome-ignore-start lint/suspicious/noUselessEscapeInString: these are the mistakes
    expect(() => promql`x{a="say \"hi\""}`).toThrow('write \\\\", or put the text in the other quotes');
    expect(() => promql`x{a=~"\d+"}`).toThrow('write \\\\\\\\d in a text in double quotes');
    // biome-ignore-end lint/suspicious/noUselessEscapeInString: these are the mistakes
    expect(engine.parse([printed(promql`x{a="say \\"hi\\""}`)])[0]?.ok).toBe(true);
  });

  test('and a doubled one is kept, as are line breaks and characters of templates', () => {
    const expression = printed(promql`x{a=~"b\\\\.c", d=~\`\\d+\`, e="\${f}", g="\u00e9\\n"}`);
    expect(expression).toBe('x{a=~"b\\\\.c", d=~`\\d+`, e="${f}", g="é\\n"}');
    expect(engine.parse([expression])[0]?.ok).toBe(true);
  });
});

describe('a comment at the end', () => {
  const commented = promql`x # all of them`;
  test.each([
    ['the operand of another expression', div(commented, sum(metrics.x))],
    ['an argument', sum(commented)],
    ['a part of other PromQL', promql`max(${commented})`],
    ['the side of a condition', above(signal({ title: 'X', expr: commented }), 1)],
  ])('does not hide code: %s', (_what, expression) => {
    const text = printed(expression);
    expect(text).toContain('# all of them\n');
    expect(engine.parse([text])[0]).toMatchObject({ ok: true });
  });

  test('is distinguished from a # in a string', () => {
    expect(printed(promql`x{a="#"}`)).toBe('x{a="#"}');
  });
});
