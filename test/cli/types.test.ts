import { mkdirSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';
import { everything } from '../support/sample.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const bundle = 'definitions/shop/bundle.ts';
const source = shopBundle()[bundle].replace(/^const (metrics|QueueLong) /gm, 'export const $1 ');
const scenario = `import { constant, scenario } from 'dashwright/testing';
import { metrics, QueueLong } from '../bundle.js';

export default scenario('jobs pile up', { alerts: [QueueLong] })
  .series(metrics.queue_length, { queue: 'mail' }, constant(200))
  .firingAt('10m');
`;
const configuration = (include: readonly string[], more: object = {}) =>
  JSON.stringify({
    compilerOptions: {
      strict: true,
      module: 'nodenext',
      target: 'es2022',
      // Without the DOM declarations, half of what the compiler would read.
      lib: ['es2022'],
      skipLibCheck: true,
      ...more,
    },
    include,
  });
const right = {
  ...shopBundle(),
  [bundle]: source,
  'package.json': '{ "type": "module" }',
  'definitions/shop/scenarios/queue.ts': scenario,
};
/** Line 2 of the bundle: an error for the compiler, not for a build. */
const wrong = { ...right, [bundle]: source.replace('\n', "\nexport const most: number = 'ten';\n") };
const message = "TS2322: Type 'string' is not assignable to type 'number'.";

let shop: Project;
afterEach(() => shop.remove());

/**
 * A project with this package and a compiler among its dependencies, under the compiler's name in our
 * package.json.
 */
function installed(files: Readonly<Record<string, string>>, compiler?: string): Project {
  shop = project(files);
  mkdirSync(shop.path('node_modules'), { recursive: true });
  symlinkSync(root, shop.path('node_modules/dashwright'), 'junction');
  if (compiler !== undefined)
    symlinkSync(`${root}/node_modules/${compiler}`, shop.path('node_modules/typescript'), 'junction');
  return shop;
}
const check = (...args: string[]) => shop.run('check', '--definitions', shop.path('definitions'), ...args);

const configurations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'without a tsconfig.json': {},
  'with that of the project, which has errors elsewhere': {
    'tsconfig.json': configuration(['.']),
    'src/a.ts': "export const a: number = 'x';\n",
  },
  'with one of the definitions': { 'definitions/tsconfig.json': configuration(['.']) },
  'with one that asks for declarations and the state of the last compilation': {
    'tsconfig.json': configuration(['definitions'], {
      composite: true,
      emitDeclarationOnly: true,
      tsBuildInfoFile: 'state',
    }),
  },
};

const names = Object.keys(configurations);
// Each compiles twice, some with a compiler that takes seconds: `npm run prove` tries them all.
const compilers: [string, string[]][] = everything
  ? [
      ['typescript', names],
      // Where the configuration is found does not depend on the compiler.
      ['typescript5', names.filter((name) => !/with (that|one) of/.test(name))],
    ]
  : [['typescript', names.filter((name) => !/of the definitions|without/.test(name))]];

describe.each(compilers)('check --types with %s', (compiler, some) => {
  test.each(some)('%s', async (name) => {
    installed({ ...wrong, ...configurations[name] }, compiler);
    const refused = await check('--types');
    expect(refused.errors).toContain(message);
    expect(refused.errors).toMatch(/definitions\/shop\/bundle\.ts:2:14/);
    expect(refused.errors).toContain('definition/type');
    expect(refused.code).toBe(1);
    shop.write(right);
    expect(await check('--types')).toMatchObject({ code: 0, errors: '' });
    expect(Object.keys(shop.output())).toEqual([]);
  });
});

describe('check --types', () => {
  test.each(everything ? ['json', 'sarif', 'junit', 'github'] : ['sarif'])(
    'finds errors that check alone does not, and reports them as %s',
    async (format) => {
      installed(wrong, 'typescript');
      expect(await check('--format', format)).toMatchObject({ code: 0 });
      const { out, code } = await check('--types', '--format', format);
      expect(out).toContain('definition/type');
      expect(out).toContain('definitions/shop/bundle.ts');
      expect(out).toContain('TS2322');
      expect(code).toBe(1);
    },
  );

  test("reports other findings too, and the details of the compiler's message", async () => {
    const deep =
      "export const deep: { a: () => { b: number } } = { a: () => ({ b: 'x' }) } as { a: () => { b: string } };";
    installed(
      { ...shopBundle(), 'package.json': '{ "type": "module" }', [bundle]: `${source}${deep}\n` },
      'typescript',
    );
    const { errors } = await check('--types');
    expect(errors).toContain("Type 'string' is not assignable to type 'number'.");
    expect(errors).toContain('alert/no-scenario');
  });

  test('checks a single bundle, with what several bundles share', async () => {
    const bank = source.replaceAll("'shop'", "'bank'").replaceAll('QueueLong', 'BankQueueLong');
    const shared = { 'definitions/common/a.ts': 'export const a: number = true;\n' };
    installed(
      {
        ...wrong,
        ...shared,
        'definitions/bank/bundle.ts': bank,
        'definitions/bank/runbooks/queue-long.md': '# Q\n',
      },
      'typescript',
    );
    const { errors } = await check('bank', '--types');
    expect(errors).toContain('definitions/common/a.ts:1');
    expect(errors).not.toContain(message);
  });

  test('a tsconfig.json that excludes the definitions is rejected', async () => {
    installed(
      { ...wrong, 'src/a.ts': 'export {};\n', 'tsconfig.json': configuration(['src']) },
      'typescript',
    );
    const { errors, code } = await check('--types');
    expect(errors).toMatch(/tsconfig\.json leaves out .*definitions\/shop\/bundle\.ts and 1 more/);
    expect(errors).toContain('"include"');
    expect(code).toBe(2);
  });

  test('an invalid tsconfig.json is an error with its line', async () => {
    installed(
      { ...right, 'tsconfig.json': configuration(['definitions'], { modul: 'nodenext' }) },
      'typescript',
    );
    const { errors, code } = await check('--types');
    expect(errors).toMatch(/tsconfig\.json:1/);
    expect(errors).toContain("'modul'");
    expect(code).toBe(1);
  });

  test('without TypeScript, it says how to install it', async () => {
    installed(right);
    const { errors, code } = await check('--types');
    expect(errors).toContain('npm install --save-dev typescript (5.4 or later)');
    expect(code).toBe(2);
  });

  test('and also if TypeScript is too old', async () => {
    installed({
      ...right,
      'node_modules/typescript/package.json':
        '{ "name": "typescript", "version": "5.3.3", "bin": { "tsc": "tsc" } }',
    });
    const { errors, code } = await check('--types');
    expect(errors).toContain('TypeScript 5.4 or later');
    expect(errors).toContain('5.3.3');
    expect(code).toBe(2);
  });
});
