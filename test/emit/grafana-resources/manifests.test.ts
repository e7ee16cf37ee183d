import { dashboard } from 'dashwright';
import { describe, expect, test } from 'vitest';
import { folderUid } from '../../../src/emit/grafana-resources/folder-uid.js';
import { type Json, withTabs, written } from './shop.js';

describe('manifests', () => {
  test('v1 has the classic dashboard in a resource, with its folder', async () => {
    const { classic, files } = await written({ dashboards: [withTabs], folder: 'Shop & more' });
    const uid = folderUid('Shop & more');
    const { uid: name, ...spec } = classic[0] as unknown as Json & { uid: string };
    expect(files.get('grafana-resources/shop/dashboards/all.json')).toEqual({
      apiVersion: 'dashboard.grafana.app/v1',
      kind: 'Dashboard',
      metadata: { name, annotations: { 'grafana.app/folder': uid } },
      spec,
    });
    expect(files.get(`grafana-resources/shop/folders/${uid}.json`)).toEqual({
      apiVersion: 'folder.grafana.app/v1',
      kind: 'Folder',
      metadata: { name: uid },
      spec: { title: 'Shop & more' },
    });
  });

  test('an existing folder is referred to and not written; without a folder there is no annotation', async () => {
    const board = (uid: string, folder: string) => dashboard({ uid, title: uid, rows: [], folder });
    const { files } = await written({
      dashboards: [board('a', 'Known'), board('b', ''), board('c', 'New')],
      grafanaResources: { version: 'v1beta1', folderUids: { Known: 'known_1' } },
    });
    expect([...files.keys()].map((path) => path.slice('grafana-resources/shop/'.length))).toEqual([
      'dashboards/a.json',
      'dashboards/b.json',
      'dashboards/c.json',
      'folders/new.json',
    ]);
    const metadata = (uid: string) => files.get(`grafana-resources/shop/dashboards/${uid}.json`)?.metadata;
    expect(metadata('a')).toEqual({ name: 'a', annotations: { 'grafana.app/folder': 'known_1' } });
    expect(metadata('b')).toEqual({ name: 'b' });
    expect(files.get('grafana-resources/shop/folders/new.json')?.apiVersion).toBe(
      'folder.grafana.app/v1beta1',
    );
  });

  test('uids of folders are short and valid, and differ if titles do', () => {
    expect(folderUid('Shop')).toBe('shop');
    expect(folderUid('Team A')).toBe('team-a');
    const titles = [
      'Team_A',
      'Team a',
      'Team/A',
      '팀',
      '팀 2',
      'x'.repeat(200),
      `${'x'.repeat(200)}y`,
      'General',
    ];
    const uids = titles.map(folderUid);
    expect(new Set(uids).size).toBe(titles.length);
    for (const uid of uids) expect(uid).toMatch(/^(?!general$)[a-z0-9-]{1,40}$/);
  });
});

test('without tabs and auto grids, classic dashboards have rows and fixed grids', async () => {
  const { classic } = await written({ dashboards: [withTabs] });
  const items = (classic[0]?.panels ?? []).map(({ type, title, gridPos: { x, y, w, h } }) =>
    [type, title, x, y, w, h].join(' '),
  );
  expect(items).toEqual([
    'row Overview 0 0 24 1',
    'timeseries Graph 0 1 12 8',
    'stat Shared 12 1 6 4',
    'row Details 0 9 24 1',
    'timeseries Mixed 0 10 6 8',
    'row Details: Rows 0 18 24 1',
    'row Details: Grid 0 19 24 1',
    ' Library 0 20 12 14',
    'row Each 0 34 24 1',
    'text Each 0 35 8 9',
  ]);
});
