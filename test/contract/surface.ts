/** What a component can call, and the shapes that pass: the same description for Apex and for the stand-in. */
export interface Surface {
  /** `Class.method` of every method for components. */
  readonly methods: ReadonlyMap<string, MethodSignature>;
  /** The fields for components of every class, by class name. */
  readonly classes: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface MethodSignature {
  /** `name: Type`, in order. */
  readonly parameters: readonly string[];
  readonly returns: string;
  readonly cacheable: boolean;
}

/** One sentence for each difference between Apex and the stand-in; none when they agree. */
export function differences(apex: Surface, standIn: Surface): readonly string[] {
  return [...methodDifferences(apex, standIn), ...classDifferences(apex, standIn)];
}

function methodDifferences(apex: Surface, standIn: Surface): readonly string[] {
  return compare(apex.methods, standIn.methods, 'method', (name, inApex, inStandIn) => {
    const apexText = signatureText(inApex);
    const standInText = signatureText(inStandIn);
    return apexText === standInText ? [] : [`${name} is ${apexText} in Apex, but ${standInText} in the stand-in`];
  });
}

function signatureText({ parameters, returns, cacheable }: MethodSignature): string {
  return `(${parameters.join(', ')}): ${returns}${cacheable ? ' cacheable' : ''}`;
}

function classDifferences(apex: Surface, standIn: Surface): readonly string[] {
  return compare(apex.classes, standIn.classes, 'class', (name, inApex, inStandIn) =>
    compare(inApex, inStandIn, `field of ${name}`, (field, apexType, standInType) =>
      apexType === standInType ? [] : [`${name}.${field} is ${apexType} in Apex, but ${standInType} in the stand-in`],
    ),
  );
}

function compare<Item>(
  apex: ReadonlyMap<string, Item>,
  standIn: ReadonlyMap<string, Item>,
  kind: string,
  both: (name: string, inApex: Item, inStandIn: Item) => readonly string[],
): readonly string[] {
  const names = [...new Set([...apex.keys(), ...standIn.keys()])].sort();
  return names.flatMap((name) => {
    const inApex = apex.get(name);
    const inStandIn = standIn.get(name);
    if (inApex === undefined) return [`${kind} ${name} is in the stand-in, but not in Apex`];
    if (inStandIn === undefined) return [`${kind} ${name} is in Apex, but not in the stand-in`];
    return both(name, inApex, inStandIn);
  });
}
