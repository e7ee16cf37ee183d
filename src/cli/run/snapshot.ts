import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { counted } from '../../check/index.js';
import { type Engine, startAlertmanager, startEngine } from '../../pipeline/engine.js';
import { previewSource } from '../../pipeline/preview.js';
import { pageFolder, type SiteBundle, type SiteFiles, servePreview, siteFiles } from '../../preview/index.js';
import {
  type Comparison,
  comparisonMarkdown,
  findChromium,
  type Picture,
  type Theme,
  takePictures,
  type View,
  viewsOf,
} from '../../snapshot/index.js';
import { jsonText } from '../json.js';
import type { DefinitionOptions } from '../options/definitions.js';
import type { Console } from '../terminal/console.js';
import { today } from '../today.js';
import { allowedHosts } from './allowed-host.js';
import { type DefinitionsBefore, definitionsBefore } from './definitions-before.js';
import { failOnSiteFinding } from './load-or-fail.js';

export interface SnapshotOptions extends DefinitionOptions {
  readonly out: string;
  readonly theme: Theme | 'both';
  readonly incidents: boolean;
  readonly against?: string;
  readonly format: string;
}

/**
 * Takes pictures of bundles into a folder; with `against`, of changed views before and after, with a comment.
 *
 * @throws UsageError for definitions that cannot be loaded
 * @throws BrowserMissingError without a browser
 */
export async function runSnapshot(
  names: readonly string[],
  options: SnapshotOptions,
  console: Console,
): Promise<void> {
  const { definitions, out, against, theme } = options;
  const browser = findChromium(process.env);
  const page = await pageFolder(console.progress);
  const engine = await startEngine();
  const themes: readonly Theme[] = theme === 'both' ? ['dark', 'light'] : [theme];
  const take = (from: DefinitionsBefore): AsyncGenerator<Picture> =>
    picturesOf({ ...from, incidents: options.incidents, browser, page, themes, engine, console });
  const before =
    against === undefined
      ? undefined
      : ((await definitionsBefore(definitions, against, names, (was) => collected(take(was)))) ?? new Map());
  const written: string[] = [];
  const write = (path: string, content: Buffer | string): void => {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), content);
    written.push(path);
  };
  let changed: number | undefined;
  if (before === undefined) {
    for await (const picture of take({ folder: definitions, names })) write(pathOf(picture), picture.png);
  } else {
    const comparisons: Comparison[] = [];
    for await (const picture of take({ folder: definitions, names })) {
      const path = pathOf(picture);
      const was = before.get(path);
      before.delete(path);
      const differs = was === undefined || !was.png.equals(picture.png);
      write(path, picture.png);
      if (was && differs) write(pathOf(was, 'before'), was.png);
      comparisons.push({
        view: themed(picture, themes),
        before: was && differs ? pathOf(was, 'before') : undefined,
        after: path,
        changed: differs,
      });
    }
    for (const was of before.values()) {
      write(pathOf(was, 'before'), was.png);
      comparisons.push({ view: themed(was, themes), before: pathOf(was, 'before'), changed: true });
    }
    write('comment.md', comparisonMarkdown(comparisons, against ?? ''));
    console.progress('');
    changed = comparisons.filter((one) => one.changed).length;
    if (options.format === 'text')
      console.out(
        `${comparisons.filter(({ changed }) => changed).length} of ${comparisons.length} changed\n`,
      );
  }
  console.progress('');
  if (options.format === 'json') {
    console.out(jsonText({ out, files: written, ...(changed !== undefined && { changed }) }));
  } else console.out(`${out}: ${counted(written.length, 'file')}\n`);
}

function pathOf({ view, theme }: Pick<Picture, 'view' | 'theme'>, mark = ''): string {
  return `${view.name}.${theme}${mark && `.${mark}`}.png`;
}

function themed({ view, theme }: Picture, themes: readonly Theme[]): View {
  return themes.length > 1 ? { ...view, title: `${view.title}, ${theme}` } : view;
}

interface Taking extends DefinitionsBefore {
  readonly incidents: boolean;
  readonly browser: string;
  readonly page: string;
  readonly themes: readonly Theme[];
  readonly engine: Engine;
  readonly console: Console;
}

async function* picturesOf(taking: Taking): AsyncGenerator<Picture> {
  const { folder, names, incidents, browser, page, themes, engine, console } = taking;
  const { progress } = console;
  const settings = { today: today() };
  const source = await previewSource({ definitions: folder, names, progress, settings }, engine);
  const files = await siteFiles(source, engine, {
    revision: 1,
    live: false,
    watched: false,
    alertmanager: startAlertmanager,
  });
  failOnSiteFinding(files);
  const views = (await viewsIn(files)).filter(({ name }) => incidents || !name.includes('/incidents/'));
  const allowed = allowedHosts(['127.0.0.1']);
  const server = await servePreview({
    host: '127.0.0.1',
    port: 0,
    page,
    files: () => files,
    allowed: (host) => allowed(host) !== undefined,
  });
  try {
    yield* takePictures(views, { browser, url: server.url, themes, progress });
  } finally {
    await server.close();
  }
}

async function viewsIn({ site, read }: SiteFiles): Promise<View[]> {
  const views: View[] = [];
  for (const { name } of site.bundles)
    views.push(...viewsOf(JSON.parse((await read(`data/${name}/bundle.json`)) ?? '{}') as SiteBundle));
  return views;
}

/** Pictures by their path. */
async function collected(pictures: AsyncGenerator<Picture>): Promise<Map<string, Picture>> {
  const found = new Map<string, Picture>();
  for await (const picture of pictures) found.set(pathOf(picture), picture);
  return found;
}
