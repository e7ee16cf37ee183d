import type { Engine } from '../../engine/index.js';
import { type Code, call, literal, name, object } from '../code/code.js';
import { identifier } from '../code/names.js';
import { describe } from '../promql/describe.js';
import type { Prepared } from '../promql/prepare.js';
import { type SeriesFinder, type WrittenExpression, writeExpression } from '../promql/write.js';
import type { Definitions } from './definition.js';

/** A signal of the bundle. */
export interface WrittenSignal {
  readonly name: string;
  readonly code: Code;
  readonly expression: WrittenExpression;
}

/** How the signal of an expression is called where it has none yet. */
export interface SignalNaming {
  /** What people call it: the title of its panel, the alert's name. */
  readonly title: string;
  /** Whether the title says more than what the expression does. */
  readonly preferTitle: boolean;
  readonly file: string;
}

/** The signals of a bundle: one for all expressions that say the same. */
export class Signals {
  readonly #byKey = new Map<string, WrittenSignal>();
  readonly #written = new Map<string, WrittenExpression>();

  constructor(
    private readonly definitions: Definitions,
    private readonly find: SeriesFinder,
    private readonly engine: Engine,
  ) {}

  /** The parser of its expressions. */
  get reader(): Engine {
    return this.engine;
  }

  /** The expression as code, proven once for all that say the same. */
  expression(prepared: Prepared, wanted: readonly string[] = []): WrittenExpression {
    const key = `${prepared.key}\0${wanted.join('\0')}`;
    const known = this.#written.get(key) ?? this.#written.get(withWindow(key, prepared));
    if (known) return known;
    const made = writeExpression(prepared, this.find, this.definitions.scope, this.engine, wanted);
    this.#written.set(made.typed ? key : withWindow(key, prepared), made);
    return made;
  }

  known(prepared: Prepared): WrittenSignal | undefined {
    return this.#byKey.get(prepared.key) ?? this.#byKey.get(withWindow(prepared.key, prepared));
  }

  /** The signal of an expression, made where nothing else shows the same. */
  signal(prepared: Prepared, { title, preferTitle, file }: SignalNaming): WrittenSignal {
    const known = this.known(prepared);
    if (known) return known;
    const expression = this.expression(prepared);
    const described = prepared.ast && describe(prepared.ast);
    const text = (preferTitle ? title || described : (described ?? title)) || 'Signal';
    const constant = this.definitions.unique(identifier(text, 'signal'));
    const code = call('signal', object({ title: literal(text), expr: expression.code }, { tall: true }));
    this.definitions.add({ name: constant, code, file });
    const made = { name: constant, code: name(constant), expression };
    this.#byKey.set(expression.typed ? prepared.key : withWindow(prepared.key, prepared), made);
    return made;
  }
}

/** PromQL as text has its window in it, where typed functions leave it to the panel or rule. */
function withWindow(key: string, { window }: Prepared): string {
  return `${key}\0over ${window ?? ''}`;
}
