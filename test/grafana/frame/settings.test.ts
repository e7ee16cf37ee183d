import { describe, expect, test } from 'vitest';
import { frameOf } from './frame.js';

describe('options of a dashboard', () => {
  test('are in its JSON', async () => {
    const frame = await frameOf({
      description: 'About',
      tags: ['x'],
      time: { from: 'now-2d', to: 'now-1d' },
      timezone: 'Europe/Berlin',
      weekStart: 'sunday',
      liveNow: true,
      refresh: false,
      editable: true,
      crosshair: 'tooltip',
      timePicker: {
        hidden: false,
        refreshIntervals: ['30s', '5m'],
        quickRanges: [{ title: 'Shift', from: 'now-8h', to: 'now' }],
        nowDelay: '1m',
      },
      json: { fiscalYearStartMonth: 3, preload: true },
    });
    expect(frame).toMatchObject({
      description: 'About',
      tags: ['x'],
      time: { from: 'now-2d', to: 'now-1d' },
      timezone: 'Europe/Berlin',
      weekStart: 'sunday',
      liveNow: true,
      refresh: '',
      editable: true,
      graphTooltip: 2,
      timepicker: {
        hidden: false,
        refresh_intervals: ['30s', '5m'],
        quick_ranges: [{ display: 'Shift', from: 'now-8h', to: 'now' }],
        nowDelay: '1m',
      },
      fiscalYearStartMonth: 3,
      preload: true,
    });
  });

  test('are omitted if not set', async () => {
    const frame = await frameOf({});
    for (const key of ['timepicker', 'weekStart', 'liveNow']) expect(frame).not.toHaveProperty(key);
    expect(frame).toMatchObject({ refresh: '1m', time: { from: 'now-6h', to: 'now' }, graphTooltip: 1 });
    expect(await frameOf({ timePicker: false })).toMatchObject({ timepicker: { hidden: true } });
  });
});
