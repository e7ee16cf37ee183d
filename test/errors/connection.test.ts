import { expect, test } from 'vitest';
import { connectionError } from '../../src/errors/connection.js';

/** An error of `fetch` as Node gives it. */
const failed = (code: string, message: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });

test.each([
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'NODE_EXTRA_CA_CERTS'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', 'NODE_EXTRA_CA_CERTS'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames", 'another host name'],
  ['CERT_HAS_EXPIRED', 'certificate has expired', 'expired'],
  [
    'ERR_SSL_WRONG_VERSION_NUMBER',
    '80C8:error:0A00010B:SSL routines:ssl3_get_record',
    'http:// in place of https://',
  ],
  ['ECONNREFUSED', '', 'connection refused'],
])('%s says what to do', (code, message, expected) => {
  expect(connectionError(failed(code, message))).toContain(expected);
});
