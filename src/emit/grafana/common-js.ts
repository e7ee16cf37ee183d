/**
 * The exports of a CommonJS module that was imported on demand. Node detects their names, but a bundler cannot if they
 * are re-exported in a loop; both have the whole object as `default`.
 */
export async function exportsOf<Exports extends object>(module: Promise<Exports>): Promise<Exports> {
  const namespace = await module;
  return 'default' in namespace ? (namespace.default as Exports) : namespace;
}
