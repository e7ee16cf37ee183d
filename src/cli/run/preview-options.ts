import type { DefinitionOptions } from '../options/definitions.js';

export interface PreviewOptions extends DefinitionOptions {
  readonly port: number;
  readonly prometheus?: string;
  readonly headerFile?: string;
  readonly open?: boolean;
  readonly static?: string;
  readonly against?: string;
  readonly backtest?: string;
  readonly editor: string;
}
