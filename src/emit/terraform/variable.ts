import { tableCell } from '../templates.js';
import { toHcl } from './hcl.js';

/** An input variable of the module: the source of its block in variables.tf and of its row in the README. */
export interface ModuleVariable {
  readonly name: string;
  readonly about: string;
  /** Type expression of HCL. */
  readonly type: string;
  /** The default. Null is different from any value. */
  readonly value: unknown;
  readonly validations: readonly Validation[];
}

export interface Validation {
  /** An expression on one line. It may refer to the variable itself only: Terraform before 1.9 allows no more. */
  readonly condition: string;
  /** A template of HCL, without its quotes. */
  readonly message: string;
}

export function text(
  name: string,
  value: string,
  about: string,
  ...validations: Validation[]
): ModuleVariable {
  return { name, about, type: 'string', value, validations };
}
export function texts(name: string, about: string, validations: readonly Validation[]): ModuleVariable {
  return { name, about, type: 'map(string)', value: {}, validations };
}
export function list(name: string, about: string, validations: readonly Validation[]): ModuleVariable {
  return { name, about, type: 'list(string)', value: [], validations };
}
export function flag(name: string, value: boolean, about: string): ModuleVariable {
  return { name, about, type: 'bool', value, validations: [] };
}
/** Switches by name: entries that are not set are enabled. */
export function flags(name: string, about: string, validations: readonly Validation[]): ModuleVariable {
  return { name, about, type: 'map(bool)', value: {}, validations };
}
export function anything(
  name: string,
  value: unknown,
  about: string,
  validations: readonly Validation[],
): ModuleVariable {
  return { name, about, type: 'any', value, validations };
}

/** Code in a table cell in the format of terraform-docs: several lines become a fenced block on one line. */
function codeCell(code: string): string {
  const fence = code.includes('\n') ? '```' : '`';
  return tableCell(`${fence}${code.replaceAll(/\s+/g, ' ')}${fence}`);
}

/** A variable as the templates of variables.tf and of the README read it. */
export function toTemplate(variable: ModuleVariable) {
  const text = toHcl(variable.value);
  return {
    ...variable,
    text,
    optional: variable.value === null,
    // Equals signs are aligned on neighbouring lines only.
    isLong: variable.type.includes('\n'),
    typeCell: codeCell(variable.type),
    textCell: codeCell(text),
  };
}
