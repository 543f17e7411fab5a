import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import type {
  ClassBodyDeclarationContext,
  ClassDeclarationContext,
  MethodDeclarationContext,
  ModifierContext,
} from '@apexdevtools/apex-parser';

import type { MethodSignature, Surface } from './surface.ts';

class SyntaxErrors extends ApexErrorListener {
  readonly found: string[] = [];

  apexSyntaxError(line: number, column: number, message: string): void {
    this.found.push(`${line}:${column} ${message}`);
  }
}

/** One class of the project, parsed. A syntax error is an Error: half a class must not pass for a whole one. */
export function parseClass(source: string): ClassDeclarationContext {
  const errors = new SyntaxErrors();
  const { parser } = ApexParserFactory.createLexerAndParser(source, errors);
  const declared = parser.compilationUnit().typeDeclaration().classDeclaration();
  if (errors.found.length > 0) throw new Error(`Apex syntax: ${errors.found.join('; ')}`);
  return declared;
}

/** What the given sources offer to components: static `@AuraEnabled` methods, and classes with `@AuraEnabled` fields. */
export function apexSurface(sources: readonly string[]): Surface {
  const methods = new Map<string, MethodSignature>();
  const classes = new Map<string, ReadonlyMap<string, string>>();
  for (const source of sources) {
    const declared = parseClass(source);
    const name = declared.id().getText();
    const members = membersOf(declared).filter((member) => auraEnabled(member.modifier_list()));
    for (const [method, signature] of members.flatMap(methodOf)) methods.set(`${name}.${method}`, signature);
    const fields = members.flatMap(fieldsOf);
    if (fields.length > 0) classes.set(name, new Map(fields));
  }
  return { methods, classes };
}

export function membersOf(declared: ClassDeclarationContext): readonly ClassBodyDeclarationContext[] {
  return declared
    .classBody()
    .classBodyDeclaration_list()
    .filter((each) => each.memberDeclaration());
}

/** The method of a class by its name. */
export function methodNamed(declared: ClassDeclarationContext, name: string): MethodDeclarationContext {
  const methods = membersOf(declared).map((member) => member.memberDeclaration().methodDeclaration());
  const found = methods.find((method) => method?.id().getText() === name);
  if (!found) throw new Error(`${declared.id().getText()} has no method ${name}`);
  return found;
}

function methodOf(member: ClassBodyDeclarationContext): readonly [string, MethodSignature][] {
  const method = member.memberDeclaration().methodDeclaration();
  if (!method) return [];
  const given = method.formalParameters().formalParameterList()?.formalParameter_list() ?? [];
  const parameters = given.map((each) => `${each.id().getText()}: ${typeText(each.typeRef().getText())}`);
  const returns = method.typeRef() ? typeText(method.typeRef().getText()) : 'void';
  const annotation = annotationText(member.modifier_list());
  const cacheable = /cacheable=true/i.test(annotation);
  return [[method.id().getText(), { parameters, returns, cacheable }]];
}

function fieldsOf(member: ClassBodyDeclarationContext): readonly [string, string][] {
  const declared = member.memberDeclaration();
  const property = declared.propertyDeclaration();
  if (property) return [[property.id().getText(), typeText(property.typeRef().getText())]];
  const field = declared.fieldDeclaration();
  if (!field) return [];
  const type = typeText(field.typeRef().getText());
  return field
    .variableDeclarators()
    .variableDeclarator_list()
    .map((each) => [each.id().getText(), type]);
}

function auraEnabled(modifiers: readonly ModifierContext[]): boolean {
  return /^@AuraEnabled/i.test(annotationText(modifiers));
}

function annotationText(modifiers: readonly ModifierContext[]): string {
  return modifiers.map((each) => each.annotation()?.getText() ?? '').find((text) => /^@AuraEnabled/i.test(text)) ?? '';
}

/** The parser gives types without blanks; people write one after a comma. */
function typeText(text: string): string {
  return text.replaceAll(',', ', ');
}
