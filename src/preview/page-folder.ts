import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Mistake } from '../errors/mistake.js';
import { packageRoot } from '../package-root.js';

/** The page could not be built, which only happens in a clone of this repository. */
class PageBuildError extends Mistake {}

/**
 * The folder of the built page. It ships in the package; in a clone of this repository it is built at first use, and
 * again when its sources have changed.
 *
 * @throws PageBuildError when it cannot be built
 */
export async function pageFolder(progress: (text: string) => void): Promise<string> {
  const { folder } = packageRoot();
  const built = join(folder, 'src/preview/page/dist');
  const builder = join(folder, 'scripts/preview-page.js');
  if (existsSync(builder)) {
    progress('the page of the preview: building it where it is not fresh');
    const child = spawn(process.execPath, [builder, '--if-changed'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const [code] = await once(child, 'exit');
    progress('');
    if (code !== 0) {
      throw new PageBuildError(`the page of the preview cannot be built:\n${said.trim()}`);
    }
  }
  if (!existsSync(join(built, 'index.html'))) {
    throw new PageBuildError('the package dashwright is not complete: the page of the preview is missing');
  }
  return built;
}
