import { nodesWithin, type Source, type SyntaxNode, textOf } from './syntax.js';

/** Names of the constants, functions and classes that a module exports: not types, nor the default. */
export function exportedNames(source: Source): string[] {
  const found: string[] = [];
  for (let node = source.top.firstChild; node; node = node.nextSibling) {
    if (node.name !== 'ExportDeclaration') continue;
    const group = node.getChild('ExportGroup');
    if (group) found.push(...namesIn(group, source));
    const declaration =
      node.getChild('VariableDeclaration') ??
      node.getChild('FunctionDeclaration') ??
      node.getChild('ClassDeclaration');
    if (declaration && !node.getChild('default')) found.push(...declaredIn(declaration, source));
  }
  return found;
}

/** `{ a, b as c }` exports `a` and `c`: the last name of each part. */
function namesIn(group: SyntaxNode, source: Source): string[] {
  const names: string[] = [];
  let last: string | undefined;
  let isType = false;
  for (let part = group.firstChild; part; part = part.nextSibling) {
    if (part.name === 'VariableName') last = textOf(source, part);
    // The grammar does not know `type A` here: it reads a name and an error.
    else if (part.name === '⚠') isType = true;
    else if (part.name === ',' || part.name === '}') {
      if (last !== undefined && last !== 'default' && !isType) names.push(last);
      last = undefined;
      isType = false;
    }
  }
  return names;
}

/** Names on the left of `=`, those in patterns such as `const { a, b: c } = …` too. */
function declaredIn(declaration: SyntaxNode, source: Source): string[] {
  const patterns = ['ObjectPattern', 'ArrayPattern'].flatMap((pattern) => declaration.getChildren(pattern));
  const definitions = [
    ...declaration.getChildren('VariableDefinition'),
    ...patterns.flatMap((pattern) => nodesWithin(pattern, 'VariableDefinition')),
  ];
  return definitions.map((name) => textOf(source, name));
}
