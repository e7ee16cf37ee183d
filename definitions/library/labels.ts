/** The values of labels in an alert's text, and which series are meant. */
export function named<B extends string>(by: readonly B[], labels: { readonly [Label in B]: string }): string {
  return by.map((label) => labels[label]).join(' ');
}

/** Labels with the value that the series must have: `{ job: 'redis' }`. */
export type Where<Target extends string> = { readonly [Label in Target]?: string };

/** Which servers, machines or processes a mixin is about. */
export interface TargetOptions<Target extends string> {
  /** Target labels that identify each of them: `['instance']`, or `['job', 'instance']`. Its alerts keep these labels. */
  readonly by: readonly Target[];
  /** Label values of the series to use, if others have the same metrics: `{ job: 'shop' }`. @default all series */
  readonly where?: Where<Target>;
}

/**
 * The labels as matchers of a selector, and as the labels of a scenario's series: where the labels of a metric are a
 * parameter, the compiler cannot see that these are among them.
 *
 * @param more labels of the series alone, such as the status of a request that fails
 */
export function chosen<Target extends string>(
  where: Where<Target>,
  more: Readonly<Record<string, string>> = {},
): { readonly only: object; readonly of: never } {
  return { only: where, of: { ...where, ...more } as never };
}
