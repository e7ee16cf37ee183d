import type { Incident } from '../../../model.js';
import { labelText, stateColors } from '../views/parts.js';
import { spansOf } from './timeline.js';

/** The states of all alerts until now, a line for each, and what the scenario expects when. */
export function TimeLine({
  incident,
  now,
  onJump,
}: {
  readonly incident: Incident;
  readonly now: number;
  readonly onJump: (at: number) => void;
}) {
  const { start, end, timelines, expectations } = incident;
  const share = (at: number): string => `${((at - start) / (end - start)) * 100}%`;
  return (
    <div className="time-line">
      {timelines.map((line) => (
        <div key={line.alert + JSON.stringify(line.labels)} className="line">
          <span title={labelText(line.labels)}>{line.alert}</span>
          <div>
            {spansOf(line, Math.min(now, end)).map(({ from, to, state }) => (
              <div
                key={from}
                title={state}
                style={{
                  left: share(from),
                  width: `${((to - from) / (end - start)) * 100}%`,
                  background: stateColors[state],
                  opacity: state === 'inactive' ? 0.35 : 1,
                }}
              />
            ))}
          </div>
        </div>
      ))}
      <div className="expectations">
        {expectations.map(({ at, text }) => (
          <button
            type="button"
            key={text + at}
            className="icon-button"
            title={text}
            aria-label={`Jump to ${text}`}
            onClick={() => onJump(at)}
            style={{ left: share(at) }}
          >
            ▲
          </button>
        ))}
      </div>
      <div
        aria-hidden="true"
        className="now"
        style={{ left: `calc(var(--names) + (100% - var(--names)) * ${(now - start) / (end - start)})` }}
      />
    </div>
  );
}
