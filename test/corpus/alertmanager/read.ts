import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Public configurations of Alertmanager, stored next to the checkout: test data that is not part of the
 * repository. If `ALERTMANAGER_CORPUS` names the folder, as in .ci/run, it must exist.
 */
const named = process.env.ALERTMANAGER_CORPUS;
const folder = named ?? fileURLToPath(new URL('../../../../shared/corpus/alertmanager', import.meta.url));

/** What is known about the corpus before it is read. */
export const corpus = { folder, there: existsSync(folder), required: named !== undefined } as const;
