import {
  options as optionsOf,
  text as textShape,
  validate,
  validateName,
} from '../../catalog/shape/index.js';

/** A reference to `runbooks/<slug>.md` of the bundle. */
export interface Runbook {
  readonly slug: string;
  /** Markdown for bundles that have no such file, in definitions that several bundles share. */
  readonly text?: string | undefined;
}

/** Options of a runbook. */
export interface RunbookOptions {
  /**
   * The runbook as Markdown, for an alert in several bundles. A file `runbooks/<slug>.md` of the bundle takes
   * precedence.
   *
   * @default none: the file must exist
   */
  readonly text?: string;
}

const shape = optionsOf<RunbookOptions>({ text: textShape });

/**
 * The runbook `runbooks/<slug>.md`. Alerts link to it by the bundle's `urls.runbooks`.
 *
 * @param slug name of the file without `.md`
 * @param options text of the runbook, for alerts in several bundles
 * @throws DefinitionError for a slug that is not a text, and for a misspelt option
 * @example runbook('high-error-ratio')
 */
export function runbook(slug: string, options: RunbookOptions = {}): Runbook {
  validateName(slug, 'runbook', runbook);
  validate(shape, options, 'runbook', runbook);
  const { text } = options;
  return text === undefined ? { slug } : { slug, text };
}
