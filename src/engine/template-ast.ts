/**
 * The syntax tree of a Go template, from Go's own parser. `start` is the position of a node, in UTF-16 offsets of the
 * text. It has no comments, and no white space that `{{-` and `-}}` trim.
 */
export type TemplateNode =
  | TemplateText
  | TemplateAction
  | TemplateBranch
  | TemplateCall
  | { readonly kind: 'break' | 'continue'; readonly start: number };

/** Text outside of actions. */
export interface TemplateText {
  readonly kind: 'text';
  readonly start: number;
  readonly text: string;
}

/** `{{ … }}`: prints what its pipeline gives, or sets a variable. */
export interface TemplateAction {
  readonly kind: 'action';
  readonly start: number;
  readonly pipe: TemplatePipe;
}

/** `{{ if … }}`, `{{ with … }}`, `{{ range … }}`; an `else if` is an `if` within `otherwise`. */
export interface TemplateBranch {
  readonly kind: 'if' | 'with' | 'range';
  readonly start: number;
  readonly pipe: TemplatePipe;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[] | undefined;
}

/** `{{ template "name" … }}`, and where `{{ block "name" … }}` stands. */
export interface TemplateCall {
  readonly kind: 'template';
  readonly start: number;
  readonly name: string;
  readonly pipe: TemplatePipe | undefined;
}

/** Commands, each of which gets the result of the previous one; `$a, $b := …` sets variables. */
export interface TemplatePipe {
  /** Whether it is `=`, which sets existing variables, and not `:=`. */
  readonly assign: boolean;
  readonly variables: readonly { readonly name: string; readonly start: number }[];
  readonly commands: readonly TemplateCommand[];
}

/** A function or method with its arguments, or a single value. */
export type TemplateCommand = readonly TemplateOperand[];

export type TemplateOperand =
  /** `$x.a.b`: the variable with its `$`, and its fields. */
  | {
      readonly kind: 'variable';
      readonly start: number;
      readonly name: string;
      readonly fields: readonly string[];
    }
  /** `.a.b`. */
  | { readonly kind: 'field'; readonly start: number; readonly fields: readonly string[] }
  /** `(…).a.b`. */
  | {
      readonly kind: 'chain';
      readonly start: number;
      readonly of: TemplateOperand;
      readonly fields: readonly string[];
    }
  /** A function by its name; `known` if Go or Prometheus has it. */
  | { readonly kind: 'function'; readonly start: number; readonly name: string; readonly known: boolean }
  /** `(…)`; begins where its content does. */
  | { readonly kind: 'pipe'; readonly start: number; readonly pipe: TemplatePipe }
  /** A string; `quoted` is how it is written. */
  | { readonly kind: 'string'; readonly start: number; readonly value: string; readonly quoted: string }
  | { readonly kind: 'number' | 'bool'; readonly start: number; readonly text: string }
  | { readonly kind: 'dot' | 'nil'; readonly start: number };

/** A template that the text defines: `{{ define "name" }}`. */
export interface TemplateDefinition {
  readonly name: string;
  readonly nodes: readonly TemplateNode[];
}

export interface ParsedTemplateOk {
  readonly ok: true;
  readonly nodes: readonly TemplateNode[];
  readonly definitions: readonly TemplateDefinition[];
}

/** An error of Go's template parser; `line` counts from 1. */
export interface ParsedTemplateError {
  readonly ok: false;
  readonly message: string;
  readonly line: number;
}

export type ParsedTemplate = ParsedTemplateOk | ParsedTemplateError;
