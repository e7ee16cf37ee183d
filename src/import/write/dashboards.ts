import { collectMistakes } from '../../catalog/mistakes.js';
import { languageOfPlugin } from '../../grafana/index.js';
import {
  array,
  type Code,
  call,
  data,
  jsonCode,
  literal,
  type NameCode,
  name,
  object,
} from '../code/code.js';
import { evaluate } from '../code/evaluate.js';
import { fileName, identifier } from '../code/names.js';
import { allPanels } from '../grafana/all-panels.js';
import { pluginOfReference } from '../grafana/default-sources.js';
import { listOf, type Plain, plain, textOf } from '../read/plain.js';
import { annotationCode } from './annotations.js';
import { contentsCode } from './contents.js';
import {
  type DashboardWriting,
  type Frame,
  type PreparedDashboard,
  shownAnnotations,
} from './dashboard-frame.js';
import { dashboardOptions } from './dashboard-options.js';
import { addParted } from './dashboard-parts.js';
import { type DashboardTally, tallyOf } from './dashboard-tally.js';
import type { Definitions } from './definition.js';
import { panelCode, panelReaders, type ReadPanels } from './panels.js';
import { type QueryContext, sourceCode } from './queries.js';
import { builtOf, type Remainders, remaindersOf } from './remainders.js';
import type { Sources } from './sources.js';
import { variableCode } from './variables.js';

/** Writes a dashboard: in options as far as they say what it is, and the rest as data. */
export async function writeDashboard(
  { target, layout, uid, folder }: PreparedDashboard,
  writing: DashboardWriting,
): Promise<{ readonly name: string; readonly file: string; readonly tally: DashboardTally }> {
  const { definitions } = writing;
  const title = textOf(target.title);
  const slug = definitions.uniqueFile(fileName(title, fileName(uid, 'dashboard')));
  const context: QueryContext = {
    ...writing,
    dashboard: target,
    usual: new Set(usualSources(target, writing.sources).map((one) => one.name)),
    signalFile: writing.many ? `signals/${slug}` : 'signals',
  };
  const read = await panelReaders(allPanels(target));
  const raw = refusedPanels(target, context, read, definitions);
  const frame: Frame = { target, layout, uid, folder, context, writing, read, raw };
  const first = dashboardCode(frame, undefined);
  const built = await builtOf(evaluate(first, definitions.scope), definitions);
  const rest = remaindersOf(target, built, raw, writing.engine);
  const code = dashboardCode(frame, rest);
  const constant = definitions.unique(identifier(`${title} dashboard`, 'dashboard'));
  const file = `dashboards/${slug}`;
  addParted(definitions, constant, code, file);
  return { name: constant, file, tally: tallyOf(frame, rest) };
}

/** Of each language, the data source that most queries of a dashboard ask. */
function usualSources(target: Plain, sources: Sources): NameCode[] {
  const counts = new Map<string, Map<string, { readonly code: NameCode; count: number }>>();
  for (const panel of allPanels(target)) {
    for (const one of listOf(panel.targets).map(plain)) {
      const reference = one.datasource ?? panel.datasource;
      const plugin = pluginOfReference(reference, target);
      const language = plugin === undefined ? undefined : languageOfPlugin(plugin);
      const code = sourceCode(reference, { dashboard: target, sources });
      if (language === undefined || code?.kind !== 'name') continue;
      const own = counts.get(language) ?? new Map<string, { code: NameCode; count: number }>();
      counts.set(language, own);
      const known = own.get(code.name) ?? { code, count: 0 };
      known.count++;
      own.set(code.name, known);
    }
  }
  return [...counts.values()].flatMap((own) => {
    const [most] = [...own.values()].sort((a, b) => b.count - a.count);
    return most ? [most.code] : [];
  });
}

/** Panels that a constructor refuses, by their numbers: they are written as Grafana's JSON. */
function refusedPanels(
  target: Plain,
  context: QueryContext,
  read: ReadPanels,
  { scope }: Definitions,
): Set<number> {
  const refused = new Set<number>();
  for (const panel of allPanels(target)) {
    if (panel.type === 'row') continue;
    if (!read(panel)) {
      refused.add(Number(panel.id));
      continue;
    }
    const quiet: QueryContext = { ...context, count: () => undefined };
    try {
      const mistakes = collectMistakes(() => {
        evaluate(panelCode(panel, {}, quiet, read, undefined), scope);
      });
      if (mistakes.length > 0) refused.add(Number(panel.id));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      refused.add(Number(panel.id));
    }
  }
  return refused;
}

const cursors = ['off', 'shared', 'tooltip'];

/** What a dashboard says besides what all of a bundle do. */
function refreshCode(refresh: string): Code | undefined {
  return refresh === '1m' ? undefined : literal(refresh === '' ? false : refresh);
}

function crosshairCode({ graphTooltip }: Plain): Code | undefined {
  const cursor = cursors[Number(graphTooltip ?? 0)] ?? 'off';
  return cursor === 'shared' ? undefined : literal(cursor);
}

function mapped(options: Readonly<Record<string, unknown>>): Readonly<Record<string, Code | undefined>> {
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) => [key, value === undefined ? undefined : data(value)]),
  );
}

function dashboardCode(frame: Frame, rest: Remainders | undefined): Code {
  const { target, uid, folder, context, writing } = frame;
  const list = listOf(plain(target.templating).list).map(plain);
  const variables = list.map((one, index) =>
    variableCode(
      one,
      { ...writing, scope: writing.definitions.scope, dashboard: target, usual: context.usual },
      rest?.variables[index],
    ),
  );
  const annotations = shownAnnotations(target).map((one, index) =>
    annotationCode(one, context, rest?.annotations[index]),
  );
  const time = plain(target.time);
  const sources = [...context.usual].map(name);
  return call(
    'dashboard',
    object(
      {
        uid: literal(uid),
        title: literal(textOf(target.title)),
        description: textOf(target.description) === '' ? undefined : literal(textOf(target.description)),
        tags: data(listOf(target.tags).map(String)),
        folder: folder === undefined || folder === '' ? undefined : literal(folder),
        refresh: refreshCode(textOf(target.refresh)),
        time:
          typeof time.from === 'string' && typeof time.to === 'string'
            ? object({ from: literal(time.from), to: literal(time.to) })
            : undefined,
        timezone: target.timezone === 'browser' ? undefined : literal(textOf(target.timezone)),
        editable: target.editable === false ? undefined : literal(true),
        crosshair: crosshairCode(target),
        ...mapped(dashboardOptions(target)),
        defaults: literal('grafana'),
        source: sources.length === 0 ? undefined : sources.length === 1 ? sources[0] : array(sources),
        variables: variables.length > 0 ? array(variables) : undefined,
        annotations: annotations.length > 0 ? array(annotations) : undefined,
        ...contentsCode(frame, rest),
        json: rest?.dashboard && jsonCode(rest.dashboard),
      },
      { tall: true },
    ),
  );
}
