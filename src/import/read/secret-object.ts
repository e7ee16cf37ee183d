import { gunzipSync } from 'node:zlib';
import { reasonOf } from '../../errors/caught.js';
import { largestFile } from './files.js';
import { type Plain, plain } from './plain.js';

/** A configuration in a Secret. */
export interface SecretText {
  readonly key: string;
  readonly text: string;
  /** Why it cannot be read. */
  readonly problem?: string | undefined;
}

/** The configurations of Alertmanager in a Secret, as the operator reads them: encoded, and perhaps compressed. */
export function secretTexts(object: Plain): SecretText[] {
  const wanted = (key: string) => /^alertmanager\.ya?ml(\.gz)?$/.test(key);
  const open = Object.entries(plain(object.stringData)).flatMap(([key, text]) =>
    wanted(key) && typeof text === 'string' ? [{ key, text }] : [],
  );
  const encoded = Object.entries(plain(object.data)).flatMap(([key, text]) =>
    wanted(key) && typeof text === 'string' ? [decoded(key, text)] : [],
  );
  return [...open, ...encoded];
}

function decoded(key: string, encoded: string): SecretText {
  const compact = encoded.replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return { key, text: '', problem: 'is not base64' };
  const bytes = Buffer.from(compact, 'base64');
  if (!key.endsWith('.gz')) return { key, text: bytes.toString('utf8') };
  try {
    return { key, text: gunzipSync(bytes, { maxOutputLength: largestFile }).toString('utf8') };
  } catch (error) {
    const reason = reasonOf(error);
    return { key, text: '', problem: `cannot be unpacked: ${reason}` };
  }
}
