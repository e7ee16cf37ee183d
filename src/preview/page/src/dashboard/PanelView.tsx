import { renderMarkdown, type TimeRange } from '@grafana/data';
import {
  Dropdown,
  ErrorBoundary,
  Icon,
  LinkButton,
  Menu,
  PanelChrome,
  Tooltip,
  useTheme2,
} from '@grafana/ui';
import { type ComponentType, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SiteFinding, SitePlace } from '../../../model.js';
import type { QuerySource } from '../data/source.js';
import { panelType } from '../panels/index.js';
import type { PanelProps } from '../panels/props.js';
import { undrawnIn } from '../panels/undrawn.js';
import type { Annotation } from './annotations.js';
import { interpolate, rangeVariables, type VariableValues } from './interpolate.js';
import type { PanelJson } from './json.js';
import { withLinkMacros } from './link-macros.js';
import { type PanelLink, panelLinks } from './links.js';
import { transformerIds } from './panel-data.js';
import { type PanelResult, type PanelRun, runPanel } from './run-panel.js';
import { useFollow } from './use-follow.js';
import { useNear } from './use-near.js';

export interface PanelContext {
  readonly source: QuerySource;
  readonly dataset: string;
  readonly timeRange: TimeRange;
  readonly timeZone: string;
  readonly variables: VariableValues;
  /** Those of the dashboard. */
  readonly annotations: readonly Annotation[];
  /** What comes after this time is not yet known: the present of an incident. */
  readonly until?: number | undefined;
  readonly onZoom: (range: { readonly from: number; readonly to: number }) => void;
}

interface PanelViewProps {
  readonly panel: PanelJson;
  readonly width: number;
  readonly height: number;
  readonly context: PanelContext;
  readonly findings: readonly SiteFinding[];
  readonly place?: SitePlace | undefined;
  readonly onView?: (() => void) | undefined;
  readonly badge?: React.ReactNode;
}

/**
 * A panel in its frame: runs its queries when it comes into view, and says what is wrong with it. What is asked anew while
 * it is out of view, such as another time, waits until it comes back.
 */
