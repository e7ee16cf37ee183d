import { existsSync, readFileSync } from 'node:fs';
import { afterEach } from 'vitest';
import { type Project, project, type Ran } from '../../support/project.js';

export interface Imported extends Ran {
  /** Whether definitions were written. */
  readonly written: boolean;
  /** The text of a file of the definitions. */
  read(file: string): string;
}

/** `dashwright import` of the folder `in/`, in a project for each call, which is removed after the test. */
export function importing(): (
  files: Readonly<Record<string, string>>,
  ...args: string[]
) => Promise<Imported> {
  let open: Project | undefined;
  afterEach(() => open?.remove());
  return async (files, ...args) => {
    open = project(files);
    const { path, run } = open;
    const ran = await run('import', path('in'), '--out', path('definitions/a'), ...args);
    return {
      ...ran,
      written: existsSync(path('definitions/a')),
      read: (file) => readFileSync(path('definitions/a', file), 'utf8'),
    };
  };
}
