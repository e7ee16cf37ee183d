import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, posix } from 'node:path';

const themes = ['light', 'dark'];
const browsers = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/**
 * Screenshots of all dashboards in both themes, in a folder as written by `dashwright snapshot`. Undefined without a
 * browser; the pages then keep their sketches.
 *
 * @throws Error without a browser in CI, which publishes the site
 */
export function takePictures(root) {
  if (!hasBrowser()) {
    if (process.env.CI)
      throw new Error('there is no Chromium: the site of CI has pictures of the dashboards');
    console.log('site: there is no Chromium, so pages have sketches of the dashboards instead of pictures');
    return undefined;
  }
  const out = mkdtempSync(join(tmpdir(), 'dashwright-site-'));
  execFileSync(
    process.execPath,
    [join(root, 'bin/dashwright.js'), 'snapshot', '--no-incidents', '--out', out],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return out;
}

function hasBrowser() {
  const { CHROME_PATH: named, PATH = '' } = process.env;
  const places = named
    ? [named]
    : PATH.split(delimiter).flatMap((folder) => browsers.map((name) => join(folder, name)));
  return places.some((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * A page with screenshots instead of sketches: `dashboards/shop.svg` of `dist/docs/shop/` becomes `shop/shop.light.png`
 * and `shop/shop.dark.png` of the folder. `used` gets the files to copy, with their targets.
 */
export function withPictures(path, html, pictures, used) {
  const [, bundle] = /^dist\/docs\/([^/]+)\//.exec(path) ?? [];
  if (pictures === undefined || bundle === undefined) return html;
  return html.replaceAll(/<img src="([^"]+)\.svg" alt="([^"]*)"[^>]*>/g, (whole, sketch, alt) => {
    const name = posix.basename(sketch);
    const taken = (theme) => join(pictures, bundle, `${name}.${theme}.png`);
    if (!themes.every((theme) => existsSync(taken(theme)))) return whole;
    for (const theme of themes)
      used.set(posix.join(posix.dirname(path), `${sketch}.${theme}.png`), taken(theme));
    return `<picture><source media="(prefers-color-scheme: dark)" srcset="${sketch}.dark.png"><img src="${sketch}.light.png" alt="${alt}" loading="lazy"></picture>`;
  });
}