export function PanelView({ panel, width, height, context, findings, place, onView, badge }: PanelViewProps) {
  const theme = useTheme2();
  const frame = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  const [shown, setShown] = useState<Shown>();
  const { source, dataset, timeRange, timeZone, until, onZoom } = context;
  const start = timeRange.from.valueOf();
  const end = timeRange.to.valueOf();
  // Per panel: the variables of its repetition are its own.
  const values = JSON.stringify(context.variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `values` stands for the variables.
  const variables = useMemo(() => context.variables, [values]);
  const follow = useFollow();
  const hasQueries = (panel.targets ?? []).length > 0;

  const run = useMemo(
    (): PanelRun => ({
      panel,
      source,
      dataset,
      range: { start, end: Math.min(end, until ?? end) },
      width,
      variables,
      theme,
      timeZone,
      follow,
    }),
    [panel, source, dataset, start, end, until, width, variables, theme, timeZone, follow],
  );
  const busy = near && shown?.run !== run;

  // biome-ignore lint/correctness/useExhaustiveDependencies: The time range is that of the run.
  useEffect(() => {
    if (!busy || dataset === '') return;
    const stop = new AbortController();
    const show = ([result, Type]: readonly [PanelResult, Shown['Type']]): void => {
      if (!stop.signal.aborted) setShown({ run, timeRange, result, Type });
    };
    Promise.all([runPanel({ ...run, signal: stop.signal }), panelType(panel.type)]).then(
      show,
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        show([{ frames: [], errors: [message], notices: [] }, Nothing]);
      },
    );
    return () => stop.abort();
  }, [busy, run]);

  const annotations = useMemo(
    () => markedBy(panel, context.annotations, until),
    [panel, context.annotations, until],
  );
  const replace: PanelProps['replace'] = useCallback(
    (text, scoped) => interpolate(withLinkMacros(text, scoped, false), variables, 'text'),
    [variables],
  );
  const undrawn = useMemo(() => undrawnIn(panel, transformerIds), [panel]);
  const left = undrawn.length > 0 ? [`Not drawn in the preview: ${undrawn.join(', ')}`] : [];
  const errors = shown?.result.errors ?? [];
  const time = panel.timeFrom && !panel.hideTimeOverride ? `Last ${panel.timeFrom}` : undefined;
  const isUntitled = replace(panel.title ?? '').trim() === '' && time === undefined;
  return (
    <div
      ref={frame}
      style={{ width, height }}
      data-panel={panel.id}
      data-type={panel.type}
      data-state={errors.length > 0 ? 'error' : shown ? 'done' : 'loading'}
      data-busy={busy}
      data-undrawn={undrawn.join('\n') || undefined}
      data-title={replace(panel.title ?? '')}
    >
      <PanelChrome
        title={replace(panel.title ?? '')}
        width={width}
        height={height}
        displayMode={panel.transparent ? 'transparent' : 'default'}
        // Without a title the whole frame is for what it shows.
        hoverHeader={isUntitled}
        statusMessage={errors.length > 0 ? errors.join('\n') : undefined}
        titleItems={
          <TitleItems
            description={panel.description && renderMarkdown(replace(panel.description))}
            findings={findings}
            notices={shown?.result.notices ?? []}
            undrawn={left}
            links={panelLinks(panel, { ...variables, ...rangeVariables(start, end) }, follow)}
            time={time}
            badge={badge}
          />
        }
        actions={<Actions place={place} onView={onView} />}
        padding={toTheEdge.has(panel.type) ? 'none' : 'md'}
      >
        {(innerWidth, innerHeight) => (
          <ErrorBoundary boundaryName="panel" dependencies={[shown]} errorLogger={() => undefined}>
            {({ error }) =>
              error ? (
                <Message text={`This panel cannot be drawn: ${error.message}`} />
              ) : (
                <Body
                  panel={panel}
                  shown={shown}
                  needsRows={hasQueries && panel.type !== 'text'}
                  width={innerWidth}
                  height={innerHeight}
                  waits={busy && !shown}
                  // That of the data: both change at once, and a graph is drawn once.
                  timeRange={shown?.timeRange ?? timeRange}
                  timeZone={timeZone}
                  theme={theme}
                  annotations={annotations}
                  replace={replace}
                  onZoom={onZoom}
                />
              )
            }
          </ErrorBoundary>
        )}
      </PanelChrome>
    </div>
  );
}

/** Panels that reach to the edge of their frame: their contents have room around them by themselves. */
const toTheEdge: ReadonlySet<string> = new Set(['stat']);

/** The annotations that a panel marks, up to the present. */
function markedBy(
  { id }: PanelJson,
  annotations: readonly Annotation[],
  until = Number.POSITIVE_INFINITY,
): readonly Annotation[] {
  return annotations
    .filter(({ from, isFor }) => from <= until && isFor(id))
    .map((one) => ({ ...one, to: Math.min(one.to, until) }));
}

interface Shown {
  readonly run: PanelRun;
  readonly timeRange: TimeRange;
  readonly result: PanelResult;
  /** Undefined where the type is not drawn. */
  readonly Type: ComponentType<PanelProps> | undefined;
}

const Nothing = () => null;

/** What is in the frame: the panel as its type draws it, or why there is nothing. */
const Body = memo(function Body({
  shown,
  waits,
  needsRows,
  ...props
}: Omit<PanelProps, 'frames'> & {
  readonly shown: Shown | undefined;
  readonly waits: boolean;
  readonly needsRows: boolean;
}) {
  const { panel } = props;
  // What is out of view waits without a moving bar, which the browser would draw all the time.
  if (!shown) return waits && <div className="loading-bar" role="status" aria-label="Loading" />;
  const { Type, result } = shown;
  const { frames, errors } = result;
  if (!Type) return <Message text={`Panels of type ${panel.type} are not drawn in the preview.`} />;
  if (errors.length > 0 && frames.length === 0) return <Message text={errors.join('\n')} />;
  if (!needsRows) return <Type {...props} frames={[]} />;
  if (frames.some(({ length }) => length > 0)) return <Type {...props} frames={frames} />;
  // Grafana draws one value without data too, with the text for it.
  return ofOneValue.has(panel.type) ? (
    <div data-empty>
      <Type {...props} frames={[]} />
    </div>
  ) : (
    <Message text={noValue(panel)} empty />
  );
});

