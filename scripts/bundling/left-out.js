// esbuild plugins that omit code that is not used here.

/**
 * The SDK's builders for the next dashboard schema: every panel and query module imports them, and with
 * them half a megabyte of that schema, a tenth of the time of a small build.
 */
export const withoutNextSchema = {
  name: 'without-next-schema',
  setup({ onLoad }) {
    const filter = /grafana-foundation-sdk.+[\\/](visualization|query)(V2)?Builder\.gen\.js$/;
    // Alerting has a builder with that name that is not for queries of a dashboard.
    onLoad({ filter }, ({ path }) => (/[\\/]alerting[\\/]/.test(path) ? undefined : { contents: '' }));
  },
};

/**
 * Commander's code for subcommands in other files, which are not used: loading it, with the network
 * modules, takes a tenth of Node's own start.
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
