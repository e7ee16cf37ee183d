import { createContext, useContext, useMemo } from 'react';
import { type Follow, followed, type KnownDashboards } from './links.js';

/** The dashboards that links may lead to. */
export const DashboardsContext = createContext<KnownDashboards>({ bundle: '', uids: new Set() });

/** See `followed`. */
export function useFollow(): Follow {
  const { bundle, uids } = useContext(DashboardsContext);
  return useMemo(() => (url) => followed(url, { bundle, uids }), [bundle, uids]);
}
