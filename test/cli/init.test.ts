import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { type Project, project } from '../support/project.js';

let made: Project | undefined;
afterEach(() => {
  vi.unstubAllEnvs();
  made?.remove();
});

const started = async (...args: string[]): Promise<Project> => {
  made = project();
  expect(await made.run('init', ...args, '--dir', made.folder)).toMatchObject({ code: 0, errors: '' });
  return made;
};

describe('init', () => {
  it('creates a project whose bundle builds without findings and whose scenarios pass', async () => {
    const { build, run, path, output } = await started('order-service');
    expect(await build()).toMatchObject({ code: 0, errors: '' });
    const definitions = ['--definitions', path('definitions')];
    expect(await run('check', '--strict', ...definitions)).toMatchObject({ code: 0 });
    expect(await run('test', ...definitions)).toMatchObject({
      code: 0,
      out: 'order-service: 4 scenarios, all hold\n',
    });
    expect(output()['prometheus/order-service/alert_rules.yml']).toContain(
      'alert: OrderServiceHighErrorRatio',
    );
    // What a team begins with tests each part of its rule.
    const proven = await run('test', '--coverage', '--mutate', ...definitions);
    expect(proven.out).toContain('coverage 100%');
    expect(proven.out).toContain('mutation score 100%');
    const manifest = JSON.parse(readFileSync(path('package.json'), 'utf8'));
    expect(manifest).toMatchObject({ private: true, type: 'module', scripts: { build: 'dashwright build' } });
    expect(existsSync(path('.github/workflows/monitoring.yml'))).toBe(true);
  });

  it('tells that scenarios which do not hold take no part in the mutation score', async () => {
    const { run, path } = await started('shop');
    const alerts = path('definitions/shop/alerts.ts');
    writeFileSync(alerts, readFileSync(alerts, 'utf8').replace('0.05', '0.02'));
    const { out } = await run('test', '--mutate', '--definitions', path('definitions'));
    expect(out).toContain('shop: 2 of 4 scenarios take no part in the mutation score, as they do not hold\n');
  });

  it('adds a bundle to an existing project without changing it', async () => {
    const { run, build, path, folder } = await started('shop', '--ci', 'gitlab');
    expect(existsSync(path('.gitlab-ci.yml'))).toBe(true);
    expect(existsSync(path('.github'))).toBe(false);
    const before = readFileSync(path('package.json'), 'utf8');
    expect(await run('init', 'shop_two', '--dir', folder)).toMatchObject({ code: 0 });
    expect(readFileSync(path('package.json'), 'utf8')).toBe(before);
    expect(await build()).toMatchObject({ code: 0, errors: '' });
  });

  it('adds to an existing package what its definitions need, whatever its modules are, and prints what it lacks', async () => {
    made = project({
      'package.json':
        '{ "type": "commonjs", "dependencies": { "dashwright": "0.1.0" }, "scripts": { "test": "x" } }',
      'tsconfig.json': '{ "compilerOptions": { "module": "commonjs" }, "include": ["src"] }',
    });
    const before = readFileSync(made.path('package.json'), 'utf8');
    const { code, out } = await made.run('init', 'shop', '--dir', made.folder);
    expect(code).toBe(0);
    expect(out).toContain('  npm install --save-dev typescript\n  npx dashwright build\n');
    expect(out).toContain(`
Useful in package.json:
  "build": "dashwright build" in "scripts", for npm run build
  "check": "dashwright check --types" in "scripts", for npm run check
`);
    expect(readFileSync(made.path('package.json'), 'utf8')).toBe(before);
    expect(readFileSync(made.path('definitions/AGENTS.md'), 'utf8')).toContain('npx dashwright test');
    const definitions = ['--definitions', made.path('definitions')];
    expect(await made.run('check', '--strict', ...definitions)).toMatchObject({ code: 0, errors: '' });
    // The compiler does not ask for "type": "module".
    expect(JSON.parse(readFileSync(made.path('definitions/tsconfig.json'), 'utf8'))).toMatchObject({
      compilerOptions: { module: 'esnext', moduleResolution: 'bundler', strict: true },
      include: ['.'],
    });
    // The next bundle adds nothing of this.
    const second = await made.run('init', 'shop_two', '--dir', made.folder, '--format', 'json');
    expect(JSON.parse(second.out)).toMatchObject({
      kept: [],
      files: expect.not.arrayContaining(['definitions/AGENTS.md']),
    });
  });

  it('writes definitions in a folder of a repository, whose findings GitHub shows beside its files', async () => {
    made = project({ '.git/HEAD': '' });
    await made.run('init', 'shop', '--dir', made.path('monitoring'));
    const alerts = made.path('monitoring/definitions/shop/alerts.ts');
    writeFileSync(alerts, readFileSync(alerts, 'utf8').replace('0.05', "'x'"));
    vi.stubEnv('GITHUB_WORKSPACE', made.folder);
    const definitions = ['--definitions', made.path('monitoring/definitions')];
    const github = await made.run('check', '--format', 'github', ...definitions);
    expect(github.out).toContain('::error file=monitoring/definitions/shop/alerts.ts,line=5,');
    const sarif = await made.run('check', '--format', 'sarif', ...definitions);
    expect(sarif.out).toContain('"uri": "monitoring/definitions/shop/alerts.ts"');
  });

  it('keeps files that a repository has before its first definitions', async () => {
    made = project({ '.gitignore': '*.log\n', 'AGENTS.md': 'ours' });
    const { code, out } = await made.run('init', 'shop', '--dir', made.folder);
    expect(code).toBe(0);
    expect(out).toContain('.gitignore is kept as it is; it needs the line node_modules/\n');
    expect(out).toContain('AGENTS.md is kept as it is\n');
    expect(readFileSync(made.path('AGENTS.md'), 'utf8')).toBe('ours');
    expect(existsSync(made.path('tsconfig.json'))).toBe(true);
  });

  it('writes nothing if one of the files of the bundle, or of the pipeline that is asked for, exists', async () => {
    made = project({ 'definitions/shop/alerts.ts': '// ours' });
    const refused = await made.run('init', 'shop', '--dir', made.folder);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.errors).toMatch(/alerts\.ts exists already .*nothing was written/);
    expect(existsSync(made.path('package.json'))).toBe(false);
    made.remove();
    made = project({ '.gitlab-ci.yml': '{}' });
    const pipeline = await made.run('init', 'shop', '--ci', 'gitlab', '--dir', made.folder);
    expect(pipeline.errors).toMatch(/\.gitlab-ci\.yml exists already/);
    // A file instead of a folder.
    made.remove();
    made = project();
    writeFileSync(made.path('definitions'), '');
    expect(await made.run('init', 'shop', '--dir', made.folder)).toMatchObject({ code: 2 });
    expect(existsSync(made.path('package.json'))).toBe(false);
  });

  it.each([
    ['package-lock.json', 'npm ci', 'npx', undefined],
    [
      'pnpm-lock.yaml',
      'pnpm install --frozen-lockfile',
      'pnpm exec',
      { uses: 'pnpm/action-setup@v4', with: { version: 10 } },
    ],
    ['yarn.lock', 'yarn install --frozen-lockfile', 'yarn run', undefined],
  ])(
    'writes a pipeline that runs in a folder of a repository with %s',
    async (lockFile, install, exec, setup) => {
      made = project({ '.git/HEAD': '', [lockFile]: '', 'my shop/readme.md': '' });
      await made.run('init', 'shop', '--dir', made.path('my shop'));
      const workflow = parse(readFileSync(made.path('.github/workflows/monitoring.yml'), 'utf8'));
      const { defaults, steps } = workflow.jobs.build;
      expect(defaults.run['working-directory']).toBe('my shop');
      const cache = { npm: 'npm', pnpm: 'pnpm', yarn: 'yarn' }[install.split(' ')[0] as 'npm'];
      expect(steps).toContainEqual({
        uses: 'actions/setup-node@v4',
        with: { 'node-version': 22, cache, 'cache-dependency-path': lockFile },
      });
      if (setup) expect(steps).toContainEqual(setup);
      expect((steps as { run?: string }[]).flatMap(({ run }) => run ?? [])).toEqual([
        install,
        `${exec} dashwright check --types --format github`,
        `${exec} dashwright test`,
        `${exec} dashwright build && git add --intent-to-add dist && git diff --exit-code --stat -- dist`,
      ]);
      const gitlab = await made.run('init', 'two', '--dir', made.path('my shop'), '--ci', 'gitlab');
      expect(gitlab).toMatchObject({ code: 0, errors: '' });
      const { script, cache: kept } = parse(readFileSync(made.path('.gitlab-ci.yml'), 'utf8')).monitoring;
      expect(kept.key.files).toEqual([lockFile]);
      expect(script[0]).toBe("cd 'my shop'");
      expect(script).toContain(`${exec} dashwright test`);
    },
  );

  it.each(['Shop', '../shop', 'shop/x', '', 'a'.repeat(41), '가게', 'shop_', '-x'])(
    'refuses the name "%s"',
    async (name) => {
      made = project();
      expect(await made.run('init', '--dir', made.folder, '--', name)).toMatchObject({ code: 2 });
      expect(existsSync(made.path('package.json'))).toBe(false);
    },
  );

  it('does not wait for an answer if nobody can give one', async () => {
    made = project();
    const refused = await made.run('init', '--dir', made.folder);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.errors).toContain('dashwright init shop');
  });
});
