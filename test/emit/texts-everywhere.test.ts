import fc from 'fast-check';
import { loadAll, load as loadYaml } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import { partsOf, targets } from '../../src/pipeline/targets.js';
import { sharedRouting } from '../../src/resolve/index.js';
import { operated } from '../fixtures/operated-bundle.js';
import { runs } from '../support/sample.js';

const engine = loadEngine();

/**
 * Any text without NUL and lone surrogates, which constructors reject, and without templates, which alerts
 * expand.
 */
const anyText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 30 })
  .filter((text) => !/[\0\x7f-\x84\x86-\x9f\ufffe\uffff]|\{\{/.test(text));

/** Characters that are special for some parser. */
const awkward = fc.constantFrom('\u2028', '\u2029', '\u0085', '\ufeff', '\u0001', '---', '%YAML', '${', '%{');

describe('any text', () => {
  it("is parsed from every JSON and YAML file unchanged, and by Prometheus' rule loader", async () => {
    const emitters = await Promise.all(targets.map((target) => target.load()));
    const shared = await Promise.all(targets.flatMap((target) => target.loadShared?.() ?? []));
    const running = await engine;
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(anyText, awkward).map(([a, b]) => `x${a}${b}x`),
        async (text) => {
          const bundle = operated({ text });
          const parts = await partsOf(bundle, [], running);
          const routings = [sharedRouting(bundle)];
          const emitted = [
            ...emitters.map((emit) => [...emit(bundle, parts)]),
            ...shared.map((emit) => [...emit(routings)]),
          ];
          for (const files of emitted) {
            for (const { path, content: bytes } of files) {
              const content = Buffer.from(bytes).toString('utf8');
              if (path.endsWith('.json')) JSON.parse(content);
              else if (/\.ya?ml$/.test(path) && !/templates\//.test(path)) {
                loadAll(content);
                // Line breaks for the YAML of Go, which are none for that of JavaScript.
                expect(content, path).not.toMatch(/[\u0085\u2028\u2029\ufeff]/);
              }
              if (/^prometheus\/.*rules\.yml$/.test(path)) {
                expect(running.checkRules(content), path).toEqual([]);
                const { groups } = loadYaml(content) as { groups: { rules: { annotations?: object }[] }[] };
                if (path.includes('alert'))
                  expect(JSON.stringify(groups)).toContain(JSON.stringify(text).slice(1, -1));
              }
            }
          }
        },
      ),
      { numRuns: runs(60) },
    );
  });
});
