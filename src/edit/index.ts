export {
  appendArgument,
  appendItem,
  type Edit,
  edited,
  insertAfter,
  type Print,
  prependItem,
  removeIn,
  removeItem,
  replaceNode,
  setIn,
} from './edits.js';
export { exportedNames } from './exports.js';
export { isPlainKey, keyLiteral, numberLiteral, stringLiteral, templateText } from './literals.js';
export {
  argumentsOf,
  bare,
  callAt,
  calleeOf,
  itemsOf,
  nodesWithin,
  propertyOf,
  propertyValue,
  readSource,
  type Source,
  type SyntaxNode,
  startOf,
  stringOf,
  textOf,
} from './syntax.js';
