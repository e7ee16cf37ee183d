/** A JSON schema as plain data. */
export type JsonSchema = { readonly [key: string]: unknown };
