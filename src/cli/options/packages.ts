import type { Option } from 'commander';
import { path, revision, valueOption, webAddress } from '../values.js';

/** `--from`: the build whose files are packaged. */
export function buildFolderOption(): Option {
  return valueOption('--from <dir>', 'output folder of the build', path).default('dist');
}

/** `--source`, for the metadata of packages. */
export function sourceOption(): Option {
  return valueOption('--source <url>', 'URL of the source repository', webAddress);
}

/** `--revision`, for the metadata of packages. */
export function revisionOption(): Option {
  return valueOption(
    '--revision <commit>',
    'commit of the sources; default: the last commit that changed the chart',
    revision,
  );
}
