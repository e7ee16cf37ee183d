import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { removeFolder, temporaryFolder } from './folders.js';
import { freePort, startProcess, tool } from './tools.js';

export interface Registry {
  readonly host: string;
  stop(): Promise<void>;
}

/** Starts a real OCI registry on loopback, without persistent storage. */
export async function startRegistry(): Promise<Registry> {
  const folder = temporaryFolder('registry');
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const file = join(folder, 'config.yaml');
  writeFileSync(
    file,
    dump({
      version: 0.1,
      log: { level: 'warn', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(folder, 'data') } },
      http: { addr: host },
    }),
  );
  const server = await startProcess(tool('docker-registry'), ['serve', file], {
    ready: port,
    env: { OTEL_TRACES_EXPORTER: 'none' },
  });
  const stop = async () => {
    await server.stop();
    removeFolder(folder);
  };
  return { host, stop };
}
