import type { Expression, Place, ValueType } from './ast.js';
import { decodeExpression } from './decode-ast.js';
import { type Feature, type Features, featureBits, featuresOf } from './features.js';
import { operation } from './operations.js';
import type { Program } from './start.js';
import type { Response } from './wire.js';

export interface ParseOptions {
  /** Parts of PromQL to enable beyond the defaults of Prometheus; default none. */
  readonly features?: Features;
  /** Also return Prometheus' canonical text of each expression; default false. */
  readonly canonical?: boolean;
}

/** A message of Prometheus' parser, with its position in UTF-16 offsets of the expression. */
export interface ParseError extends Place {
  readonly message: string;
}

export interface ParsedOk {
  readonly ok: true;
  readonly valueType: ValueType;
  readonly ast: Expression;
  /** The features beyond the defaults of Prometheus that the expression uses. */
  readonly features: readonly Feature[];
  /** Prometheus' canonical text, when asked for. */
  readonly canonical?: string;
}

export interface ParsedError {
  readonly ok: false;
  readonly errors: readonly ParseError[];
}

export type ParsedExpression = ParsedOk | ParsedError;

/** The result of formatting: the text, or the parser's errors. */
export type FormattedExpression =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly errors: readonly ParseError[] };

const want = { canonical: 1, pretty: 2, noTree: 4 } as const;

/** Expressions per request, which limits the memory of a large batch. */
const batchSize = 4096;

export function parse(
  program: Program,
  expressions: readonly string[],
  options: ParseOptions,
): ParsedExpression[] {
  const wants = options.canonical ? want.canonical : 0;
  const read = (input: Response): ParsedExpression => {
    if (!input.flag()) return { ok: false, errors: errors(input) };
    const features = featuresOf(input.word());
    const valueType = input.string() as ValueType;
    const ast = decodeExpression(input);
    if (!options.canonical) return { ok: true, valueType, ast, features };
    return { ok: true, valueType, ast, features, canonical: input.string() };
  };
  return batches(program, expressions, wants, options.features, read);
}

export function format(
  program: Program,
  expressions: readonly string[],
  features: Features | undefined,
): FormattedExpression[] {
  const read = (input: Response): FormattedExpression => {
    if (!input.flag()) return { ok: false, errors: errors(input) };
    input.word();
    input.string();
    return { ok: true, text: input.string() };
  };
  return batches(program, expressions, want.pretty | want.noTree, features, read);
}

function batches<T>(
  program: Program,
  expressions: readonly string[],
  wants: number,
  features: Features | undefined,
  read: (input: Response) => T,
): T[] {
  const results: T[] = [];
  const gates = featureBits(features);
  for (let from = 0; from < expressions.length; from += batchSize) {
    const batch = expressions.slice(from, from + batchSize);
    program.call(
      operation.parse,
      (request) => {
        request.word(wants);
        request.word(gates);
        request.strings(batch);
      },
      (response) => {
        for (let i = 0; i < batch.length; i++) results.push(read(response));
      },
    );
  }
  return results;
}

function errors(input: Response): ParseError[] {
  const count = input.word();
  const list: ParseError[] = [];
  for (let i = 0; i < count; i++) {
    const message = input.string();
    const start = input.word();
    list.push({ message, start, end: input.word() });
  }
  return list;
}
