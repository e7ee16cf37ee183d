/** Values of labels in annotations, and the selection of series. */
export function named<B extends string>(by: readonly B[], labels: { readonly [Label in B]: string }): string {
  return by.map((label) => labels[label]).join(' ');
}

/** Label values that the series must have: `{ job: 'redis' }`. */
export type Where<Target extends string> = { readonly [Label in Target]?: string };

/** Which servers, machines or processes a mixin is for. */
export interface TargetOptions<Target extends string> {
  /**
   * Target labels that identify an instance: `['instance']`, or `['job', 'instance']`. The alerts keep these labels.
   */
  readonly by: readonly Target[];
  /** Label values of the series to use, if others have the same metrics: `{ job: 'shop' }`. @default all series */
  readonly where?: Where<Target>;
}

/**
 * Labels of a series in a scenario, the given ones last: if the labels of a metric are a type parameter, the compiler
 * cannot know that these are among them.
 */
export function also(more: Where<string>, of: never): never {
  return { ...more, ...(of as object) } as never;
}
