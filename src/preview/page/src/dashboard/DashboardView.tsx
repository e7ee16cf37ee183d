import { EventBusSrv, type TimeRange } from '@grafana/data';
import { Icon, PanelContextProvider, useTheme2 } from '@grafana/ui';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { SiteDashboard, SiteFinding } from '../../../model.js';
import type { QuerySource } from '../data/source.js';
import { undrawnAnnotations } from './annotation-queries.js';
import { type Annotation, readAnnotations } from './annotations.js';
import { expressionsOf } from './expressions.js';
import { rangeVariables, type VariableValues } from './interpolate.js';
import type { DashboardJson, PanelJson } from './json.js';
import { type PlacedPanel, type Section, sectionsOf, stacked } from './layout.js';
import { panelsOfDashboard } from './old-rows.js';
import { PanelView } from './PanelView.js';
import type { PanelContext } from './panel-context.js';
import { VariableBar } from './VariableBar.js';
import { type Chosen, type ResolvedVariable, resolveVariables, valuesOf } from './variables.js';

/** The cursor of one graph is that of all, where the dashboard says so. */
const sharedCursor = { eventsScope: '__global_', eventBus: new EventBusSrv() };

const cell = 30;
const gap = 8;
/** Below this width panels stand below each other, as Grafana has it. */
const narrow = 700;

interface ToggledRows {
  readonly toggled: readonly string[];
  readonly onToggle: (rows: readonly string[]) => void;
}

interface DashboardViewProps {
  readonly dashboard: SiteDashboard;
  readonly source: QuerySource;
  readonly timeRange: TimeRange;
  readonly timeZone: string;
  readonly until?: number | undefined;
  readonly findings: readonly SiteFinding[];
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
  /** The one panel to show, over the whole width; its height in grid rows. @default all panels */
  readonly alone?: { readonly id: number; readonly height: number } | undefined;
  /** Shows a panel alone, or all again. @default there is no such button */
  readonly onViewPanel?: ((id: number | undefined) => void) | undefined;
  /** Rows that are not as the dashboard has them, open or closed. @default kept by the page alone */
  readonly rows?: ToggledRows | undefined;
  readonly onZoom: (range: { readonly from: number; readonly to: number }) => void;
  /** Links to other dashboards and pages, beside the variables. */
  readonly links?: ((variables: VariableValues) => React.ReactNode) | undefined;
  /** What stands in the header of a panel, such as the state of its alert. */
  readonly badge?: ((panel: PanelJson) => React.ReactNode) | undefined;
}

interface Ready {
  readonly dataset: string;
  readonly source: QuerySource;
  readonly start: number;
  readonly end: number;
  readonly variables: readonly ResolvedVariable[];
}

/** A dashboard as Grafana lays it out, from its JSON. */
export function DashboardView(props: DashboardViewProps) {
  const { dashboard, source, timeRange, timeZone, until, chosen } = props;
  const json = dashboard.json as DashboardJson;
  const start = timeRange.from.valueOf();
  const end = timeRange.to.valueOf();
  const [ready, setReady] = useState<Ready>();
  const [error, setError] = useState<string>();
  const expressions = useMemo(() => expressionsOf(json), [json]);
  const chosenKey = JSON.stringify(chosen);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `source.key` and `chosenKey` stand for what they are made of.
  useEffect(() => {
    let dropped = false;
    const run = async (): Promise<void> => {
      const dataset = source.prepare(expressions, { start, end });
      const ask = ({ expr, instant }: { readonly expr: string; readonly instant: boolean }) =>
        source.ask(dataset, { expr, start, end, stepMs: 60_000, instant });
      const variables = await resolveVariables(json.templating?.list ?? [], chosen, ask, source.isExample);
      if (!dropped) setReady({ dataset, source, start, end, variables });
    };
    setError(undefined);
    run().catch(
      (caught: unknown) => !dropped && setError(caught instanceof Error ? caught.message : String(caught)),
    );
    return () => {
      dropped = true;
    };
  }, [json, source.key, expressions, start, end, chosenKey]);

  const undrawn = useMemo(() => undrawnAnnotations(json), [json]);
  const [box, width] = useWidth();
  const variables = useMemo(() => valuesOf(ready?.variables ?? []), [ready]);
  const annotations = useAnnotations(json, ready, variables);
  const sections = useMemo(() => sectionsOf(panelsOfDashboard(json), variables), [json, variables]);
  const context: PanelContext = {
    source: ready?.source ?? source,
    // Panels wait for the data of another range.
    dataset: ready && ready.start === start && ready.end === end ? ready.dataset : '',
    timeRange,
    timeZone,
    variables,
    annotations,
    until,
    onZoom: props.onZoom,
  };
  const alone =
    props.alone && sections.flatMap(({ panels }) => panels).find(({ panel }) => panel.id === props.alone?.id);
  const shared = useMemo(() => ({ ...sharedCursor, sync: () => json.graphTooltip ?? 0 }), [json]);
  return (
    <PanelContextProvider value={shared}>
      <div ref={box} data-dashboard={dashboard.uid}>
        {error && <p role="alert">{error}</p>}
        {!props.alone && undrawn.length > 0 && (
          <p className="undrawn" role="note">
            Not drawn in the preview: {undrawn.join(', ')}
          </p>
        )}
        {!(props.alone && !props.onViewPanel) && (
          <div className="submenu">
            {ready && (
              <VariableBar
                variables={ready.variables}
                onChoose={(name, values) => props.onChoose({ ...chosen, [name]: values })}
              />
            )}
            {props.links?.({ ...variables, ...rangeVariables(start, end) })}
          </div>
        )}
        {width > 0 && ready && alone && (
          <div style={{ position: 'relative', height: (props.alone?.height ?? 18) * (cell + gap) }}>
            <Placed
              placed={{ ...alone, x: 0, y: 0, w: 24, h: props.alone?.height ?? 18 }}
              width={width}
              context={context}
              view={props}
            />
          </div>
        )}
        {width > 0 &&
          ready &&
          !alone &&
          sections.map((section) => (
            <SectionView key={section.key} section={section} width={width} context={context} view={props} />
          ))}
      </div>
    </PanelContextProvider>
  );
}

