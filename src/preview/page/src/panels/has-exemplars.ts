/** Whether a query reads histograms: what else is measured has no single requests to tell of. */
export function hasExemplars(expr: string): boolean {
  return /_bucket\b|\bhistogram_\w+\s*\(/.test(expr);
}
