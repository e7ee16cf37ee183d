import type { Evidence, LiveDefinitions } from '../../check/index.js';
import {
  currentCounts,
  mostSeries,
  type ObservedSeries,
  SeriesCollector,
  type ServerApi,
  selectorOf,
  seriesNames,
  seriesOf,
  serverBuild,
  serverMetadata,
  serverRules,
  serverTime,
  targetLabelsOf,
  vectorOf,
} from '../../observed/index.js';
import { runSome } from '../prometheus/observe.js';
import { requestsAtOnce } from './described.js';

/** Selectors of large metrics that are counted, at most: each is a query over all their series. */
const mostCounted = 200;

/**
 * Asks a server about all that definitions read: names, series, metadata, version, rules. Metrics with more than 5000
 * series are asked for by the values of their labels, and by a count for each selector.
 *
 * @param recent how far back series count as there, in seconds
 */
export async function evidenceOfServer(
  api: ServerApi,
  asked: LiveDefinitions,
  recent: number,
  note: (text: string) => void,
): Promise<Evidence> {
  const run = runSome(requestsAtOnce);
  const now = await serverTime(api);
  const window = now === undefined ? undefined : { start: now - recent, end: now };
  const names = new Set(await seriesNames(api, window));
  const wanted = asked.names.filter((name) => names.has(name));
  const current = await currentCounts(api, wanted, { run });
  const series = await seriesOf(api, wanted, { window, counts: current, own: asked.labelsOf, run });
  for (const [name, one] of series) if (one.count > 0 && !names.has(name)) names.add(name);
  const onlyCurrent = await withoutFormer(api, series, current);
  const selected = await countSelectors(api, asked, onlyCurrent, current, { run, note });
  const build = await serverBuild(api);
  return {
    who: api.who,
    type: 'server',
    names,
    recent,
    series: onlyCurrent,
    current,
    selected,
    metadata: await serverMetadata(api),
    targets: await targetsOf(api),
    targetLabels: await targetLabelsOf(api),
    rules: await serverRules(api),
    ...build,
  };
}

/**
 * Of names that have series now, the series that there are now: a label that was dropped an hour ago is still on the
 * series of that hour. Asked for only where there were more series than there are.
 */
async function withoutFormer(
  api: ServerApi,
  series: ReadonlyMap<string, ObservedSeries>,
  current: ReadonlyMap<string, number>,
): Promise<Map<string, ObservedSeries>> {
  const result = new Map(series);
  for (const [name, one] of series) {
    const count = current.get(name) ?? 0;
    if (count === 0 || one.count <= count || !one.sets) continue;
    const collector = new SeriesCollector();
    for (const { labels } of vectorOf(await api.ask('query', { query: selectorOf(name) }))) {
      const { __name__: _, ...rest } = labels;
      collector.add(name, rest);
    }
    const found = collector.finish().get(name);
    if (found) result.set(name, found);
  }
  return result;
}

async function countSelectors(
  api: ServerApi,
  asked: LiveDefinitions,
  series: ReadonlyMap<string, ObservedSeries>,
  current: ReadonlyMap<string, number>,
  { run, note }: { readonly run: ReturnType<typeof runSome>; readonly note: (text: string) => void },
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const large = [...series].filter(([name, { sets }]) => !sets && (current.get(name) ?? 0) > 0);
  const selectors = large.flatMap(([name]) => asked.selectorsOf(name));
  if (large.length > 0) {
    note(
      `${large.length} of the metrics have more than ${mostSeries} series: their labels and selectors are queried, not each series`,
    );
  }
  if (selectors.length > mostCounted)
    note(`${selectors.length - mostCounted} selectors of large metrics are not counted`);
  await run(
    selectors.slice(0, mostCounted).map((selector) => async () => {
      const data = await api.ask('query', { query: `count(${selector})` }, 'the series of large metrics');
      if (data !== undefined) counts.set(selector, vectorOf(data)[0]?.value ?? 0);
    }),
  );
  return counts;
}

/** Whether the last scrape of each target succeeded. */
async function targetsOf(api: ServerApi): Promise<Map<string, boolean> | undefined> {
  const data = await api.ask('query', { query: 'min by (job, instance) (up)' }, 'which targets are down');
  if (data === undefined) return undefined;
  return new Map(
    vectorOf(data).map(({ labels: { job = '', instance = '' }, value }) => [
      `${job} ${instance}`,
      value === 1,
    ]),
  );
}
