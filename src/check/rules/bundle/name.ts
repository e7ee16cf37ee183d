import type { Check } from '../../check.js';
import { bundleName } from '../../names.js';

export const name: Check = {
  id: 'bundle/name',
  level: 'error',
  summary: 'a bundle name that is not a valid folder name, or that two bundles share',
  build(bundles, report) {
    const known = new Set<string>();
    for (const { name: own, subject } of bundles) {
      if (!bundleName.test(own)) {
        report(subject, `the bundle name "${own}" is not a valid name for an output folder`, {
          expected: 'letters, digits, - and _, starting with a letter or digit',
        });
      }
      // File systems that ignore case would put both into one folder.
      const folder = own.toLowerCase();
      if (known.has(folder))
        report(subject, `two bundles are named ${own}`, { expected: 'one name per bundle' });
      known.add(folder);
    }
  },
};
