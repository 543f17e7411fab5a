import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { ConditionWithValueQuery, NegationCondition, Query, WhereClause } from '@jetstreamapp/soql-parser-js';

import { malformedQuery } from '../problem.ts';

/** A condition of WHERE as a tree; the parser gives it as a list with counted parentheses. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'comparison'; readonly comparison: Comparison };

/** One comparison: a field or a function of one, an operator, and a value or a query for values. */
export type Comparison = Exclude<ConditionWithValueQuery, NegationCondition>;

const MAXIMUM_LENGTH = 100_000;

/**
 * The query that a text says.
 * @throws RestProblem MALFORMED_QUERY
 */
export function parseStatement(text: string): Query & { readonly sObject: string } {
  if (text.length > MAXIMUM_LENGTH) throw malformedQuery('SOQL statements cannot be longer than 100000 characters.');
  const query = parsed(text);
  if (query.sObject === undefined) throw malformedQuery('SOQL statement has no FROM clause');
  return { ...query, sObject: query.sObject };
}

function parsed(text: string): Query {
  try {
    return parseQuery(text);
  } catch (failure) {
    throw malformedQuery(complaint(failure instanceof Error ? failure.message : ''));
  }
}

/** The parser's words hold its grammar; Salesforce says what it did not expect. */
function complaint(message: string): string {
  const found = /but found:?\s*(?:-->)?\s*'([^']*)'/.exec(message)?.[1];
  if (found !== undefined && found !== '') return `unexpected token: '${found}'`;
  const character = /unexpected character: ->(.)<-/.exec(message)?.[1];
  return character === undefined ? 'unexpected token: <EOF>' : `line 1: unexpected char: '${character}'`;
}

type Token = '(' | ')' | 'NOT' | 'AND' | 'OR' | Comparison;

/**
 * The condition of a WHERE clause.
 * @throws RestProblem MALFORMED_QUERY where AND and OR stand beside each other without parentheses
 */
export function conditionOf(where: WhereClause): Condition {
  const tokens = [...tokensOf(where)];
  const condition = anyOrAll(tokens);
  if (tokens.length > 0) throw malformedQuery('unexpected token in WHERE: mismatched parentheses');
  return condition;
}

function* tokensOf(where: WhereClause): Generator<Token> {
  for (let at: WhereClause | undefined = where; at; at = 'right' in at ? at.right : undefined) {
    if (at.left) yield* tokensOfCondition(at.left);
    if ('operator' in at) yield at.operator;
  }
}

function* tokensOfCondition(condition: ConditionWithValueQuery): Generator<Token> {
  for (let open = condition.openParen ?? 0; open > 0; open--) yield '(';
  if (!('operator' in condition)) return;
  yield condition;
  for (let close = condition.closeParen ?? 0; close > 0; close--) yield ')';
}

function anyOrAll(tokens: Token[]): Condition {
  const parts = [negatedOrNot(tokens)];
  const word = tokens[0];
  if (word !== 'AND' && word !== 'OR') return parts[0] as Condition;
  while (tokens[0] === word) {
    tokens.shift();
    parts.push(negatedOrNot(tokens));
  }
  if (tokens[0] === 'AND' || tokens[0] === 'OR') throw malformedQuery(`unexpected token: '${tokens[0]}'`);
  return { kind: word === 'AND' ? 'all' : 'any', parts };
}

function negatedOrNot(tokens: Token[]): Condition {
  const token = tokens.shift();
  if (token === 'NOT') return { kind: 'not', part: negatedOrNot(tokens) };
  if (token === '(') {
    const inner = anyOrAll(tokens);
    if (tokens.shift() !== ')') throw malformedQuery("expecting a right parentheses, found 'end of clause'");
    return inner;
  }
  if (token === undefined || typeof token === 'string') throw malformedQuery(`unexpected token: '${token ?? '<EOF>'}'`);
  return { kind: 'comparison', comparison: token };
}
