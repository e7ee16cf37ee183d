import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GrafanaStub, grafanaStub } from '../support/grafana-server.js';
import { type Project, project } from '../support/project.js';

const rows = 'definitions/shop/rows.ts';
const bundle = 'definitions/shop/bundle.ts';
const files = {
  [rows]: `import { catalog, gauge, max, panel, row, signal } from 'dashwright';

export const metrics = catalog({
  queue_length: gauge({ help: 'Waiting jobs.', unit: 'jobs', labels: { queue: ['mail', 'print'] } }),
});
export const length = signal({
  title: 'Queue length',
  description: 'Jobs that wait.',
  expr: max(metrics.queue_length, { by: ['queue'] }),
});
const stat = (title: string) => panel.stat({ title, show: length });
export const section = (name: string) => row(name, [stat(\`Stat of \${name}\`)]);
export const pair = (name: string) => [row(name, [stat('Left'), stat('Right')])];
export const shared = row('Shared', [panel.stat({ title: 'In both', show: length })]);
export const queues = row('Queues', [panel.stat({ title: 'Now', show: length })]);
export const last = () => row('Last', [panel.stat({ title: 'End', show: length })], { collapsed: true });
`,
  [bundle]: `import { bundle, dashboard, panel, row } from 'dashwright';
import { last, length, metrics, pair, queues, section, shared } from './rows.js';

export default bundle({
  name: 'shop',
  title: 'Shop',
  description: 'A shop.',
  version: '1.0.0',
  metrics,
  dashboards: [
    dashboard({
      uid: 'shop',
      title: 'Shop',
      rows: [
        row('Users', [panel.stat({ title: 'One', show: length }), panel.stat({ title: 'Two', show: length })]),
        section('Mail'),
        ...pair('Pair'),
        shared,
        queues,
        last(),
      ],
    }),
    dashboard({ uid: 'other', title: 'Other', rows: [section('Mail'), shared] }),
  ],
});
`,
};

interface Panel extends Record<string, unknown> {
  title: string;
  type: string;
  collapsed?: boolean;
  panels?: Panel[];
  gridPos: { x: number; y: number; w: number; h: number };
}
interface Board {
  panels: Panel[];
}
const named = (board: Board, title: string) => board.panels.find((one) => one.title === title) as Panel;
const move = (board: Board, from: number, by: number) => {
  for (const one of board.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]))
    if (one.gridPos.y >= from) one.gridPos.y += by;
};
const text = (title: string, x: number, y: number): Panel => ({
  id: 900,
  type: 'text',
  title,
  gridPos: { x, y, w: 6, h: 4 },
  options: { mode: 'markdown', content: 'Hi' },
});
/** A panel beside another one. */
const beside = (board: Board, title: string) => {
  const { x, y, w } = named(board, title).gridPos;
  board.panels.push(text('Note', x + w, y));
};

