import { afterEach, describe, expect, it } from 'vitest';
import { DefinitionError } from '../../src/catalog/index.js';
import { SourceError } from '../../src/diff/source.js';
import { Mistake } from '../../src/errors/mistake.js';
import { UsageError } from '../../src/load/index.js';
import { OutputBusyError } from '../../src/output/lock.js';
import { OutputError } from '../../src/output/write.js';
import { ShipError } from '../../src/ship/ship-error.js';
import { type Project, project } from '../support/project.js';

let made: Project | undefined;
afterEach(() => made?.remove());

describe('mistakes of users', () => {
  it.each([UsageError, OutputError, OutputBusyError, ShipError, SourceError])(
    'in arguments: %o exits with code 2',
    (Kind) => {
      const error = new Kind('no');
      expect(error).toBeInstanceOf(Mistake);
      expect(error.exitCode).toBe(2);
    },
  );

  it('in definitions exit with code 1', () => {
    expect(new DefinitionError('no')).toBeInstanceOf(Mistake);
    expect(new DefinitionError('no').exitCode).toBe(1);
  });

  it('are printed without a stack trace', async () => {
    made = project();
    const ran = await made.run('check', '--definitions', made.path('nowhere'));
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(/^dashwright: no folder of definitions at .*\n$/);
  });

  it('a regular expression that JavaScript rejects has its place', async () => {
    made = project({
      'definitions/shop/bundle.ts':
        "import { catalog, gauge } from 'dashwright';\nconst metrics = catalog({ load: gauge({ help: 'Load.', labels: { zone: ['a'] } }) });\nexport default\n  metrics.load.where({ zone: /(a/ });\n",
    });
    for (const command of ['check', 'build', 'test']) {
      const ran = await made.run(command, '--definitions', made.path('definitions'));
      expect(ran.code, command).toBe(1);
      expect(ran.errors + ran.out).toMatch(/shop\/bundle\.ts:4:\d+ error definition\/syntax/);
      expect(ran.errors + ran.out).toContain('Invalid regular expression: /(a/: Unterminated group');
      expect(ran.errors).not.toContain('    at ');
    }
  });
});