/** Panels that show a value in large letters, or that there is none. */
const ofOneValue: ReadonlySet<string> = new Set(['stat', 'gauge', 'bargauge']);

function noValue({ fieldConfig }: PanelJson): string {
  return fieldConfig?.defaults?.noValue ?? 'No data';
}

function Message({ text, empty = false }: { readonly text: string; readonly empty?: boolean }) {
  return (
    <div
      data-empty={empty}
      style={{
        display: 'flex',
        height: '100%',
        alignItems: 'center',
        justifyContent: 'center',
        textAlign: 'center',
        opacity: 0.8,
      }}
    >
      {text}
    </div>
  );
}

function TitleItems({
  description,
  findings,
  notices,
  undrawn,
  links,
  time,
  badge,
}: {
  /** HTML, sanitised. */
  readonly description: string | undefined;
  readonly findings: readonly SiteFinding[];
  readonly notices: readonly string[];
  /** What the panel sets and the page does not draw, in words. */
  readonly undrawn: readonly string[];
  readonly links: readonly PanelLink[];
  readonly time: string | undefined;
  readonly badge: React.ReactNode;
}) {
  return (
    <>
      {description && (
        <Tooltip interactive content={<Description html={description} />}>
          <button type="button" className="icon-button" aria-label="Description">
            <Icon name="info-circle" />
          </button>
        </Tooltip>
      )}
      {badge}
      {time && <small>{time}</small>}
      <PanelLinks links={links} />
      {notices.map((notice) => (
        <Tooltip key={notice} content={notice}>
          <span role="note" aria-label={notice}>
            <Icon name="info-circle" />
          </span>
        </Tooltip>
      ))}
      {undrawn.map((text) => (
        <Tooltip key={text} content={text}>
          <span role="note" aria-label={text}>
            <Icon name="eye-slash" />
          </span>
        </Tooltip>
      ))}
      {findings.map(({ check, level, message, expected, place }) => (
        <Tooltip
          key={check + message}
          content={`${check}: ${message}${expected ? `. Expected: ${expected}` : ''}${place ? ` (${place.file}:${place.line})` : ''}`}
        >
          <a
            href={place?.editor ?? '#'}
            aria-label={`${level}: ${message}`}
            style={{ color: level === 'error' ? '#e24d42' : '#eab839' }}
          >
            <Icon name="exclamation-triangle" />
          </a>
        </Tooltip>
      ))}
    </>
  );
}

function Description({ html }: { readonly html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: It is sanitised.
  return <div className="markdown-html panel-description" dangerouslySetInnerHTML={{ __html: html }} />;
}

function targetOf({ page }: PanelLink): '_self' | '_blank' {
  return page ? '_self' : '_blank';
}

/** One link as it is; several in a menu, as in Grafana. */
function PanelLinks({ links }: { readonly links: readonly PanelLink[] }) {
  const [only] = links;
  if (!only) return null;
  if (links.length === 1)
    return (
      <Tooltip content={only.title}>
        <a href={only.url} target={targetOf(only)} rel="noreferrer" aria-label={only.title}>
          <Icon name="external-link-alt" />
        </a>
      </Tooltip>
    );
  const menu = (
    <Menu>
      {links.map((link) => (
        <Menu.Item
          key={link.title + link.url}
          label={link.title}
          url={link.url}
          target={targetOf(link)}
          icon="external-link-alt"
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu}>
      <button type="button" className="icon-button" aria-label="Panel links">
        <Icon name="external-link-alt" />
      </button>
    </Dropdown>
  );
}

function Actions({
  place,
  onView,
}: {
  readonly place?: SitePlace | undefined;
  readonly onView?: (() => void) | undefined;
}) {
  return (
    <span className="panel-actions">
      {place?.editor && (
        <LinkButton
          size="sm"
          fill="text"
          variant="secondary"
          icon="pen"
          href={place.editor}
          tooltip={`Edit ${place.file}:${place.line}`}
          aria-label={`Edit ${place.file}:${place.line}`}
        />
      )}
      {onView && (
        <button type="button" onClick={onView} aria-label="View panel alone" className="icon-button">
          <Icon name="eye" />
        </button>
      )}
    </span>
  );
}
