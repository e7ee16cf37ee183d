/** A number as Prometheus' lexer takes it. */
export const numberPattern =
  '[-+]?(?:\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|\\.\\d+(?:[eE][-+]?\\d+)?|[iI]nf|[nN]a[nN])';

export function numberOf(text: string): number {
  const infinite = /^([-+]?)inf$/i.exec(text);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /nan$/i.test(text) ? Number.NaN : Number(text);
}

/** As Prometheus' lexer takes it: an exponent needs no plus sign. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  return String(value).replace('e+', 'e');
}
