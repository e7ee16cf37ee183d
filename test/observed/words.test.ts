import { expect, test } from 'vitest';
import { unitOfName } from '../../src/observed/index.js';

test.each([
  ['gc_pause_microseconds', 'µs'],
  ['gc_pause_nanoseconds_total', 'ns'],
  ['retention_minutes', 'm'],
  ['retention_hours', 'h'],
  ['certificate_validity_days', 'd'],
  ['color_temperature_kelvin', 'kelvin'],
  ['took_seconds_sum', 's'],
  ['pod_created', 'timestamp'],
  ['orders_created_total', undefined],
  ['queue_length', undefined],
])('the unit of %s is %s', (name, unit) => {
  expect(unitOfName(name)).toBe(unit);
});
