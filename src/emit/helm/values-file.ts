import { type Comment, commentedYaml } from '../packaging/commented-yaml.js';
import { defaultValues, type ValueField } from './field.js';

/** values.yaml: the defaults, each under what it does, in the form that helm-docs reads. */
export function valuesFile(header: string, fields: readonly ValueField[]): string {
  return commentedYaml(defaultValues(fields), header, new Map(fieldComments(fields, '')));
}

function fieldComments(fields: readonly ValueField[], prefix: string): [path: string, comment: Comment][] {
  return fields.flatMap((field): [string, Comment][] => {
    const path = `${prefix}${field.name}`;
    // helm-docs describes values, and lists a section with a description as one value: its fields would be missing.
    const about = field.fields ? field.about : `-- ${field.about}`;
    return [[path, { about, example: field.example }], ...fieldComments(field.fields ?? [], `${path}.`)];
  });
}
