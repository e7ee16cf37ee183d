/**
 * The exports of a CommonJS module that was imported on demand. Node finds their names, a bundler cannot where they
 * are re-exported in a loop; both give the whole object as `default`.
 */
export async function exportsOf<Exports extends object>(module: Promise<Exports>): Promise<Exports> {
  const namespace = await module;
  return 'default' in namespace ? (namespace.default as Exports) : namespace;
}
