/** An input variable of the module: the source of its block in variables.tf and of its row in the README. */
export interface ModuleVariable {
  readonly name: string;
  readonly about: string;
  /** Type expression of HCL. */
  readonly type: 'string' | 'bool' | 'map(string)' | 'any';
  /** The default. Null means something else than any value. */
  readonly value: unknown;
  readonly validations: readonly Validation[];
}

export interface Validation {
  /** An expression on one line. It may refer to the variable itself only: Terraform before 1.9 allows no more. */
  readonly condition: string;
  /** A template of HCL, without its quotes. */
  readonly message: string;
}
