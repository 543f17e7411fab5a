import ts from 'typescript';

/** The members of the interfaces that a source exports, by interface name; what it extends is added. */
export function interfacesOf(source: string): ReadonlyMap<string, readonly string[]> {
  const file = ts.createSourceFile('types.ts', source, ts.ScriptTarget.Latest);
  const declared = file.statements.filter(ts.isInterfaceDeclaration);
  const byName = new Map(declared.map((each) => [each.name.text, each]));
  const membersOf = (each: ts.InterfaceDeclaration): readonly string[] => {
    const parents = (each.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => type.expression));
    const inherited = parents.flatMap((parent) => {
      const known = ts.isIdentifier(parent) ? byName.get(parent.text) : undefined;
      return known ? membersOf(known) : [];
    });
    return [...inherited, ...each.members.map((member) => member.name?.getText(file) ?? '')];
  };
  return new Map(declared.map((each) => [each.name.text, membersOf(each)]));
}

/** One sentence for each member that the components' types and another description of the same shape do not share. */
export function memberDifferences(
  shape: string,
  inComponents: readonly string[],
  elsewhere: readonly string[],
  place: string,
): readonly string[] {
  const extra = inComponents.filter((name) => !elsewhere.includes(name));
  const missing = elsewhere.filter((name) => !inComponents.includes(name));
  return [
    ...extra.map((name) => `${shape}.${name} is in captureTypes, but not in ${place}`),
    ...missing.map((name) => `${shape}.${name} is in ${place}, but not in captureTypes`),
  ];
}
