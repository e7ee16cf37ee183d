import { useEffect, useState } from 'react';
import type { Incident } from '../../../model.js';
import { climaxOf } from './timeline.js';

/** Milliseconds between two pictures. */
const frameMs = 250;

export interface Playback {
  /** The present of the incident, in milliseconds since the epoch. */
  readonly now: number;
  readonly playing: boolean;
  /** Seconds of the incident in one second. */
  readonly speed: number;
  readonly jump: (at: number) => void;
  /** Starts and stops; at its end, it begins anew. */
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
}

/** The time of an incident that is played, from where the address says: `climax`, or `at` in seconds. */
export function usePlayback(incident: Incident, query: URLSearchParams): Playback {
  const { start, end } = incident;
  const [now, setNow] = useState(() => {
    if (query.has('climax')) return climaxOf(incident);
    return query.has('at') ? start + Number(query.get('at')) * 1000 : start;
  });
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(120);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setNow((at) => Math.min(end, at + speed * frameMs)), frameMs);
    return () => clearInterval(timer);
  }, [playing, speed, end]);
  useEffect(() => {
    if (now >= end) setPlaying(false);
  }, [now, end]);
  const toggle = (): void => {
    if (now >= end) setNow(start);
    setPlaying(now >= end || !playing);
  };
  return { now, playing, speed, jump: setNow, toggle, setSpeed };
}
