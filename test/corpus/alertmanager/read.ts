import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAll } from 'js-yaml';

export type Data = Readonly<Record<string, unknown>>;

/**
 * Public configurations of Alertmanager, beside the checkout: data to test against, which is not part of it. Where
 * `ALERTMANAGER_CORPUS` names the folder, as .ci/run does, it has to be there.
 */
const named = process.env.ALERTMANAGER_CORPUS;
const folder = named ?? fileURLToPath(new URL('../../../../shared/corpus/alertmanager', import.meta.url));

/** What is known of the corpus before it is read. */
export const corpus = { folder, there: existsSync(folder), required: named !== undefined } as const;

export interface Configuration {
  readonly name: string;
  /** A file of Alertmanager's own, or the spec of an AlertmanagerConfig. */
  readonly kind: 'file' | 'object';
  readonly config: Data;
}

/** All configurations in the files of the corpus, also those in Secrets, ConfigMaps and values of charts. */
export function configurations(): Configuration[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .flatMap((file) => {
      const found = documentsIn(readFileSync(join(folder, file), 'utf8')).flatMap(configurationsIn);
      return found.map((one, index) => ({
        name: found.length === 1 ? file : `${file} (${index + 1})`,
        ...one,
      }));
    });
}

/** Documents of a text; none where it is no YAML, such as a template of a chart. */
function documentsIn(text: string): readonly unknown[] {
  try {
    return loadAll(text);
  } catch {
    return [];
  }
}

function configurationsIn(value: unknown): Omit<Configuration, 'name'>[] {
  if (typeof value === 'string') {
    const texts = value.includes('receivers:') ? [value] : decoded(value);
    return texts.flatMap(documentsIn).flatMap(configurationsIn);
  }
  if (!isData(value)) return [];
  if (value.kind === 'AlertmanagerConfig' && isData(value.spec))
    return [{ kind: 'object', config: value.spec }];
  if (isData(value.route) && Array.isArray(value.receivers)) return [{ kind: 'file', config: value }];
  return Object.values(value).flatMap(configurationsIn);
}

/** The configuration in the data of a Secret. */
function decoded(value: string): string[] {
  if (!/^[A-Za-z0-9+/\s]{80,}=*\s*$/.test(value)) return [];
  const text = Buffer.from(value, 'base64').toString('utf8');
  return text.includes('receivers:') ? [text] : [];
}

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
