import { withExamples } from '../options/definitions.js';
import type { Register } from '../register.js';
import { path, revision, valueOption, webAddress } from '../values.js';
import { version } from '../version.js';

interface PackageCommandOptions {
  readonly from: string;
  readonly out: string;
  readonly url?: string;
  readonly source?: string;
  readonly revision?: string;
}

/** `dashwright package`: what a build has written, as files to publish. */
export const registerPackage: Register = (program, console) => {
  const command = program
    .command('package')
    .description(
      'pack charts and Terraform modules, for Kubernetes and for Grafana, with checksums, bills of materials and the index of a chart repository',
    )
    .argument('[bundles...]', 'names of bundles; all when none is named')
    .addOption(valueOption('--from <dir>', 'folder of a build', path).default('dist'))
    .addOption(valueOption('--out <dir>', 'folder for the packages', path).default('packages'))
    .addOption(valueOption('--url <url>', 'where that folder will be served, for index.yaml', webAddress))
    .addOption(valueOption('--source <url>', 'repository that the packages come from', webAddress))
    .addOption(
      valueOption(
        '--revision <commit>',
        'its commit; by default the one that last changed the chart',
        revision,
      ),
    );
  withExamples(command, {
    'dashwright package --out packages': 'all bundles of dist/',
    'dashwright package qmtl --url https://charts.example.com': 'one bundle, for a chart repository',
  });
  command.action(async (names: string[], options: PackageCommandOptions) => {
    const { packBundles, writePackages } = await import('../../ship/index.js');
    const { from, source, revision: commit } = options;
    const packed = packBundles({ from, names, source, revision: commit, toolVersion: version() });
    const files = writePackages(packed, options.out, options.url ?? '');
    console.out(files.map((file) => `${options.out}/${file}\n`).join(''));
  });
};
