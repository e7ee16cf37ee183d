import type { Check } from '../../check.js';
import type { Subject } from '../../collect/subject.js';
import { bundleName } from '../../names.js';

export const name: Check = {
  id: 'bundle/name',
  level: 'error',
  summary: 'a bundle name that is not a valid folder name, or that two bundles share',
  build(bundles, report) {
    const known = new Map<string, { readonly name: string; readonly subject: Subject }>();
    for (const { name: own, subject } of bundles) {
      if (!bundleName.test(own)) {
        report(subject, `the bundle name "${own}" is not a valid name for an output folder`, {
          expected: 'letters, digits, - and _, starting with a letter or digit',
        });
      }
      // File systems that ignore case would put both into one folder.
      const folder = own.toLowerCase();
      const other = known.get(folder);
      if (other !== undefined) {
        const message =
          other.name === own
            ? `two bundles are named ${own}`
            : `the bundles ${other.name} and ${own} differ only in case: on macOS and Windows, the files of one overwrite those of the other`;
        const details = { expected: 'one name per bundle', cause: message };
        report(other.subject, message, details);
        report(subject, message, details);
      }
      known.set(folder, other ?? { name: own, subject });
    }
  },
};
