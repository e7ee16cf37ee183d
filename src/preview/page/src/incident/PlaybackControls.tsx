import { Button, Select } from '@grafana/ui';
import type { Incident } from '../../../model.js';
import { durationText } from '../dashboard/interpolate.js';
import { lengthText } from '../lib/length.js';
import { climaxOf } from './timeline.js';
import type { Playback } from './use-playback.js';

const speeds = [30, 60, 120, 300, 600];

/** Plays an incident, goes on and back, to its peak and to any time. */
export function PlaybackControls({
  incident,
  playback: { now, playing, speed, jump, toggle, setSpeed },
}: {
  readonly incident: Incident;
  readonly playback: Playback;
}) {
  const { start, end, stepMs } = incident;
  return (
    <section
      aria-label="Playback"
      style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}
    >
      <Button icon={playing ? 'pause' : 'play'} onClick={toggle}>
        {playing ? 'Pause' : 'Play'}
      </Button>
      <Button
        variant="secondary"
        icon="step-backward"
        aria-label="One step back"
        onClick={() => jump(Math.max(start, now - stepMs))}
      />
      <Button
        variant="secondary"
        icon="forward"
        aria-label="One step on"
        onClick={() => jump(Math.min(end, now + stepMs))}
      />
      <Button variant="secondary" onClick={() => jump(climaxOf(incident))}>
        Peak
      </Button>
      <Select
        aria-label="Speed"
        width={16}
        options={speeds.map((value) => ({ value, label: `${durationText(value * 1000)} per s` }))}
        value={speed}
        onChange={({ value }) => setSpeed(value ?? 120)}
      />
      <output aria-live="off" style={{ minWidth: 90 }}>
        {lengthText(now - start)}
      </output>
      <input
        aria-label="Time"
        type="range"
        min={start}
        max={end}
        step={stepMs}
        value={now}
        onChange={({ target }) => jump(Number(target.value))}
        style={{ flex: 1, minWidth: 240 }}
      />
    </section>
  );
}
