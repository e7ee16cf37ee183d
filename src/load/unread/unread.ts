import { basename, dirname } from 'node:path';
import type { Finding } from '../../check/index.js';
import type { BundleFolder } from '../find.js';
import { exportsBundle } from '../without-bundle.js';
import { filesIn, filesUnder, script, type UnreadOptions } from './files.js';
import {
  entryFinding,
  isEntry,
  isSettings,
  nestedFinding,
  scriptFinding,
  settingsFinding,
  unreadScripts,
} from './scripts.js';
import { textFinding, unreadTexts } from './texts.js';
import { unusedDefinitions } from './unused-definitions.js';

/** What was found in a folder of definitions. */
export interface Unread {
  readonly findings: readonly Finding[];
  /** All folders that were looked into, and the scripts that nothing reads: absolute paths. */
  readonly looked: readonly string[];
}

/**
 * Files of a bundle that look as if they were part of it, and are not: scenarios in a folder that is not looked into,
 * alerts that nothing imports, runbooks with another ending. Whoever wrote them believes that they are in effect.
 */
export function unreadOfBundle(
  { name, folder, entry }: BundleFolder,
  texts: { readonly runbooks: readonly string[]; readonly templates: readonly string[] },
  options: UnreadOptions,
): Unread {
  const found = filesUnder(folder);
  const scripts = unreadScripts(found.files, options);
  const findings = [
    ...scripts.filter(({ file }) => !isEntry(file)).map(scriptFinding(options)),
    ...scripts
      .filter(({ file }) => isEntry(file))
      .map(({ file }) =>
        dirname(file) === folder ? entryFinding(file, entry, options) : nestedFinding(file, options),
      ),
    ...unreadTexts(folder, found.files, texts).map(textFinding(name, options)),
    ...unusedDefinitions(folder, options),
  ];
  return withLevel(findings, [...found.folders, ...scripts.map(({ file }) => file)], options);
}

/**
 * Files beside the folders of the bundles: settings of checks under another name, alerts that nothing imports, and
 * bundles in folders of folders.
 *
 * @param bundles names of the folders of bundles
 */
export function unreadBesideBundles(bundles: readonly string[], options: UnreadOptions): Unread {
  const { definitions } = options;
  const { files, folders } = filesIn(definitions);
  const nested = folders
    .filter((folder) => !bundles.includes(basename(folder)))
    .flatMap((folder) => filesUnder(folder).files.filter((file) => dirname(file) !== folder))
    .filter((file) => script.test(file) && isEntry(file) && exportsBundle(file));
  const scripts = unreadScripts(files, options);
  const settings = files.filter((file) => script.test(file) && isSettings(file) && !options.read.has(file));
  const findings = [
    ...nested.map((file) => nestedFinding(file, options)),
    ...settings.map((file) => settingsFinding(file, options)),
    ...scripts.filter(({ file }) => !settings.includes(file)).map(scriptFinding(options)),
  ];
  return withLevel(findings, [definitions, ...settings, ...scripts.map(({ file }) => file)], options);
}

function withLevel(findings: Finding[], looked: readonly string[], { level }: UnreadOptions): Unread {
  return { findings: level ? findings.map((one) => ({ ...one, level })) : findings, looked };
}
