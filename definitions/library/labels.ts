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
 * The labels as matchers of a selector, and as labels of a series in a scenario: if the labels of a metric are a type
 * parameter, the compiler cannot know that these are among them.
 *
 * @param more labels of the series only, such as the status of a failed request
 */
export function chosen<Target extends string>(
  where: Where<Target>,
  more: Readonly<Record<string, string>> = {},
): { readonly only: object; readonly of: never } {
  return { only: where, of: { ...where, ...more } as never };
}
