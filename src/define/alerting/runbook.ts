/** A reference to `runbooks/<slug>.md` of the bundle. */
export interface Runbook {
  readonly slug: string;
}

/**
 * The runbook in `runbooks/<slug>.md`, linked by the bundle's runbook URL.
 *
 * @example runbook('high-error-ratio')
 */
export function runbook(slug: string): Runbook {
  return { slug };
}
