// esbuild plugins that leave out what nothing here uses.

/**
 * The SDK's builders for the next dashboard schema: every panel and query module carries them, and with them half a
 * megabyte of that schema, a tenth of the time that a small build takes.
 */
export const withoutNextSchema = {
  name: 'without-next-schema',
  setup({ onLoad }) {
    const filter = /grafana-foundation-sdk.+[\\/](visualization|query)(V2)?Builder\.gen\.js$/;
    // Alerting has a builder of that name that is no query of a dashboard.
    onLoad({ filter }, ({ path }) => (/[\\/]alerting[\\/]/.test(path) ? undefined : { contents: '' }));
  },
};

/**
 * What commander starts commands in other files with, which there are none of: loading it, and the network with it,
 * takes Node a tenth of its own start.
 */
export const withoutSubprocesses = {
  name: 'without-subprocesses',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'left-out' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: '' }));
  },
};
