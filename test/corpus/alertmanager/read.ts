import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Public configurations of Alertmanager, beside the checkout: data to test against, which is not part of it. Where
 * `ALERTMANAGER_CORPUS` names the folder, as .ci/run does, it has to be there.
 */
const named = process.env.ALERTMANAGER_CORPUS;
const folder = named ?? fileURLToPath(new URL('../../../../shared/corpus/alertmanager', import.meta.url));

/** What is known of the corpus before it is read. */
export const corpus = { folder, there: existsSync(folder), required: named !== undefined } as const;
