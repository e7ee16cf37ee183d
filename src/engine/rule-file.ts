import { type Features, featureBits } from './features.js';
import { operation } from './operations.js';
import type { Program } from './start.js';

export interface RuleFileOptions {
  /** Parts of PromQL to enable beyond the defaults of Prometheus; default none. */
  readonly features?: Features;
  /** Accept fields that Prometheus does not know; default false, as in promtool. */
  readonly ignoreUnknownFields?: boolean;
}

/** An error in a rule file, with the message of Prometheus. */
export interface RuleFileError {
  readonly message: string;
  /** Line and column in the file, from 1, if Prometheus reports them. */
  readonly line?: number;
  readonly column?: number;
}

export function checkRules(program: Program, yaml: string, options: RuleFileOptions): RuleFileError[] {
  return program.call(
    operation.checkRules,
    (request) => {
      request.word(featureBits(options.features));
      request.flag(options.ignoreUnknownFields);
      request.string(yaml);
    },
    (response) => {
      const count = response.word();
      const list: RuleFileError[] = [];
      for (let i = 0; i < count; i++) {
        const message = response.string();
        const line = response.word();
        const column = response.word();
        list.push({ message, ...(line > 0 && { line }), ...(column > 0 && { column }) });
      }
      return list;
    },
  );
}
