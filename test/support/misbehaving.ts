import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { type Project, project, shopBundle } from './project.js';

const bin = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));
const bundle = 'definitions/shop/bundle.ts';
const { [bundle]: source } = shopBundle();

/** A scenario of the alert of the shop. */
export const scenario = `import { constant, scenario } from 'dashwright/testing';
import shop from '../bundle.js';

export default scenario('jobs pile up', { alerts: [shop.options.alerts.QueueLong] })
  .series(shop.options.metrics.queue_length, constant(200))
  .firingAt('10m');
`;

const withLines = (text: string, lines: string) => text.replace('\n', `\n${lines}\n`);

/** A project with the bundle of the shop, with lines before it, the first of which is line 2 of the file. */
export function shopWith(lines: string, more: Readonly<Record<string, string>> = {}): Project {
  return project({
    ...shopBundle(),
    [bundle]: withLines(source, lines),
    'definitions/shop/scenarios/queue.ts': scenario,
    ...more,
  });
}

/** A project with a bundle for each of these lines: `shop0`, `shop1` and so on. */
export function shopsWith(all: readonly string[]): Project {
  const files = all.map((lines, index) => {
    const named = source.replaceAll("'shop'", `'shop${index}'`).replaceAll('QueueLong', `Queue${index}Long`);
    return {
      [`definitions/shop${index}/bundle.ts`]: withLines(named, lines),
      [`definitions/shop${index}/runbooks/queue-long.md`]: '# Queue is long\n',
    };
  });
  return project(Object.assign({}, ...files));
}

/**
 * In a separate process, because what ends a process would end that of the tests. What happens while definitions load
 * is the same for all commands: `list` does nothing else, in a third of the time of `check`.
 *
 * @param environment variables in addition to those of the tests
 */
export async function dashwright(
  shop: Project,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
) {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: shop.folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const guard = setTimeout(() => child.kill('SIGKILL'), 240_000);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  const [code] = await once(child, 'close');
  clearTimeout(guard);
  return { code, text };
}

/** The command fails without a stack trace. Returns its findings. */
export async function refused(...given: Parameters<typeof dashwright>): Promise<string[]> {
  const { code, text } = await dashwright(...given);
  expect(text).not.toMatch(/\n\s+at |internal error/);
  expect(code, text).toBe(1);
  return text.split('\n\n');
}

/** One of the findings has this place and this message. */
export function expectFinding(findings: readonly string[], place: string, says: string): void {
  const found = findings.some((finding) => finding.includes(place) && finding.includes(says));
  expect(found, `${place} … ${says}\n\nin\n\n${findings.join('\n\n')}`).toBe(true);
}

/**
 * Tries with a quarter of a second for the definitions, each of which is waited for. A busy machine may need longer for
 * what comes before a loop: there the same has to be found with more, up to twenty seconds.
 */
export async function withLimit(
  attempt: (limit: readonly string[], seconds: string) => Promise<void>,
): Promise<void> {
  for (const seconds of ['0.25', '1', '5']) {
    try {
      return await attempt(['--definitions-timeout', seconds], seconds);
    } catch {
      // With more time.
    }
  }
  return attempt(['--definitions-timeout', '20'], '20');
}
