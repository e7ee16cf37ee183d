import { bundle } from 'dashwright';
import { describe, expect, it } from 'vitest';
import {
  featureHistory,
  functionNames,
  isOlder,
  lacks,
} from '../../src/check/analysis/prometheus-features.js';
import { loadEngine } from '../../src/engine/index.js';
import { engineVersion, versionOf } from '../../src/engine/version.js';
import { resolved } from './support.js';

const engine = await loadEngine();
const stock = new Set<string>();

/** Why the engine, configured like a stock server, rejects a call without arguments. */
function refusal(name: string): string {
  const [result] = engine.parse([`${name}()`]);
  return result?.ok === false ? result.errors.map(({ message }) => message).join() : '';
}

describe("the table of Prometheus' features", () => {
  it('lists all functions of the engine, and which of them need a feature flag', () => {
    for (const name of functionNames) {
      const history = featureHistory.functions[name];
      const missing = history && lacks(history, engineVersion, stock);
      const message = refusal(name);
      expect(/unknown function/.test(message), `${name}: ${message}`).toBe(missing === 'version');
      expect(/is not enabled/.test(message), `${name}: ${message}`).toBe(missing === 'flag');
    }
  });
  it('agrees with the engine on syntax', () => {
    const expressions: Readonly<Partial<Record<keyof typeof featureHistory.syntax, string>>> = {
      subquery: 'max_over_time(x[5m:1m])',
      'the @ modifier': 'x @ end()',
      'a negative offset': 'x offset -5m',
      atan2: 'x atan2 y',
      'a duration instead of a number': 'x > 5m',
      'a number with underscores': 'x > 1_000',
      'a name in quotes': '{"a.b"}',
      'a calculated duration': 'rate(x[5m + 1m])',
      'step() in a duration': 'rate(x[step()])',
      'range() in a duration': 'rate(x[range()])',
      'min_of() or max_of() in a duration': 'rate(x[min_of(5m, 1m)])',
      anchored: 'rate(x[5m] anchored)',
      smoothed: 'rate(x[5m] smoothed)',
      'fill()': 'x + fill(0) y',
      'trimming of histograms with </ or >/': 'x </ 5',
    };
    for (const [name, expr] of Object.entries(expressions)) {
      const history = featureHistory.syntax[name as keyof typeof featureHistory.syntax];
      expect(engine.parse([expr])[0]?.ok, name).toBe(lacks(history, engineVersion, stock) === undefined);
    }
  });
  it('has a first version that is older than the version that needs no flag', () => {
    for (const part of Object.values(featureHistory)) {
      for (const [name, { since, stable, flag }] of Object.entries<{
        since: string;
        stable?: string;
        flag?: string;
      }>(part)) {
        if (stable !== undefined) expect(flag !== undefined && isOlder(since, stable), name).toBe(true);
      }
    }
  });
});

describe('versions', () => {
  it('are compared numerically', () => {
    expect(isOlder('2.9', '2.10')).toBe(true);
    expect(isOlder('3.5.1', '3.5')).toBe(false);
    expect(isOlder('v2.55', '3.0')).toBe(true);
  });
  it("are read from the engine's Go module", () => {
    expect(versionOf('v0.316.0')).toBe('3.16');
    expect(versionOf('v0.55.1')).toBe('2.55');
    expect(() => versionOf('latest')).toThrow('not a version');
  });
});

describe('the Prometheus version of a bundle', () => {
  const { options } = resolved({}).source;
  it.each(['latest', '3', '1.8', 3.5 as unknown as string, ''])('is refused as %j', (prometheus) => {
    expect(() => bundle({ ...options, prometheus: prometheus as '3.5' })).toThrow(
      /not a version of Prometheus; expected major\.minor/,
    );
  });
});
