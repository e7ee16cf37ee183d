import type { ModuleOutput } from '../terraform/outputs.js';

/** All outputs of the module; their values are in the template of outputs.tf. */
export const grafanaOutputs: readonly ModuleOutput[] = [
  {
    name: 'dashboards',
    about: 'The uid, the URL and the title of the folder of each dashboard, by its name.',
  },
  { name: 'folders', about: 'The uids of the folders created by this module, by title.' },
];
