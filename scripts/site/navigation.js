import { escaped } from './layout.js';

/** The list of pages next to each page; the section with the current page is open. */
export function navigation(groups, current, addressOf) {
  return [...groups]
    .map(([group, entries]) => {
      const open = group === 'Start' || entries.some(({ path }) => path === current);
      const items = entries.map(
        ({ path, title }) =>
          `<li><a href="${addressOf(path)}"${path === current ? ' aria-current="page"' : ''}>${escaped(title)}</a></li>`,
      );
      return `<details${open ? ' open' : ''}><summary>${group}</summary><ul>${items.join('')}</ul></details>`;
    })
    .join('\n');
}
