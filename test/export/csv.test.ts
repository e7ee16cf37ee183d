import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, withoutFormula } from '../../src/export/csv.js';
import { readCsv } from '../support/csv.js';

describe('CSV', () => {
  it.each([
    [['plain', 'two words'], 'plain,two words\n'],
    [['a "b"'], '"a ""b"""\n'],
    [['one\ntwo', 'a,b', ''], '"one\ntwo","a,b",\n'],
    [['carriage\rreturn'], '"carriage\rreturn"\n'],
    [['한국어 라벨, 값'], '"한국어 라벨, 값"\n'],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1+1', "'+1+1"],
    ['-2+cmd', "'-2+cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+Inf', '+Inf'],
    ['-1.5e-05', '-1.5e-05'],
    ['GET', 'GET'],
  ])('a spreadsheet does not execute %s', (text, written) => {
    expect(withoutFormula(text)).toBe(written);
  });

  it('any content is parsed back unchanged', () => {
    const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '한', '😀', "'") });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (rows) => {
        expect(readCsv(rows.map(csvLine).join(''))).toEqual(rows);
      }),
    );
  });
});
