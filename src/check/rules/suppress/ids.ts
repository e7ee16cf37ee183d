/** Checks of suppressions themselves, which cannot be suppressed. */
export const unsuppressible: ReadonlySet<string> = new Set([
  'suppress/invalid',
  'suppress/unused',
  'suppress/expired',
]);
