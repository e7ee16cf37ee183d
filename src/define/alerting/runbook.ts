/** A reference to `runbooks/<slug>.md` of the bundle. */
export interface Runbook {
  readonly slug: string;
  /** Markdown for bundles without such a file: parts that several bundles share bring their runbooks along. */
  readonly text?: string | undefined;
}

/** Options of a runbook. */
export interface RunbookOptions {
  /**
   * The runbook as Markdown, for an alert that is used by several bundles. A file `runbooks/<slug>.md` of the bundle
   * replaces it.
   * @default none: the file has to exist
   */
  readonly text?: string;
}

/**
 * The runbook in `runbooks/<slug>.md`, linked by the bundle's runbook URL.
 *
 * @example runbook('high-error-ratio')
 */
export function runbook(slug: string, { text }: RunbookOptions = {}): Runbook {
  return text === undefined ? { slug } : { slug, text };
}
