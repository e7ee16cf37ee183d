// The estimated size of a release, which a check uses, compared with the Secret that Helm stores.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { releaseShare } from '../../src/check/sizes.js';
import { type Kubernetes, startKubernetes } from './support/kubernetes.js';
import { shippedPackages } from './support/packages.js';
import { type HelmBinary, helmClient } from './support/releases.js';

let kubernetes: Kubernetes;
beforeAll(async () => {
  kubernetes = await startKubernetes();
});
afterAll(() => kubernetes?.stop());

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

test.each<HelmBinary>(['helm', 'helm4'])(
  'the size of releases of %s is about as estimated',
  async (binary) => {
    const helm = helmClient(binary, kubernetes.kubeconfig);
    for (const { name, chart } of shippedPackages()) {
      const namespace = await kubernetes.freshNamespace();
      await helm.must('install', 'sized', chart, '--namespace', namespace);
      const answer = await kubernetes.kubectl(
        ...['get', 'secret', 'sh.helm.release.v1.sized.v1', '--namespace', namespace, '--output=json'],
      );
      const { data } = JSON.parse(answer) as { data: { release: string } };
      const actual = Buffer.from(data.release, 'base64').byteLength;
      const estimate = bytesIn(chart) * releaseShare;
      expect(estimate / actual, name).toBeGreaterThan(0.85);
      expect(estimate / actual, name).toBeLessThan(1.2);
    }
  },
);
