import {
  duration as durationShape,
  type FieldTable,
  flag as flagShape,
  json,
  list as listOf,
  matching,
  name as nameShape,
  optionsFrom,
  record,
  required as requiredField,
  type Shape,
  text as textShape,
  whole,
  wrong,
} from '../../../catalog/shape/index.js';
import { isSecretFile, secretShape } from '../../secret.js';

/** The form of an option in Alertmanager's configuration file and in an AlertmanagerConfig. */
export interface Field {
  readonly shape: Shape;
  readonly required?: boolean;
  /** Whether Alertmanager itself takes it missing, as an empty text. */
  readonly mayBeMissing?: boolean;
  /**
   * How the value is written: unchanged; as a map of texts; as a secret file, with a key that ends in `_file`; as a
   * value or a secret file; as a list of files; as headers with a list each; or as an object, a list or a map of
   * objects with fields of their own.
   */
  readonly as:
    | 'value'
    | 'pairs'
    | 'secret'
    | 'value or secret'
    | 'files'
    | 'headers'
    | 'object'
    | 'objects'
    | 'named objects';
  readonly fields?: Fields;
  /**
   * Alertmanager's key.
   *
   * @default the name of the option in snake case; `false` if only the AlertmanagerConfig has the field
   */
  readonly key?: string | false;
  /** Values of a secret option that are not secret. */
  readonly open?: readonly string[];
  /** False if the configuration file has no key that ends in `_file`. @default true */
  readonly keyFile?: false;
  /** Key in an AlertmanagerConfig. @default the name in the operator's spelling; `false` if it has no such field */
  readonly object?: string | false;
  /** Key in an AlertmanagerConfig for a value from a Secret. @default none */
  readonly objectFile?: string;
  /**
   * Set if an AlertmanagerConfig takes the value only from a Secret (`alone`), or from a Secret or a ConfigMap
   * (`either`).
   */
  readonly objectSecret?: 'alone' | 'either';
  /** The value in the operator's spelling. */
  readonly objectValue?: (value: unknown) => unknown;
}
export type Fields = Readonly<Record<string, Field>>;

/** A field for each option of a type; the compiler requires all of them. */
export function fieldsOf<Options extends object>(
  fields: {
    readonly [Name in keyof Options]-?: Field;
  },
): Fields {
  return fields;
}

type More = Partial<Omit<Field, 'shape' | 'as'>>;

export const value = (shape: Shape, more: More = {}): Field => ({ shape, as: 'value', ...more });
export const text = (more: More = {}): Field => value(textShape, more);
export const named = (more: More = {}): Field => value(nameShape, more);
export const texts = (more: More = {}): Field => value(listOf(textShape), more);
export const flag = (more: More = {}): Field => value(flagShape, more);
export const whole0 = (more: More = {}): Field => value(whole(0, Number.MAX_SAFE_INTEGER), more);
export const duration = (more: More = {}): Field => value(durationShape, more);
/** A duration in Go's own syntax, which has no days. */
export const goDuration = (more: More = {}): Field =>
  value(matching(/^(\d+(\.\d+)?(h|m|s|ms))+$/, 'a duration with the units h, m, s and ms: 90s, 1m30s'), more);
export const pairs = (more: More = {}): Field => ({ shape: record(textShape), as: 'pairs', ...more });
export const data = (more: More = {}): Field => value(json, more);
/** Data of any depth, by name. */
export const dataByName = (more: More = {}): Field => value(record(json), more);
export const object = (fields: Fields, more: More = {}): Field => ({
  shape: shapeOf(fields),
  as: 'object',
  fields,
  ...more,
});
export const objects = (fields: Fields, more: More = {}): Field => ({
  shape: listOf(shapeOf(fields)),
  as: 'objects',
  fields,
  ...more,
});
export const namedObjects = (fields: Fields, more: More = {}): Field => ({
  shape: record(shapeOf(fields)),
  as: 'named objects',
  fields,
  ...more,
});

/** A literal secret is rejected elsewhere, by a message that does not repeat it. */
const secretText: Shape = (given) => (typeof given === 'string' ? undefined : secretShape(given));
export const secret = (more: More = {}): Field => ({ shape: secretText, as: 'secret', ...more });
/** A value that is not secret, or the file that contains it. */
export const valueOrSecret = (shape: Shape, more: More = {}): Field => ({
  shape: (given) => (isSecretFile(given) ? undefined : shape(given)),
  as: 'value or secret',
  ...more,
});
export const files = (more: More = {}): Field => ({ shape: listOf(secretShape), as: 'files', ...more });
const headerValues = listOf((given) =>
  typeof given === 'string' || isSecretFile(given)
    ? undefined
    : wrong(given, "a string or secretFile('name')"),
);
export const headers = (more: More = {}): Field => ({ shape: record(headerValues), as: 'headers', ...more });

export function shapeOf(fields: Fields): Shape {
  return optionsFrom(tableOf(fields));
}

function tableOf(fields: Fields): FieldTable {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { shape, required }]) => [
      name,
      required ? requiredField(shape) : shape,
    ]),
  );
}

/** Alertmanager's key of an option: `titleLink` is `title_link`. */
export function keyOf(name: string, field: Field): string | undefined {
  if (field.key === false) return undefined;
  return field.key ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Its key in an AlertmanagerConfig: `titleLink` stays, `iconUrl` is `iconURL`, `chatId` is `chatID`. */
export function objectKeyOf(name: string, field: Field): string | undefined {
  if (field.object === false) return undefined;
  return field.object ?? name.replace(/(Url|Id|Arn|Tls)$/, (word) => word.toUpperCase());
}
