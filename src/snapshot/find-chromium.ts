import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Mistake } from '../errors/mistake.js';

/** There is no browser to take pictures with. */
class BrowserMissingError extends Mistake {}

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];
const places: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * The browser that `CHROME_PATH` names, or the first one under a usual name on PATH or in a usual place.
 *
 * @throws BrowserMissingError when there is none
 */
export function findChromium(environment: NodeJS.ProcessEnv, platform = process.platform): string {
  const named = environment.CHROME_PATH;
  if (named !== undefined && named !== '') {
    if (executable(named)) return named;
    throw new BrowserMissingError(`CHROME_PATH is ${named}, which is not an executable program`);
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const usual = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const found = [...usual, ...(places[platform] ?? [])].find(executable);
  if (found !== undefined) return found;
  throw new BrowserMissingError(
    'Chromium or Chrome is not installed: install one (apt-get install chromium), or set its path in CHROME_PATH',
  );
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
