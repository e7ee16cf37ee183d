import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../src/cli/main.js';

/** A folder with its own definitions and outputs, as a team has it. */
export interface Project {
  readonly folder: string;
  path(...parts: string[]): string;
  write(files: Readonly<Record<string, string>>): void;
  /** Runs the command line with `--definitions` and `--out` of this project. */
  build(...args: string[]): Promise<Ran>;
  run(...args: string[]): Promise<Ran>;
  /** Every file under `dist/` with its content. */
  output(): Record<string, string>;
  remove(): void;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
  /** The progress messages, such as loading definitions. */
  readonly steps: readonly string[];
}

export function project(files: Readonly<Record<string, string>> = {}): Project {
  const folder = mkdtempSync(join(tmpdir(), 'dashwright-test-'));
  const path = (...parts: string[]) => join(folder, ...parts);
  const self: Project = {
    folder,
    path,
    write(texts) {
      for (const [file, text] of Object.entries(texts)) {
        mkdirSync(dirname(path(file)), { recursive: true });
        writeFileSync(path(file), text);
      }
    },
    build: (...args) =>
      self.run('build', '--definitions', path('definitions'), '--out', path('dist'), ...args),
    async run(...args) {
      let out = '';
      let errors = '';
      const steps: string[] = [];
      const code = await main(args, {
        out: (text) => {
          out += text;
        },
        error: (text) => {
          errors += text;
        },
        progress: (text) => {
          if (text !== '') steps.push(text);
        },
        color: false,
      });
      return { code, out, errors, steps };
    },
    output: () => filesUnder(path('dist')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  self.write(files);
  return self;
}

/** Relative path and content of every file in a folder; empty if the folder does not exist. */
export function filesUnder(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  if (!statSync(folder, { throwIfNoEntry: false })) return found;
  for (const name of (readdirSync(folder, { recursive: true }) as string[]).sort()) {
    if (statSync(join(folder, name)).isFile()) found[name] = readFileSync(join(folder, name), 'utf8');
  }
  return found;
}

/** A small bundle that passes all checks; `alerts` and `panels` are added to its source. */
export function shopBundle(
  parts: { alerts?: string; panels?: string; signals?: string; dashboard?: string } = {},
) {
  return {
    'definitions/shop/runbooks/queue-long.md': '# Queue is long\n\nAdd workers.\n',
    'definitions/shop/bundle.ts': `import * as d from 'dashwright';

const metrics = d.catalog({
  queue_length: d.gauge({ help: 'Waiting jobs.', unit: 'jobs', labels: { queue: ['mail', 'print'] } }),
  requests_total: d.counter({ help: 'Requests.', unit: 'requests' }),
});
const length = d.signal({ title: 'Queue length', description: 'Jobs that wait.', expr: d.max(metrics.queue_length, { by: ['queue'] }) });
const traffic = d.signal({ title: 'Requests', description: 'Requests per second.', expr: d.sum(d.rate(metrics.requests_total)) });
${parts.signals ?? ''}
const QueueLong = d.alert({
  when: d.above(length, 100), for: '5m', severity: 'warning',
  summary: ({ labels }) => \`Queue \${labels.queue} is long\`,
  description: ({ value, threshold }) => \`\${value} jobs wait, above \${threshold}.\`,
  runbook: d.runbook('queue-long'),
});

export default d.bundle({
  name: 'shop', title: 'Shop', description: 'A shop.', version: '1.0.0', metrics,
  dashboards: [d.dashboard({ uid: ${parts.dashboard ?? "'shop'"}, title: 'Shop', rows: [
    d.panel.timeseries({ title: 'Queue length', show: length }),
    d.panel.timeseries({ title: 'Requests', show: traffic }),
    ${parts.panels ?? ''}
  ] })],
  alerts: { QueueLong, ${parts.alerts ?? ''} },
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
});
`,
  };
}
