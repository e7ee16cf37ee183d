import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GrafanaStub, grafanaStub, type StubOptions } from '../support/grafana-server.js';
import { type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
let grafana: GrafanaStub | undefined;
beforeEach(() => {
  vi.stubEnv('GRAFANA_TOKEN', 'glsa_test');
  shop = project(shopBundle());
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await grafana?.close();
  grafana = undefined;
  shop.remove();
});

async function started(options: StubOptions = {}): Promise<GrafanaStub> {
  grafana = await grafanaStub(options);
  return grafana;
}
const push = (...args: string[]) =>
  shop.run('push', '--grafana', grafana?.url ?? '', '--definitions', shop.path('definitions'), ...args);
const writes = () => grafana?.requests.filter((one) => !one.startsWith('GET')) ?? [];
type Panel = { title: string; fieldConfig: { defaults: Record<string, unknown> } };
const firstPanel = (json: Record<string, unknown>) => (json.panels as Panel[])[0] as Panel;

describe.each([{ apis: 'v1' }, { apis: 'none' }] as const)('push to a Grafana with $apis', (options) => {
  it('shows what it would write, and writes it with --apply', async () => {
    const stub = await started(options);
    const dry = await push();
    expect(dry.errors).toBe('');
    expect(dry.out).toBe(
      `shop\n  new       shop  Shop, in the folder Shop, which is created\nNothing was written to ${stub.url.slice(7)}: --apply writes 1 dashboard.\n`,
    );
    expect([dry.code, writes()]).toEqual([0, []]);
    const { code, out } = await push('--apply');
    expect(out).toContain('  created   shop  Shop, in the folder Shop');
    expect(code).toBe(0);
    expect([...stub.folders.values()]).toEqual([{ uid: 'shop', title: 'Shop', parentUid: undefined }]);
    expect(stub.dashboards.get('shop')?.folderUid).toBe('shop');
    const [version] = stub.dashboards.get('shop')?.versions ?? [];
    expect(version?.message).toMatch(/^dashwright push: shop 1\.0\.0 sha256:[0-9a-f]{64}$/);
    const before = writes().length;
    expect((await push('--apply')).out).toContain('shop: no change of 1 dashboard');
    expect(writes()).toHaveLength(before);
    shop.write(
      Object.fromEntries(
        Object.entries(shopBundle()).map(([file, text]) => [
          file,
          text.replace("'Requests', show", "'Traffic', show"),
        ]),
      ),
    );
    expect((await push()).out).toContain(
      '  change    shop  Shop\n            panel shop: Requests renamed, now Traffic\n',
    );
    expect((await push('--apply')).out).toContain('  changed   shop  Shop');
    expect(stub.dashboards.get('shop')?.versions).toHaveLength(2);
  });

  it('never overwrites what somebody has saved since', async () => {
    const stub = await started(options);
    await push('--apply');
    // As Grafana's UI saves: with defaults that change nothing.
    stub.edit(
      'shop',
      (json) => {
        const panel = firstPanel(json);
        panel.fieldConfig.defaults.unit = 'short';
        panel.fieldConfig.defaults.decimals = 2;
        Object.assign(panel, { pluginVersion: '13.1.0', transparent: false });
      },
      'jane',
      'two decimals',
    );
    const before = writes().length;
    const refused = await push('--apply');
    expect(refused.code).toBe(1);
    expect(writes()).toHaveLength(before);
    expect(refused.out).toContain(`  refused   shop  Shop
            changed on the server since it was pushed at 2026-03-01T09:00:00Z (version 1):
              version 2, saved by jane at 2026-03-01T09:01:00Z: "two decimals"
            changes on the server:
              panel shop: Queue length: `);
    expect(refused.out).toContain('decimals none → 2');
    expect(refused.out).toContain(`take it over: dashwright pull --grafana ${grafana?.url} --uid shop`);
    expect(refused.out).toContain('--overwrite shop');
    const forced = await push('--apply', '--overwrite', 'shop');
    expect(forced.out).toContain('overwrites version 2, saved by jane at 2026-03-01T09:01:00Z');
    expect(forced.code).toBe(0);
    expect(
      firstPanel(stub.dashboards.get('shop')?.versions[0]?.json ?? {}).fieldConfig.defaults.decimals,
    ).toBe(undefined);
    expect((await push()).out).toContain('no change');
  });

  it('continues after a change was reverted, and recognises a dashboard that is already up to date', async () => {
    const stub = await started(options);
    await push('--apply');
    const pushed = stub.dashboards.get('shop')?.versions[0]?.json ?? {};
    stub.edit('shop', (json) => {
      json.title = 'Mine';
    });
    stub.edit('shop', (json) => Object.assign(json, pushed), 'jane', 'Restored from version 1');
    expect((await push('--apply')).out).toContain('  recorded  shop  Shop');
    expect((await push()).out).toContain('no change');
  });

  it('refuses dashboards that were never pushed, and those that something else manages', async () => {
    const stub = await started(options);
    stub.put('shop', { title: 'Something else', panels: [], schemaVersion: 42 });
    const strange = await push('--apply');
    expect(strange.out).toContain('the server has a dashboard with this uid that was not written by a push:');
    expect(strange.out).toContain('version 1, saved by jane');
    stub.put('shop', { title: 'Shop', panels: [], schemaVersion: 42 }, { managedBy: 'repo' });
    const managed = await push('--apply', '--overwrite', 'shop');
    expect(managed.out).toMatch(/it is managed by (Git Sync \(platform\)|files of Grafana's provisioning)/);
    expect([strange.code, managed.code, writes()]).toEqual([1, 1, []]);
  });

  it('overwrites nothing that is saved during the push', async () => {
    const stub = await started(options);
    await push('--apply');
    shop.write(shopBundle({ panels: "d.panel.stat({ title: 'More', show: traffic })," }));
    let edited = false;
    stub.answer = (request) => {
      if (!edited && /^(PUT|POST)/.test(request)) {
        edited = true;
        stub.edit('shop', (json) => {
          json.title = 'Mine';
        });
      }
      return false;
    };
    const { code, out } = await push('--apply');
    expect(out).toContain('somebody saved it during the push, so it was not written');
    expect(code).toBe(1);
    expect(stub.dashboards.get('shop')?.versions[0]?.json.title).toBe('Mine');
  });

  it('deletes pushed dashboards that are no longer defined, only with --prune', async () => {
    const stub = await started(options);
    const second =
      "d.dashboard({ uid: 'other', title: 'Other', rows: [d.panel.stat({ title: 'T', show: traffic })] }),";
    const withSecond = Object.fromEntries(
      Object.entries(shopBundle()).map(([file, text]) => [
        file,
        text.replace('dashboards: [', `dashboards: [${second}`),
      ]),
    );
    shop.write(withSecond);
    await push('--apply');
    stub.put('by-hand', { title: 'By hand', panels: [] });
    shop.write(shopBundle());
    expect((await push('--apply')).out).toContain('no change');
    expect(stub.dashboards.size).toBe(3);
    expect((await push('--prune')).out).toContain('  delete    other  Other');
    stub.edit('other', (json) => {
      json.title = 'Mine';
    });
    const kept = await push('--prune', '--apply');
    expect(kept.out).toContain(
      'it is no longer defined, but it was changed on the server since the last push',
    );
    expect([kept.code, stub.dashboards.size]).toEqual([1, 3]);
    const gone = await push('--prune', '--apply', '--overwrite', 'other');
    expect(gone.out).toContain('  deleted   other');
    expect([...stub.dashboards.keys()]).toEqual(['shop', 'by-hand']);
  });
});

describe('push', () => {
  it('continues if one dashboard fails, and completes when run again', async () => {
    const stub = await started();
    const more =
      "d.dashboard({ uid: 'other', title: 'Other', rows: [d.panel.stat({ title: 'T', show: traffic })] }),";
    shop.write(
      Object.fromEntries(
        Object.entries(shopBundle()).map(([file, text]) => [
          file,
          text.replace('dashboards: [', `dashboards: [${more}`),
        ]),
      ),
    );
    let failing = true;
    stub.answer = (request, response) => {
      if (!failing || !request.startsWith('POST /apis')) return false;
      failing = false;
      response.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"database is locked"}');
      return true;
    };
    const { code, out } = await push('--apply');
    expect(out).toContain('500 Internal Server Error: database is locked');
    expect(out).toContain('1 dashboard; 1 failed; run push again to retry them.');
    expect([code, stub.dashboards.size]).toEqual([1, 1]);
    expect((await push('--apply')).code).toBe(0);
    expect(stub.dashboards.size).toBe(2);
  });

  it('finds folders by title, and creates the path of --folder', async () => {
    const stub = await started();
    stub.addFolder({ uid: 'abc', title: 'Shop' });
    expect((await push('--apply')).code).toBe(0);
    expect(stub.dashboards.get('shop')?.folderUid).toBe('abc');
    const moved = await push('--folder', 'Team/Drafts', '--apply');
    expect(moved.out).toContain('dashboard shop: folder abc → team-drafts');
    expect([...stub.folders.values()].slice(1)).toEqual([
      { uid: 'team', title: 'Team', parentUid: undefined },
      expect.objectContaining({ title: 'Drafts', parentUid: 'team' }),
    ]);
    stub.addFolder({ uid: 'def', title: 'Shop' });
    const two = await push();
    expect(two.out).toContain('several folders have the title Shop (abc, def): name one by its uid');
    expect(two.code).toBe(1);
  });

  it('sends the headers of a file, such as the organization, with every request', async () => {
    const stub = await started();
    shop.write({ headers: '# proxy\nX-Grafana-Org-Id: 2\nCF-Access-Client-Secret: hunter2\n' });
    expect((await push('--apply', '--grafana-header-file', shop.path('headers'))).code).toBe(0);
    expect(stub.headers.length).toBeGreaterThan(3);
    for (const one of stub.headers)
      expect(one).toMatchObject({ 'x-grafana-org-id': '2', 'cf-access-client-secret': 'hunter2' });
  });

  it('prints the same as Markdown and JSON', async () => {
    const stub = await started();
    await push('--apply');
    stub.edit('shop', (json) => {
      json.title = '@all <b>*Mine*</b>';
    });
    const { out } = await push('--format', 'markdown');
    expect(out).toContain('- **refused** shop  Shop');
    expect(out).toContain('title Shop → @\u200ball \\<b\\>\\*Mine\\*\\</b\\>');
    const { dashboards } = JSON.parse((await push('--format', 'json')).out);
    expect(dashboards).toMatchObject([
      { uid: 'shop', state: 'conflict', savedByOthers: [{ version: 2, by: 'jane' }] },
    ]);
  });

  it('rejects definitions with errors, wrong names and wrong servers before any request', async () => {
    const stub = await started();
    expect((await push('nothing')).errors).toContain('nothing');
    expect((await push('--overwrite', 'nothing')).errors).toContain('no dashboard of shop');
    shop.write(shopBundle({ panels: "d.panel.stat({ title: '', sho: traffic })," }));
    const broken = await push('--apply');
    expect([broken.code, stub.requests]).toEqual([1, []]);
    expect(broken.errors).toContain('sho');
    shop.write(shopBundle());
    vi.stubEnv('GRAFANA_TOKEN', '');
    const anonymous = await push('--apply');
    expect(anonymous.errors).toContain('401 Unauthorized: Invalid API key. The credentials are missing');
    expect(anonymous.code).toBe(2);
    const secret = await shop.run(
      'push',
      '--grafana',
      'http://me:pw123@localhost',
      '--definitions',
      shop.path('definitions'),
    );
    expect(secret.errors).toContain('contains a user or password');
    expect(secret.errors).not.toContain('pw123');
  });
});
