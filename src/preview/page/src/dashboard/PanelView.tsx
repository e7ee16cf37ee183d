import { renderMarkdown } from '@grafana/data';
import { ErrorBoundary, PanelChrome, useTheme2 } from '@grafana/ui';
import { useCallback, useMemo, useRef } from 'react';
import type { SiteFinding, SitePlace } from '../../../model.js';
import type { PanelProps } from '../panels/props.js';
import { undrawnIn } from '../panels/undrawn.js';
import type { Annotation } from './annotations.js';
import { interpolate, rangeVariables } from './interpolate.js';
import type { PanelJson } from './json.js';
import { withLinkMacros } from './link-macros.js';
import { panelLinks } from './links.js';
import { Message, PanelBody } from './PanelBody.js';
import { PanelActions, TitleItems } from './PanelTitle.js';
import type { PanelContext } from './panel-context.js';
import { transformerIds } from './panel-data.js';
import { useFollow } from './use-follow.js';
import { useNear } from './use-near.js';
import { usePanelRun } from './use-panel-run.js';

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
  const { timeRange, timeZone, until, onZoom } = context;
  const start = timeRange.from.valueOf();
  const end = timeRange.to.valueOf();
  // Per panel: the variables of its repetition are its own.
  const values = JSON.stringify(context.variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `values` stands for the variables.
  const variables = useMemo(() => context.variables, [values]);
  const follow = useFollow();
  const { shown, busy } = usePanelRun({ panel, width, context, variables, follow }, useNear(frame));
  const hasQueries = (panel.targets ?? []).length > 0;

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
        actions={<PanelActions place={place} onView={onView} />}
        padding={toTheEdge.has(panel.type) ? 'none' : 'md'}
      >
        {(innerWidth, innerHeight) => (
          <ErrorBoundary boundaryName="panel" dependencies={[shown]} errorLogger={() => undefined}>
            {({ error }) =>
              error ? (
                <Message text={`This panel cannot be drawn: ${error.message}`} />
              ) : (
                <PanelBody
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
