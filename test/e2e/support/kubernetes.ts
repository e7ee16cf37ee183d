import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { type Certificates, makeCertificates } from './certificates.js';
import { eventually } from './eventually.js';
import { removeFolder, temporaryFolder } from './folders.js';
import { freePort, installed, mustRun, type RunningProcess, startProcess, tool } from './tools.js';

export interface Kubernetes {
  /** A KUBECONFIG file with an administrator's client certificate. */
  kubeconfig: string;
  stop(): Promise<void>;
  /** Standard output of kubectl; an error with its output if it fails. */
  kubectl(...args: string[]): Promise<string>;
  /**
   * Creates a namespace and returns its name. Without controllers, a deleted namespace never disappears:
   * use a new one.
   */
  freshNamespace(): Promise<string>;
  /** The API server's response to a GET request, as text. */
  get(path: string): Promise<{ status: number; body: string }>;
}

export interface KubernetesOptions {
  /** Install the Prometheus operator's custom resource definitions (the default). */
  operator?: boolean;
}

/** Starts a real API server with etcd, on loopback, without controllers. */
export async function startKubernetes(options: KubernetesOptions = {}): Promise<Kubernetes> {
  // A free port may be taken before the server uses it.
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(options);
    } catch (error) {
      if (attempt === 3 || !String(error).includes('address already in use')) throw error;
    }
  }
}

async function start({ operator = true }: KubernetesOptions): Promise<Kubernetes> {
  const folder = temporaryFolder('kubernetes');
  const running: RunningProcess[] = [];
  const stop = async () => {
    // The API server first: it waits long for an etcd that is gone.
    for (const process of running.reverse()) await process.stop();
    running.length = 0;
    removeFolder(folder);
  };
  try {
    const certificates = await makeCertificates(folder);
    const etcd = await freePort();
    running.push(await startEtcd(folder, etcd));
    const port = await freePort();
    running.push(await startServer(folder, port, etcd, certificates));

    const kubeconfig = join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, JSON.stringify(login(port, certificates)));
    const kubectl = async (...args: string[]) =>
      // The home folder, so that kubectl's cache of one server is not used for another.
      (await mustRun(tool('kubectl'), args, { env: { KUBECONFIG: kubeconfig, HOME: folder } })).stdout;
    const get = (path: string) => ask(port, certificates, path);
    const freshNamespace = async () => {
      const name = `test-${randomBytes(5).toString('hex')}`;
      await kubectl('create', 'namespace', name);
      return name;
    };
    if (operator) await installOperatorTypes(kubectl, get);
    return { kubeconfig, stop, kubectl, freshNamespace, get };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startEtcd(folder: string, port: number): Promise<RunningProcess> {
  const peers = await freePort();
  const args = [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=http://127.0.0.1:${port}`,
    `--advertise-client-urls=http://127.0.0.1:${port}`,
    `--listen-peer-urls=http://127.0.0.1:${peers}`,
    `--initial-advertise-peer-urls=http://127.0.0.1:${peers}`,
    `--initial-cluster=default=http://127.0.0.1:${peers}`,
    // Nothing here has to survive a power failure.
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
  return startProcess(tool('etcd'), args, { ready: port });
}

async function startServer(
  folder: string,
  port: number,
  etcd: number,
  certificates: Certificates,
): Promise<RunningProcess> {
  const args = [
    `--etcd-servers=http://127.0.0.1:${etcd}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    '--service-cluster-ip-range=10.0.0.0/24',
    `--cert-dir=${folder}`,
    `--tls-cert-file=${certificates.server.certificate}`,
    `--tls-private-key-file=${certificates.server.key}`,
    `--client-ca-file=${certificates.authority}`,
    '--service-account-issuer=https://127.0.0.1',
    `--service-account-key-file=${certificates.server.certificate}`,
    `--service-account-signing-key-file=${certificates.server.key}`,
    // Without controllers, nothing creates the service accounts that it would wait for.
    '--disable-admission-plugins=ServiceAccount',
    '--authorization-mode=RBAC',
  ];
  const ready = async () => {
    try {
      return (await ask(port, certificates, '/readyz')).status === 200;
    } catch {
      return false; // not listening yet
    }
  };
  return startProcess(tool('kube-apiserver'), args, { ready });
}

function ask(
  port: number,
  certificates: Certificates,
  path: string,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path,
        ca: readFileSync(certificates.authority),
        cert: readFileSync(certificates.client.certificate),
        key: readFileSync(certificates.client.key),
        agent: false,
        timeout: 30_000,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    asked.on('timeout', () => asked.destroy(new Error(`no answer from the API server to ${path}`)));
    asked.on('error', reject);
    asked.end();
  });
}

/** JSON is YAML too, so kubectl and Helm read it. */
function login(port: number, { authority, client }: Certificates): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'tests',
        cluster: { server: `https://127.0.0.1:${port}`, 'certificate-authority': authority },
      },
    ],
    users: [{ name: 'tests', user: { 'client-certificate': client.certificate, 'client-key': client.key } }],
    contexts: [{ name: 'tests', context: { cluster: 'tests', user: 'tests' } }],
    'current-context': 'tests',
  };
}

async function installOperatorTypes(kubectl: Kubernetes['kubectl'], get: Kubernetes['get']): Promise<void> {
  await kubectl('create', '--recursive', '-f', installed('controller-gen', 'crds'));
  await kubectl('wait', '--for=condition=Established', '--timeout=240s', 'customresourcedefinition', '--all');
  // Established types appear a moment later in the discovery API, which Helm reads.
  for (const version of ['v1', 'v1alpha1'])
    await eventually(`the operator's ${version} types`, async () => {
      const { status, body } = await get(`/openapi/v3/apis/monitoring.coreos.com/${version}`);
      return (status === 200 && body.includes('x-kubernetes-group-version-kind')) || undefined;
    });
}
