import { jsonText } from '../json.js';
import { withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import { buildFolderOption, revisionOption, sourceOption } from '../options/packages.js';
import type { Register } from '../register.js';
import { path, valueOption, webAddress } from '../values.js';
import { version } from '../version.js';

interface PackageCommandOptions {
  readonly from: string;
  readonly out: string;
  readonly url?: string;
  readonly source?: string;
  readonly revision?: string;
  readonly format: string;
}

/** `dashwright package`: packs the outputs of a build for publishing. */
export const registerPackage: Register = (program, console) => {
  const command = program
    .command('package')
    .description(
      'write charts and Terraform modules as reproducible archives, with checksums, SBOMs and an index for a chart repository',
    )
    .argument('[bundles...]', 'names of bundles; default: all')
    .addOption(buildFolderOption())
    .addOption(valueOption('--out <dir>', 'folder of the packages', path).default('packages'))
    .addOption(
      valueOption('--url <url>', 'URL at which the packages will be served, for index.yaml', webAddress),
    )
    .addOption(sourceOption())
    .addOption(revisionOption());
  command.addOption(formatOption('json'));
  withExamples(command, {
    'dashwright package --out packages': 'all bundles in dist/',
    'dashwright package qmtl --url https://charts.example.com':
      'one bundle, with an index for a chart repository',
  });
  command.action(async (names: string[], options: PackageCommandOptions) => {
    const { packBundles, writePackages } = await import('../../ship/index.js');
    const { from, source, revision: commit } = options;
    const packed = packBundles({ from, names, source, revision: commit, toolVersion: version() });
    const files = writePackages(packed, options.out, options.url ?? '');
    const paths = files.map((file) => `${options.out}/${file}`);
    console.out(
      options.format === 'json' ? jsonText({ files: paths }) : paths.map((file) => `${file}\n`).join(''),
    );
  });
};
