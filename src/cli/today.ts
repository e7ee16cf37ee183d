/** The day as `YYYY-MM-DD`, UTC, on which suppressions are judged. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
