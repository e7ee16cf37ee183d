/** Views of a bundle, loaded when they are shown; `viewOf` takes the parts of an address. */
export const views = {
  d: async () => ({ default: (await import('./DashboardPage.js')).DashboardPage }),
  compare: async () => ({ default: (await import('./ComparePage.js')).ComparePage }),
  incident: async () => ({ default: (await import('./IncidentPage.js')).IncidentPage }),
  alert: async () => ({ default: (await import('./AlertPage.js')).AlertPage }),
  bundle: async () => ({ default: (await import('./BundlePage.js')).BundlePage }),
  home: async () => ({ default: (await import('./HomePage.js')).HomePage }),
};

export function viewOf([bundle, kind = '', id]: readonly string[]): Promise<unknown> {
  if (bundle === undefined) return views.home();
  if (id === undefined || !(kind in views)) return views.bundle();
  return views[kind as keyof typeof views]();
}
