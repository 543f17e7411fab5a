/** Holds parsed metadata XML against the type declarations that Salesforce publishes (`@salesforce/types`). */
import { createRequire } from 'node:module';

import ts from 'typescript';

/** XML as the parser gives it: every child element is a list, a leaf is text. */
export type Element = { readonly [child: string]: readonly (Element | string)[] };

/** Elements whose content the declarations describe as encoded text, while source files hold plain XML. */
const UNDESCRIBED = new Set(['targetConfigs']);
/** Parts of a component that source format keeps in a file beside the XML. */
const BESIDE = new Set(['content', 'fullName']);

const PRIMITIVE = /^(string|number|boolean)$/;

/** Checks documents of any metadata type; made once, for loading the declarations takes a second. */
export class MetadataTypes {
  readonly #checker: ts.TypeChecker;
  readonly #types: ReadonlyMap<string, ts.Symbol>;

  constructor() {
    const entry = createRequire(import.meta.url).resolve('@salesforce/types/metadata');
    const declarations = entry.replace(/\.js$/, '.d.ts');
    const program = ts.createProgram([declarations], { lib: ['lib.es2022.d.ts'], types: [], strict: true });
    this.#checker = program.getTypeChecker();
    const file = program.getSourceFile(declarations);
    const module = file && this.#checker.getSymbolAtLocation(file);
    const symbols = module ? this.#checker.getExportsOfModule(module) : [];
    this.#types = new Map(symbols.map((symbol) => [symbol.name, symbol]));
  }

  /** What is wrong with a document, as sentences. `root` is the name of its outermost element. */
  problems(root: string, value: Element | string): string[] {
    const symbol = this.#types.get(root);
    return symbol
      ? this.#check(value, this.#checker.getDeclaredTypeOfSymbol(symbol), root)
      : [`<${root}> is no metadata type`];
  }

  #check(value: Element | string, declared: ts.Type, element: string): string[] {
    const type = this.#itemType(declared);
    return typeof value === 'string'
      ? this.#checkText(value, type, element)
      : this.#checkChildren(value, type, element);
  }

  #itemType(declared: ts.Type): ts.Type {
    const type = this.#checker.getNonNullableType(declared);
    if (!this.#checker.isArrayType(type)) return type;
    const [item] = this.#checker.getTypeArguments(type as ts.TypeReference);
    return item ? this.#checker.getNonNullableType(item) : type;
  }

  #checkText(text: string, type: ts.Type, element: string): string[] {
    const name = this.#checker.typeToString(type);
    if (name === 'boolean') return /^(true|false)$/.test(text) ? [] : [`<${element}> is "${text}", not true or false`];
    if (name === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? [] : [`<${element}> is "${text}", not a number`];
    if (!type.isUnion()) return [];
    const allowed = type.types.flatMap((member) => (member.isStringLiteral() ? [member.value] : []));
    return allowed.length === 0 || allowed.includes(text)
      ? []
      : [`<${element}> is "${text}", not one of ${allowed.slice(0, 12).join(', ')}`];
  }

  #checkChildren(value: Element, type: ts.Type, element: string): string[] {
    const name = this.#checker.typeToString(type);
    if (PRIMITIVE.test(name)) return [`<${element}> must be a ${name} and has child elements`];
    const problems = Object.entries(value).flatMap(([child, items]) => this.#checkChild(child, items, type, element));
    return [...problems, ...this.#missing(value, type, element)];
  }

  #checkChild(child: string, items: readonly (Element | string)[], type: ts.Type, element: string): string[] {
    if (UNDESCRIBED.has(child)) return [];
    const property = this.#checker.getPropertyOfType(type, child);
    if (!property) return [`<${element}> has no child <${child}> in ${this.#checker.typeToString(type)}`];
    const declared = this.#checker.getTypeOfSymbol(property);
    const isList = this.#checker.isArrayType(this.#checker.getNonNullableType(declared));
    const repeated = items.length > 1 && !isList ? [`<${child}> stands ${items.length} times in <${element}>`] : [];
    return [...repeated, ...items.flatMap((item) => this.#check(item, declared, child))];
  }

  #missing(value: Element, type: ts.Type, element: string): string[] {
    return this.#checker
      .getPropertiesOfType(type)
      .filter((property) => !(property.flags & ts.SymbolFlags.Optional) && !BESIDE.has(property.name))
      .filter((property) => !(property.name in value))
      .filter((property) => !this.#checker.isArrayType(this.#checker.getTypeOfSymbol(property)))
      .map((property) => `<${element}> misses <${property.name}>`);
  }
}
