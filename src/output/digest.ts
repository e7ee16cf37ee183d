import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Eight digits of the SHA-256: keeps names apart that were shortened, or of which letters were replaced. */
export function shortHash(text: string): string {
  return sha256(text).slice(0, 8);
}
