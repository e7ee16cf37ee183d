import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.js';

const definitions = fileURLToPath(new URL('../../definitions', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dashwright-prove-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let out = '';
let error = '';
beforeEach(() => {
  out = '';
  error = '';
});
async function dashwright(...args: string[]): Promise<number> {
  return main(args, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    progress: () => undefined,
    color: false,
  });
}

const bundle = 'seamless_v2_observability';

describe('dashwright test', () => {
  test('runs all scenarios of a bundle, says what they are worth and exits with 0', async () => {
    const args = ['--coverage', '--mutate', '--min-coverage', '100', '--min-score', '90'];
    const code = await dashwright('test', bundle, '--definitions', definitions, ...args);
    expect(error).toBe('');
    expect(out).toMatch(new RegExp(`${bundle}: \\d+ scenarios, all hold\n`));
    expect(out).toContain('SeamlessBackfillStuckLease');
    expect(out).toContain('coverage 100%\n');
    expect(out).toMatch(/mutation score (9\d(\.\d)?|100)%\n$/);
    expect(code).toBe(0);
  });

  test('fails below what is asked for, and gives JSON to machines', async () => {
    const args = ['--min-score', '101', '--generated', '--format', 'json'];
    const code = await dashwright('test', bundle, '--definitions', definitions, ...args);
    expect(code).toBe(1);
    const report = JSON.parse(out);
    expect(report.bundles[0]).toMatchObject({ bundle, ok: true });
    expect(report.mutation[0].mutants.length).toBeGreaterThan(20);
    expect(report.mutationScore).toBeLessThanOrEqual(1);
    expect(report.generated[0].underived.length).toBeGreaterThan(0);
  });

  test('a scenario that does not hold: picture, file and line, exit code 1, nothing exported', async () => {
    const copy = join(folder, 'definitions');
    mkdirSync(copy, { recursive: true });
    cpSync(join(definitions, bundle), join(copy, bundle), { recursive: true });
    writeFileSync(
      join(copy, bundle, 'scenarios', 'wrong.ts'),
      [
        "import { constant, scenario } from 'dashwright';",
        "import { SeamlessBackfillStuckLease } from '../alerts.js';",
        "import { metrics } from '../metrics.js';",
        "export default scenario('wrong', { alerts: [SeamlessBackfillStuckLease] })",
        '  .series(metrics.backfill_completion_ratio, constant(0.2))',
        "  .quietAt('1h');",
      ].join('\n'),
    );
    const output = join(folder, 'refused');
    const code = await dashwright('test', '--definitions', copy, '--export', output);
    expect(code).toBe(1);
    expect(error).toContain(`✗ ${bundle}: wrong`);
    expect(error).toMatch(/SeamlessBackfillStuckLease should be quiet at 1h, but is firing since \d+m/);
    expect(error).toContain('scenarios/wrong.ts:6');
    expect(error).toContain('█ firing');
    expect(existsSync(output)).toBe(false);
  });

  test('exports for promtool, proves freshness, and a build leaves the files alone', async () => {
    const output = join(folder, 'dist');
    const args = ['test', bundle, '--definitions', definitions, '--export', output];
    expect(await dashwright(...args, '--check')).toBe(1);
    expect(error).toContain(`prometheus/${bundle}/tests/${bundle}_test.yml in ${output} is not up to date`);
    error = '';
    expect(await dashwright(...args)).toBe(0);
    const file = join(output, 'prometheus', bundle, 'tests', `${bundle}_test.yml`);
    const written = readFileSync(file, 'utf8');
    expect(written).toContain('rule_files:\n  - ../recording_rules.yml\n  - ../alert_rules.yml\n');
    expect(await dashwright(...args, '--check')).toBe(0);
    expect(await dashwright('build', bundle, '--definitions', definitions, '--out', output, '--quiet')).toBe(
      0,
    );
    expect(readFileSync(file, 'utf8')).toBe(written);
    writeFileSync(file, `${written}\n`);
    expect(await dashwright(...args, '--check')).toBe(1);
  });

  test('a bundle that does not exist is wrong usage', async () => {
    expect(await dashwright('test', 'nowhere', '--definitions', definitions)).toBe(2);
    expect(error).toContain('no bundle nowhere');
  });
});
