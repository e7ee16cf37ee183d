import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Converts links to Markdown files to links to pages. Returns the page, the files that it needs, and broken links. */
export function deadLinks(path, page, { root, pages, addressOf }) {
  const copied = [];
  const dead = [];
  const html = page.html.replaceAll(/ (href|src)="([^"]+)"/g, (whole, attribute, link) => {
    const url = link.replaceAll('&amp;', '&');
    if (/^[a-z]+:/i.test(url)) return whole;
    const [file = '', anchor] = url.split('#');
    const target =
      file === '' ? path : posix.normalize(posix.join(posix.dirname(path), decodeURIComponent(file)));
    const meant = [target, posix.join(target, 'README.md')].find((one) => pages.has(one));
    if (meant === undefined) {
      const found = !target.startsWith('..') && existsSync(join(root, target));
      if (!found) dead.push(`${path}: ${link} leads to no file`);
      else if (statSync(join(root, target)).isFile()) copied.push(target);
      else dead.push(`${path}: ${link} leads to a folder without README.md`);
      return whole;
    }
    if (anchor !== undefined && anchor !== '' && !pages.get(meant).anchors.has(decodeURIComponent(anchor)))
      dead.push(`${path}: ${link}: the page has no part #${anchor}`);
    if (file === '') return whole;
    const to =
      posix.relative(posix.dirname(addressOf(path)), addressOf(meant)) || posix.basename(addressOf(meant));
    return ` ${attribute}="${to}${anchor === undefined ? '' : `#${anchor}`}"`;
  });
  return { html, copied, dead };
}
