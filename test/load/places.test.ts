import { afterEach, describe, expect, it } from 'vitest';
import { type Project, project } from '../support/project.js';

let made: Project | undefined;
afterEach(() => made?.remove());

describe('a place', () => {
  it.each(['한국어', 'mit leer', '100%', 'ü%41'])(
    'in the folder %s is printed as it is written',
    async (folder) => {
      made = project({
        [`${folder}/shop/bundle.ts`]:
          "import * as d from 'dashwright';\nexport default d.bundle({ nam: 'shop' } as any);\n",
      });
      const { code, errors } = await made.run('check', '--definitions', made.path(folder));
      expect(code).toBe(1);
      expect(errors).toContain(`${folder}/shop/bundle.ts:2:`);
    },
  );
});
