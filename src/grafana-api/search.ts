import { ask } from './ask.js';
import { type Json, jsonList } from './data.js';
import { allPages } from './pages.js';
import type { GrafanaServer } from './server.js';

const pageSize = 1000;

/** All that the credentials can read of one type. */
export function searchAll(
  server: GrafanaServer,
  type: 'dash-db' | 'dash-folder',
  what: 'dashboards' | 'folders',
): Promise<readonly Json[]> {
  const about = `the list of ${what}`;
  return allPages(server, about, pageSize, async (page) =>
    jsonList(
      await ask(server, {
        path: '/api/search',
        query: { type, limit: pageSize, page },
        about,
        permission: `${what}:read`,
      }),
    ),
  );
}
