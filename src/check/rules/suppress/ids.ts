/** Checks about suppressions themselves: to suppress one would be to hide that something is hidden. */
export const unsuppressible: ReadonlySet<string> = new Set([
  'suppress/invalid',
  'suppress/unused',
  'suppress/expired',
]);
