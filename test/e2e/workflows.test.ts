import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { repository } from './support/folders.js';
import { run, tool } from './support/tools.js';

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(repository, '.github', 'workflows');
const workflows = readdirSync(folder)
  .filter((file) => file.endsWith('.yml'))
  .sort()
  .map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    return { file, text, workflow: load(text) as Workflow };
  });

/** The command line in CI: `node bin/dashwright.js <command> …`. */
function dashwright(...args: string[]) {
  return run(process.execPath, [join(repository, 'bin', 'dashwright.js'), ...args]);
}

/** Every call of dashwright in a workflow: the command and its options. */
function callsIn({ jobs }: Workflow): { command: string; options: string[] }[] {
  return scriptsIn(jobs).flatMap((script) =>
    [...script.matchAll(/dashwright(?:\.js)? ([a-z]+)([^\n|>]*)/g)].map(([, command = '', rest = '']) => ({
      command,
      options: [...rest.matchAll(/(?<=\s)--[a-z][a-z-]*/g)].map(([option]) => option),
    })),
  );
}

function scriptsIn(jobs: Workflow['jobs']): string[] {
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []));
}

test('there is one for pull requests and one for releases', () => {
  expect(workflows.map(({ file }) => file)).toEqual(['pull-request.yml', 'release.yml']);
});

describe.each(workflows)('$file', ({ file, text, workflow }) => {
  test('passes actionlint', async () => {
    // Otherwise it would use the shellcheck and pyflakes of this machine.
    const result = await run(tool('actionlint'), [
      '-no-color',
      '-shellcheck=',
      '-pyflakes=',
      join(folder, file),
    ]);
    expect(result).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  test('pins every action to a commit, with the version as a comment', () => {
    const uses = text.split('\n').filter((line) => line.includes('uses:'));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('has read permissions unless a job sets others, and every job has a timeout', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  test('puts no untrusted input into a script', () => {
    for (const script of scriptsIn(workflow.jobs)) expect(script).not.toContain('${{');
  });

  describe('commands in workflows', () => {
    let help: string;
    beforeAll(async () => {
      help = (await dashwright('--help')).stdout;
    });

    test('exist, with their options', async () => {
      const calls = callsIn(workflow);
      expect(calls.length).toBeGreaterThan(0);
      const known = [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, command]) => command);
      for (const { command, options } of calls) {
        expect(known).toContain(command);
        const { stdout } = await dashwright(command, '--help');
        for (const option of options) expect(stdout).toMatch(new RegExp(`${option}\\b`));
      }
    });

    test('and npm scripts exist too', () => {
      const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
        scripts: Readonly<Record<string, string>>;
      };
      const named = scriptsIn(workflow.jobs).flatMap((script) =>
        [...script.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name = '']) => name),
      );
      expect(named.filter((name) => name !== 'ci' && !Object.hasOwn(scripts, name))).toEqual([]);
    });
  });
});

test('only jobs that run no code of a change may write to a pull request', () => {
  const found = workflows.find(({ file }) => file === 'pull-request.yml');
  const jobs = Object.values(found?.workflow.jobs ?? {});
  const writing = jobs.filter(({ permissions }) => permissions);
  expect(writing.map(({ permissions }) => permissions)).toEqual([{ 'pull-requests': 'write' }]);
  for (const { steps } of writing) {
    expect(steps.map(({ uses }) => uses?.split('@')[0])).not.toContain('actions/checkout');
  }
});