/** The annotations of a dashboard, asked for once its panels have been. */
function useAnnotations(
  json: DashboardJson,
  ready: Ready | undefined,
  variables: VariableValues,
): readonly Annotation[] {
  const [annotations, setAnnotations] = useState<readonly Annotation[]>([]);
  useEffect(() => {
    if (!ready) return;
    let dropped = false;
    const { source, dataset, start, end } = ready;
    readAnnotations(json, { source, dataset, range: { start, end }, variables })
      // What has no annotations is drawn without.
      .catch(() => [])
      // None again are the same: no panel is drawn anew for them.
      .then(
        (found) =>
          !dropped && setAnnotations((before) => (before.length + found.length === 0 ? before : found)),
      );
    return () => {
      dropped = true;
    };
  }, [json, ready, variables]);
  return annotations;
}

interface PartProps {
  readonly width: number;
  readonly context: PanelContext;
  readonly view: DashboardViewProps;
}

function SectionView({ section, width, context, view }: PartProps & { readonly section: Section }) {
  const theme = useTheme2();
  const [isToggled, toggle] = useToggled(section.title || section.key, view.rows);
  const open = (section.row?.collapsed !== true) !== isToggled;
  const { panels, height } = width < narrow ? stacked(section) : section;
  return (
    <section>
      {section.row && (
        <h2 style={{ margin: `${gap}px 0`, fontSize: 16, fontWeight: 500 }}>
          <button type="button" className="row-title" aria-expanded={open} onClick={toggle}>
            <Icon name={open ? 'angle-down' : 'angle-right'} /> {section.title}
            {!open && (
              <span style={{ color: theme.colors.text.secondary, fontWeight: 400 }}>
                {' '}
                ({section.panels.length} panels)
              </span>
            )}
          </button>
        </h2>
      )}
      {open && (
        <div style={{ position: 'relative', height: height * (cell + gap) }}>
          {panels.map((placed) => (
            <Placed key={placed.key} placed={placed} width={width} context={context} view={view} />
          ))}
        </div>
      )}
    </section>
  );
}

/** Whether a row is not as the dashboard has it, as the address says or else the page knows. */
function useToggled(name: string, rows: ToggledRows | undefined): [boolean, () => void] {
  const [own, setOwn] = useState(false);
  if (!rows) return [own, () => setOwn(!own)];
  const { toggled, onToggle } = rows;
  const isToggled = toggled.includes(name);
  return [isToggled, () => onToggle(isToggled ? toggled.filter((one) => one !== name) : [...toggled, name])];
}

function Placed({ placed, width, context, view }: PartProps & { readonly placed: PlacedPanel }) {
  const { panel, x, y, w, h, scope } = placed;
  const column = (width + gap) / 24;
  const scoped = useMemo(
    () => ({ ...context, variables: { ...context.variables, ...scope } }),
    [context, scope],
  );
  const findings = view.findings.filter(({ path }) =>
    path.endsWith(`/dashboards/${view.dashboard.uid}/panels/${panel.title}`),
  );
  const id = panel.id;
  return (
    <div style={{ position: 'absolute', left: x * column, top: y * (cell + gap) }}>
      <PanelView
        panel={panel}
        width={Math.floor(w * column - gap)}
        height={h * cell + (h - 1) * gap}
        context={scoped}
        findings={findings}
        place={id === undefined ? undefined : view.dashboard.panels[id]}
        onView={
          id === undefined || !view.onViewPanel
            ? undefined
            : () => view.onViewPanel?.(view.alone?.id === id ? undefined : id)
        }
        badge={view.badge?.(panel)}
      />
    </div>
  );
}

/** The width of an element, followed as the window changes. */
function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
