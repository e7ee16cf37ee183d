// Regular expressions of definitions as RE2 reads them: held against Prometheus' own parser.
import { catalog, counter, not, print, rate } from 'dashwright';
import { beforeAll, describe, expect, test } from 'vitest';
import { toRe2 } from '../../src/catalog/index.js';
import { type Engine, loadEngine } from '../../src/engine/index.js';

const metrics = catalog({
  sent_total: counter({ help: 'Sent.', labels: { queue: ['mail'] } }),
});
/** Of a text, where TypeScript or the linter knows the expression to be odd. */
const regular = (source: string, flags = '') => new RegExp(source, flags);
const selected = (match: RegExp | { not: RegExp }) =>
  print(rate(metrics.sent_total.where({ queue: match })).node, { window: '5m' });

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});
const isTaken = (pattern: string) => engine.parse([`x{a=~${JSON.stringify(pattern)}}`])[0]?.ok;

describe('regular expressions', () => {
  test('keep their flags in matchers', () => {
    expect(selected(/mail/i)).toBe('rate(sent_total{queue=~"(?i)mail"}[5m])');
    expect(selected(not(/mail.*/is) as { not: RegExp })).toBe('rate(sent_total{queue!~"(?is)mail.*"}[5m])');
    expect(selected(/mail/u)).toBe('rate(sent_total{queue=~"mail"}[5m])');
  });

  test.each([
    [/a\.b/, 'a\\.b'],
    [/\d+\/\w*/, '\\d+\\/\\w*'],
    [/(?:a|b){2,3}/, '(?:a|b){2,3}'],
    [/[[\]()?=]+/, '[[\\]()?=]+'],
    [/[[]\(/, '[[]\\('],
    [/[(?=)]/, '[(?=)]'],
    [/\\(\?=)/, '\\\\(\\?=)'],
    [/\u00e9\u{1F600}/u, '\\x{00e9}\\x{1F600}'],
    [/\x41\t/, '\\x41\\t'],
    [/\p{L}/u, '\\p{L}'],
    [/a{1000}/, 'a{1000}'],
  ])('%s is %s, which Prometheus takes', (expression, text) => {
    expect(toRe2(expression)).toBe(text);
    expect(isTaken(text)).toBe(true);
  });

  test.each([
    [/a/g, 'the flag g'],
    [/a/m, 'the flag m'],
    [/a/y, 'the flag y'],
    [/a/d, 'the flag d'],
    [regular('a', 'v'), 'the flag v'],
    [/a(?=b)/, '(?= looks ahead'],
    [/[[](?=b)/, '(?= looks ahead'],
    [/a(?!b)/, '(?! looks ahead'],
    [/(?<=a)b/, '(?<= looks behind'],
    [/(?<!a)b/, '(?<! looks behind'],
    [/(?<name>a)/, '(?<n names a group'],
    [/(a)\1/, '\\1 refers back'],
    [/(?<name>a)\k<name>/, 'names a group'],
    [regular('[^]'), '[^] is any character'],
    [regular('[]'), '[] is a class without characters'],
    [/[\b]/, '\\b is a backspace'],
    [/\cA/, '\\cA is a control character'],
    [/\p{Script=Greek}/u, 'has a name that RE2 does not know'],
    // biome-ignore lint/complexity/noUselessEscapeInRegex: RE2 takes it for the begin of the text
    [/\Aa/, '\\A is the letter A'],
    [/a{1001}/, '{1001} repeats more than 1000 times'],
    [/a{2,1001}/, '{2,1001} repeats more than 1000 times'],
    [/\ud83d/, 'half of a character'],
  ])('%s is refused: %s', (expression, problem) => {
    expect(() => toRe2(expression)).toThrow(problem);
    // Alertmanager, Loki and Prometheus take their matchers from here.
    expect(() => selected(expression)).toThrow(String(expression));
  });
});