/** Edits of rows in the UI, and the lines that the definitions have then, without white space at their ends. */
const edits: Record<string, [change: (board: Board) => void, added: string[], removed?: string[]]> = {
  'the title of a row that is a parameter of a function': [
    (board) => {
      named(board, 'Mail').title = 'E-mail';
    },
    ["{ ...section('Mail'), title: 'E-mail', key: 'Mail', id: 616_176_636 },"],
    ["section('Mail'),"],
  ],
  'the title of a row that another dashboard has too': [
    (board) => {
      named(board, 'Shared').title = 'Own';
    },
    ["{ ...shared, title: 'Own', key: 'Shared', id: "],
    ['shared,'],
  ],
  'the title of a row that is a constant of another file': [
    (board) => {
      named(board, 'Queues').title = 'Jobs';
    },
    ["export const queues = row('Jobs', [panel.stat({ title: 'Now', show: length })], {", "key: 'Queues',"],
  ],
  'a panel in a row that a function makes for several dashboards': [
    (board) => beside(board, 'Stat of Mail'),
    ["...section('Mail'),", "...section('Mail').panels,", "title: 'Note',"],
  ],
  'a panel in a row that is a constant': [
    (board) => beside(board, 'Now'),
    ["export const queues = row('Queues', [", "title: 'Note',"],
  ],
  'a panel that moves to a row of a function': [
    (board) => {
      const { x, y, w } = named(board, 'Stat of Mail').gridPos;
      Object.assign(named(board, 'Two').gridPos, { x: x + w, y });
    },
    ["...section('Mail').panels,", "panel.stat({ title: 'Two', show: length, id: "],
  ],
  'a row that a function has made alone, and is gone': [
    (board) => {
      const { y } = named(board, 'Pair').gridPos;
      board.panels = board.panels.filter(({ title }) => !['Pair', 'Left', 'Right'].includes(title));
      move(board, y, -5);
    },
    [],
    ["...pair('Pair'),"],
  ],
  'a row that is a constant, and is gone': [
    (board) => {
      const { y } = named(board, 'Queues').gridPos;
      board.panels = board.panels.filter(({ title }) => !['Queues', 'Now'].includes(title));
      move(board, y, -5);
    },
    [],
    ['queues,'],
  ],
  'rows that a function makes, closed and opened': [
    (board) => {
      const mail = named(board, 'Mail');
      const inner = named(board, 'Stat of Mail');
      Object.assign(mail, { collapsed: true, panels: [inner] });
      board.panels = board.panels.filter((one) => one !== inner);
      const end = named(board, 'Last');
      board.panels.push(...(end.panels ?? []));
      Object.assign(end, { collapsed: false, panels: [] });
    },
    [
      "{ ...section('Mail'), collapsed: true },",
      "'Last', [panel.stat({ title: 'End', show: length })], { collapsed: false }",
    ],
  ],
  'a new row between others': [
    (board) => {
      const { y } = named(board, 'Shared').gridPos;
      move(board, y, 5);
      board.panels.push(
        { id: 950, type: 'row', title: 'Notes', gridPos: { x: 0, y, w: 24, h: 1 }, panels: [] },
        text('Note', 0, y + 1),
      );
    },
    ["row( 'Notes', [ panel.text({", '{ id: 950 }'],
  ],
};

describe('rows that functions and constants make', () => {
  let pushed: GrafanaStub;
  let shop: Project;
  let grafana: GrafanaStub;
  const run = (command: string, ...args: string[]) =>
    shop.run(command, '--grafana', grafana.url, '--definitions', shop.path('definitions'), ...args);
  beforeAll(async () => {
    vi.stubEnv('GRAFANA_TOKEN', 'glsa_test');
    shop = project(files);
    grafana = await grafanaStub();
    pushed = grafana;
    expect((await run('push', '--apply')).errors).toBe('');
    shop.remove();
  });
  afterAll(() => pushed.close());
  beforeEach(async () => {
    vi.stubEnv('GRAFANA_TOKEN', 'glsa_test');
    shop = project(files);
    grafana = await grafanaStub({ like: pushed });
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await grafana.close();
    shop.remove();
  });

  it.each(Object.entries(edits))('take over %s', async (_, [change, added, removed = []]) => {
    grafana.edit('shop', change as never, 'jane', 'by hand');
    expect(await run('pull', '--uid', 'shop', '--write')).toMatchObject({ code: 0, errors: '' });
    const source = [rows, bundle].map((file) => readFileSync(shop.path(file), 'utf8')).join('');
    const all = source.replaceAll(/\s+/g, ' ');
    for (const one of added) expect(all).toContain(one);
    const [own = ''] = source.split("uid: 'other'").slice(0, 1);
    for (const one of removed) expect(own.split('\n').map((line) => line.trim())).not.toContain(one);
    expect((await run('pull')).out).toMatch(/same|Nothing/);
  });

  it('take over another edit of a row that a former one has changed', async () => {
    const pull = () => run('pull', '--uid', 'shop', '--write');
    grafana.edit(
      'shop',
      ((board: Board) => Object.assign(named(board, 'Mail'), { title: 'E-mail' })) as never,
      'jane',
      '',
    );
    expect(await pull()).toMatchObject({ code: 0 });
    grafana.edit('shop', ((board: Board) => beside(board, 'Stat of Mail')) as never, 'jane', '');
    expect(await pull()).toMatchObject({ code: 0 });
    grafana.edit(
      'shop',
      ((board: Board) => Object.assign(named(board, 'E-mail'), { title: 'Post' })) as never,
      'jane',
      '',
    );
    expect(await pull()).toMatchObject({ code: 0 });
    const source = readFileSync(shop.path(bundle), 'utf8');
    expect(source.match(/\.\.\.section\('Mail'\)/g)).toHaveLength(2);
    expect(source).toContain("title: 'Post'");
    expect(source).toContain("key: 'Mail'");
  });
});
