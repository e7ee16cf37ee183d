import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, tool } from './tools.js';

export interface Certificates {
  authority: string;
  server: { certificate: string; key: string };
  /** Logs in as a cluster administrator. */
  client: { certificate: string; key: string };
}

/** Creates a certificate authority and two certificates that are valid for a day and for loopback only. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const openssl = (...args: string[]) => mustRun(tool('openssl'), args, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl(
    ...['req', '-x509', ...key, '-days', '1', '-subj', '/CN=dashwright-tests'],
    ...['-keyout', 'authority.key', '-out', 'authority.crt'],
  );
  const issue = async (name: string, subject: string, extensions: string) => {
    writeFileSync(join(folder, `${name}.ext`), extensions);
    await openssl(
      ...['req', '-new', ...key, '-subj', subject, '-keyout', `${name}.key`, '-out', `${name}.csr`],
    );
    await openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'authority.crt', '-CAkey', 'authority.key'],
      ...['-CAcreateserial', '-days', '1', '-extfile', `${name}.ext`, '-out', `${name}.crt`],
    );
    return { certificate: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  };
  return {
    authority: join(folder, 'authority.crt'),
    server: await issue(
      'server',
      '/CN=kube-apiserver',
      'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth\n',
    ),
    client: await issue('client', '/O=system:masters/CN=tests', 'extendedKeyUsage=clientAuth\n'),
  };
}
