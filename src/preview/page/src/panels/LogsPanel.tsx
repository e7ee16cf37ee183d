import { FieldType } from '@grafana/data';
import { optionsOf } from './drawn.js';
import { prettified, withoutRepeated } from './log-lines.js';
import type { PanelProps } from './props.js';

const option = optionsOf('logs');

const levels: Readonly<Record<string, string>> = {
  error: '#e24d42',
  warn: '#eab839',
  info: '#7eb26d',
  debug: '#1f78c1',
};

/** Lines with their time and a bar in the colour of their level, the latest first. */
export function LogsPanel({ panel, frames, height, theme }: PanelProps) {
  const showTime = option(panel.options, 'showTime', false);
  const wrap = option(panel.options, 'wrapLogMessage', false);
  const isPretty = option(panel.options, 'prettifyLogMessage', false);
  const same = option<string>(panel.options, 'dedupStrategy', 'none');
  const ascending = option<string>(panel.options, 'sortOrder', 'Descending') === 'Ascending';
  const lines = frames.flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    const text = frame.fields.find(({ name }) => name === 'Line');
    return (text?.values ?? []).map((line: string, index: number) => ({
      line,
      time: Number(time?.values[index] ?? 0),
    }));
  });
  lines.sort((a, b) => (ascending ? a.time - b.time : b.time - a.time));
  const shown = withoutRepeated(lines, same);
  return (
    <section
      aria-label={`Lines of ${panel.title ?? 'logs'}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: What scrolls must be reached by the keyboard.
      tabIndex={0}
      style={{
        height,
        overflow: 'auto',
        fontFamily: theme.typography.fontFamilyMonospace,
        fontSize: 12,
        lineHeight: '18px',
      }}
    >
      {shown.map(({ line, time, repeated }) => (
        <div
          key={`${time}${line}`}
          style={{
            display: 'flex',
            gap: 8,
            borderLeft: `3px solid ${levels[/\blevel=(\w+)/.exec(line)?.[1] ?? ''] ?? 'transparent'}`,
            paddingLeft: 6,
          }}
        >
          {same !== 'none' && (
            <span style={{ color: theme.colors.text.secondary, flex: 'none', minWidth: 24 }}>
              {repeated > 0 ? `${repeated}x` : ''}
            </span>
          )}
          {showTime && (
            <span style={{ color: theme.colors.text.secondary, flex: 'none' }}>
              {new Date(time).toISOString().slice(0, 19).replace('T', ' ')}
            </span>
          )}
          <span
            style={
              wrap || isPretty ? { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } : { whiteSpace: 'pre' }
            }
          >
            {isPretty ? prettified(line) : line}
          </span>
        </div>
      ))}
    </section>
  );
}
