import type { ClassDeclarationContext } from '@apexdevtools/apex-parser';

import { membersOf, methodNamed } from './apex-source.ts';

/**
 * The HTTP calls of the Apex class Middleware as `METHOD /path/{}`: its public methods build a request from a method literal
 * and a path of literals and ids.
 */
export function apexCalls(middleware: ClassDeclarationContext): ReadonlySet<string> {
  const capturePath = pathText(/return(.+?);/.exec(methodNamed(middleware, 'pathOf').getText())?.[1] ?? '', '');
  const bodies = membersOf(middleware).map((member) => member.memberDeclaration().methodDeclaration()?.getText() ?? '');
  return new Set(
    bodies.flatMap((body) =>
      [...body.matchAll(/(?:request|bare)\('([A-Z]+)',(.+?)(?:,(?:null|body|newMap)|\)(?:;|\.|\)))/g)].map(
        ([, method, path]) => `${method} ${pathText(path ?? '', capturePath)}`,
      ),
    ),
  );
}

/** `'/v1/drafts/'+checked(draftId)+'/decision'` is `/v1/drafts/{}/decision`. */
function pathText(expression: string, capturePath: string): string {
  return expression
    .split('+')
    .map((part) => {
      const literal = /^'(.*)'$/.exec(part);
      if (literal) return literal[1];
      return part.startsWith('pathOf(') ? capturePath : '{}';
    })
    .join('');
}

/** The text keys of all maps that a method writes down: the members of the JSON it builds. */
export function jsonKeys(declared: ClassDeclarationContext, methodName: string): readonly string[] {
  const body = methodNamed(declared, methodName).getText();
  return [...body.matchAll(/'(\w+)'=>/g)].map(([, key]) => key ?? '');
}

/** The label of each error code, as the Apex class ServerMessages writes them down: `'draft-decided' => System.Label.X`. */
export function labelsOfCodes(serverMessages: ClassDeclarationContext): Readonly<Record<string, string>> {
  const body = methodNamed(serverMessages, 'texts').getText();
  return Object.fromEntries(
    [...body.matchAll(/'([\w-]+)'=>System\.Label\.(\w+)/g)].map(([, code, label]) => [code, label]),
  );
}
