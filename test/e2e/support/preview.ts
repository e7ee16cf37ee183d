import { join } from 'node:path';
import { repository } from './folders.js';
import { freePort, type RunningProcess, run, startProcess } from './tools.js';

export interface RunningPreview extends RunningProcess {
  readonly url: string;
}

/** Starts `dashwright preview` in a folder that has `definitions/`, on a free port. */
export async function startPreview(folder: string, ...args: string[]): Promise<RunningPreview> {
  const port = await freePort();
  const command = [join(repository, 'bin/dashwright.js'), 'preview', '--port', String(port)];
  const running = await startProcess(process.execPath, [...command, ...args], {
    cwd: folder,
    ready: port,
    // The first start in a clone builds the page.
    timeout: 300_000,
  });
  return { ...running, url: `http://127.0.0.1:${port}` };
}

/** `dashwright preview` to its end, in a folder. */
export function previewCommand(folder: string, ...args: string[]) {
  return run(process.execPath, [join(repository, 'bin/dashwright.js'), 'preview', ...args], { cwd: folder });
}
