import { type Comment, commentedYaml } from '../packaging/commented-yaml.js';
import { defaultValues, type ValueField } from './field.js';

/** values.yaml: the defaults with their descriptions, in the format of helm-docs. */
export function valuesFile(header: string, fields: readonly ValueField[]): string {
  return commentedYaml(defaultValues(fields), header, new Map(fieldComments(fields, '')));
}

function fieldComments(fields: readonly ValueField[], prefix: string): [path: string, comment: Comment][] {
  return fields.flatMap((field): [string, Comment][] => {
    const path = `${prefix}${field.name}`;
    // helm-docs lists a section with a description as one value, without its fields.
    const about = field.fields ? field.about : `-- ${field.about}`;
    return [[path, { about, example: field.example }], ...fieldComments(field.fields ?? [], `${path}.`)];
  });
}
