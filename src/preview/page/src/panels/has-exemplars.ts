/** Whether a query reads histograms: only they have exemplars, which are single requests. */
export function hasExemplars(expr: string): boolean {
  return /_bucket\b|\bhistogram_\w+\s*\(/.test(expr);
}
