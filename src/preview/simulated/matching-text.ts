import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { wholeValues } from '../../query/regular-expression.js';

const parser = new RegExpParser();

/** Most texts that are made of one pattern. */
const mostTexts = 8;

/**
 * Texts that a pattern of a matcher takes, made to look like values of labels: of `data-.*|.+-web` they are `data-0` and
 * `example-web`. None for a pattern that JavaScript has no equivalent of.
 */
export function matchingTexts(pattern: string): readonly string[] {
  const expression = wholeValues(pattern);
  if (!expression) return [];
  const texts = wholes(parser.parseLiteral(String(expression)).pattern);
  return [...new Set(texts)].filter((text) => expression.test(text));
}

/** A text of each alternative; those of a group that has all of the pattern are its own. */
function wholes({ alternatives }: AST.Pattern | AST.Group | AST.CapturingGroup): readonly string[] {
  return alternatives
    .slice(0, mostTexts)
    .flatMap((alternative) => {
      const [only, ...more] = alternative.elements.filter(({ type }) => type !== 'Assertion');
      const isGroup = only?.type === 'Group' || only?.type === 'CapturingGroup';
      return isGroup && more.length === 0 ? wholes(only) : [extended('', alternative.elements)];
    })
    .slice(0, mostTexts);
}

function extended(before: string, elements: readonly AST.Element[]): string {
  return elements.reduce((text, element) => text + textOf(element, text), before);
}

/** @param before What the text has already */
function textOf(element: AST.Element, before: string): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'Group':
    case 'CapturingGroup':
      return extended(before, element.alternatives[0]?.elements ?? []).slice(before.length);
    case 'Quantifier':
      return repeated(element, before);
    case 'CharacterSet':
    case 'CharacterClass':
      return one(element, before);
    default:
      // Nothing for the start and the end.
      return '';
  }
}

/** What may be left out is there once: of `(G1 )?Eden` the text is `G1 Eden`. */
function repeated({ element, min, max }: AST.Quantifier, before: string): string {
  const isAny = element.type === 'CharacterSet' || element.type === 'CharacterClass';
  if (isAny && max > 100 && !/[\d-]$/.test(before)) {
    const word = [...'example'].every((letter) => isIn(element, letter));
    if (word) return 'example';
  }
  let text = before;
  for (let count = 0; count < Math.min(Math.max(min, 1), max, 20); count += 1) text += textOf(element, text);
  return text.slice(before.length);
}

/** Characters in the order in which they are tried. After a digit or a hyphen, a digit looks as if it belonged there. */
const letters = [...'a0A-_ /.:'];
const afterDigit = [...'0a', ...letters];

function one(element: AST.CharacterSet | AST.CharacterClass, before: string): string {
  const own = element.type === 'CharacterClass' && !element.negate ? element.elements.flatMap(firstOf) : [];
  const tried = [...(/[\d-]$/.test(before) ? afterDigit : letters), ...own];
  return tried.find((letter) => isIn(element, letter)) ?? '';
}

function firstOf(part: AST.CharacterClass['elements'][number]): string[] {
  if (part.type === 'Character') return [String.fromCodePoint(part.value)];
  return part.type === 'CharacterClassRange' ? [String.fromCodePoint(part.min.value)] : [];
}

function isIn({ raw }: AST.Element, letter: string): boolean {
  return new RegExp(`^${raw}$`, 'u').test(letter);
}
