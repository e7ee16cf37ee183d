import { beforeAll, describe, expect, test } from 'vitest';
import { type Engine, loadEngine, type ParsedTemplate, type TemplateNode } from '../../src/engine/index.js';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

function parsed(text: string): ParsedTemplate {
  return engine.parseTemplates([text]).templates[0] ?? expect.fail();
}

function nodes(text: string): readonly TemplateNode[] {
  const result = parsed(text);
  return result.ok ? result.nodes : expect.fail(result.message);
}

describe("Go's template parser", () => {
  test('returns texts, variables, fields and functions with their positions', () => {
    expect(nodes('Größe 🙂 {{ $labels.topic }} {{ .Value | humanise }}')).toEqual([
      { kind: 'text', start: 0, text: 'Größe 🙂 ' },
      {
        kind: 'action',
        start: 12,
        pipe: {
          assign: false,
          variables: [],
          commands: [[{ kind: 'variable', start: 12, name: '$labels', fields: ['topic'] }]],
        },
      },
      { kind: 'text', start: 28, text: ' ' },
      {
        kind: 'action',
        start: 32,
        pipe: {
          assign: false,
          variables: [],
          commands: [
            [{ kind: 'field', start: 32, fields: ['Value'] }],
            [{ kind: 'function', start: 41, name: 'humanise', known: false }],
          ],
        },
      },
    ]);
  });

  test('returns the position where a chain of names begins', () => {
    const [action] = nodes('{{ eq $labels.a.b .Labels.c.d (now | toTime).Year }}');
    if (action?.kind !== 'action') return expect.fail();
    expect(action.pipe.commands[0]).toMatchObject([
      { kind: 'function', start: 3, name: 'eq', known: true },
      { kind: 'variable', start: 6, fields: ['a', 'b'] },
      { kind: 'field', start: 18, fields: ['Labels', 'c', 'd'] },
      { kind: 'chain', fields: ['Year'], of: { kind: 'pipe', start: 31 } },
    ]);
  });

  test('returns branches, variables, strings, numbers and definitions', () => {
    expect(
      nodes(
        '{{ range $i, $s := query "up" }}{{ if gt $s.Value 1e6 }}a{{ else if true }}b{{ else }}c{{ end }}{{ end }}',
      ),
    ).toMatchObject([
      {
        kind: 'range',
        pipe: {
          variables: [
            { name: '$i', start: 9 },
            { name: '$s', start: 13 },
          ],
          commands: [
            [
              { name: 'query', known: true },
              { kind: 'string', value: 'up', quoted: '"up"', start: 25 },
            ],
          ],
        },
        body: [
          {
            kind: 'if',
            pipe: { commands: [[{}, {}, { kind: 'number', text: '1e6' }]] },
            body: [{ text: 'a' }],
            otherwise: [{ kind: 'if', body: [{ text: 'b' }], otherwise: [{ text: 'c' }] }],
          },
        ],
        otherwise: undefined,
      },
    ]);
    expect(
      parsed('{{ define "x" }}{{ . }}{{ end }}{{ template "x" $value }}{{- /* note */ -}}'),
    ).toMatchObject({
      nodes: [{ kind: 'template', name: 'x', pipe: { commands: [[{ name: '$value' }]] } }],
      definitions: [{ name: 'x', nodes: [{ kind: 'action' }] }],
    });
  });

  test('keeps undefined variables, for the caller to report', () => {
    expect(nodes('{{ $a }}{{ $b.c }}')).toMatchObject([
      { start: 3, pipe: { commands: [[{ name: '$a' }]] } },
      { pipe: { commands: [[{ name: '$b', start: 11, fields: ['c'] }]] } },
    ]);
  });

  test.each([
    ['a\n{{ $value', 2, 'unclosed action'],
    ['{{ if $value }}x', 1, 'unexpected EOF'],
    ['x\n{{ end }}', 2, 'unexpected {{end}}'],
    ['{{ "a }}', 1, 'unterminated quoted string'],
    ['{{ define "x" }}{{ $labels }}{{ end }}', 1, 'undefined variable "$labels"'],
  ])('explains why %j is invalid', (text, line, message) => {
    expect(parsed(text)).toEqual({ ok: false, line, message });
  });

  test("knows Prometheus' functions", () => {
    const { functions, templates } = engine.parseTemplates([]);
    expect(templates).toEqual([]);
    expect(functions).toEqual(
      expect.arrayContaining(['first', 'humanizeTimestamp', 'query', 'urlQueryEscape']),
    );
  });
});
