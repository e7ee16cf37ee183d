import { gzipSync } from 'fflate';

/**
 * A text as the Grafana Operator's `gzipJson`: base64 of gzip. Compressed in JavaScript and without a timestamp, as the
 * output of zlib differs between processors.
 */
export function packed(text: string): string {
  return Buffer.from(gzipSync(Buffer.from(text), { level: 9, mtime: 0 })).toString('base64');
}
