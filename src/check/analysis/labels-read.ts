import type { Call, Expression } from '../../engine/index.js';

/** The arguments of a call that name labels which the function reads. */
export function labelsRead({ func, args }: Call): readonly Expression[] {
  switch (func) {
    case 'label_replace':
      return args.slice(3, 4);
    case 'label_join':
      return args.slice(3);
    case 'sort_by_label':
    case 'sort_by_label_desc':
      return args.slice(1);
    default:
      return [];
  }
}
