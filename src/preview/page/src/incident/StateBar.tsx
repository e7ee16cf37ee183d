import { useTheme2 } from '@grafana/ui';
import type { AlertSpan } from '../../../model.js';
import { stateColors } from '../views/parts.js';

/** The states of an alert over time, as a bar with its title. `timeText` says a time in the tooltip. */
export function StateBar({
  title,
  spans,
  start,
  end,
  timeText,
}: {
  readonly title: string;
  readonly spans: readonly AlertSpan[];
  readonly start: number;
  readonly end: number;
  readonly timeText: (time: number) => string;
}) {
  const theme = useTheme2();
  const share = (time: number): string => `${((time - start) / (end - start || 1)) * 100}%`;
  return (
    <div className="bar">
      <span title={title}>{title}</span>
      <div style={{ background: theme.colors.background.secondary }}>
        {spans.map(({ from, to, state }) => (
          <div
            key={`${from}${state}`}
            data-state={state}
            title={`${state} from ${timeText(from)} to ${timeText(to)}`}
            style={{
              position: 'absolute',
              top: 0,
              bottom: 0,
              left: share(from),
              width: `${((to - from) / (end - start || 1)) * 100}%`,
              minWidth: 2,
              background: stateColors[state],
            }}
          />
        ))}
      </div>
    </div>
  );
}
