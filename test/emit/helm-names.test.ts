import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { objectKey, packageName } from '../../src/emit/packaging/names.js';

const rfc1123 = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const uid = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);

describe('names of packages', () => {
  test.each([
    ['qmtl', 'qmtl'],
    ['seamless_v2_observability', 'seamless-v2-observability'],
    ['Tricky_Bundle', 'tricky-bundle-d0104b60'],
    ['_', expect.stringMatching(rfc1123)],
  ])('%s becomes %s', (bundle, name) => {
    expect(packageName(bundle)).toEqual(name);
  });

  test('are valid for any bundle name', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 300 })), (bundle) => {
        expect(packageName(bundle)).toMatch(rfc1123);
        expect(packageName(bundle).length).toBeLessThanOrEqual(63);
      }),
    );
  });

  test('differ for bundles that differ in more than _ and -', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,80}$/);
    fc.assert(
      fc.property(name, name, (one, other) => {
        fc.pre(one.replaceAll('_', '-') !== other.replaceAll('_', '-'));
        expect(packageName(one)).not.toBe(packageName(other));
      }),
    );
  });
});

describe('keys of dashboards', () => {
  test('are the uid if Kubernetes accepts it', () => {
    expect(objectKey('seamless-sla-overview')).toBe('seamless-sla-overview');
    expect(objectKey('a--b')).toBe('a--b');
  });

  test('are valid for any uid, and leave room for a prefix', () => {
    fc.assert(
      fc.property(uid, (value) => {
        expect(objectKey(value)).toMatch(rfc1123);
        expect(objectKey(value).length).toBeLessThanOrEqual(49);
      }),
    );
  });

  test('differ for different uids, even if only one letter or its case differs', () => {
    const similar = fc
      .stringMatching(/^[a-z0-9-]{1,40}$/)
      .chain((text) =>
        fc.tuple(
          fc.constant(text),
          fc.integer({ min: 0, max: text.length - 1 }),
          fc.constantFrom('_', '-', 'A', 'a'),
        ),
      );
    fc.assert(
      fc.property(similar, ([one, at, letter]) => {
        const other = one.slice(0, at) + letter + one.slice(at + 1);
        fc.pre(one !== other);
        expect(objectKey(one)).not.toBe(objectKey(other));
      }),
    );
    fc.assert(
      fc.property(uid, uid, (one, other) => {
        fc.pre(one !== other);
        expect(objectKey(one)).not.toBe(objectKey(other));
      }),
    );
  });
});
