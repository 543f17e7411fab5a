/** A place of Lightning, as `lightning/navigation` describes it. */
export interface PageReference {
  readonly type: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly state?: Readonly<Record<string, string | undefined>>;
}

interface Shape {
  readonly path: RegExp;
  readonly reference: (found: readonly string[]) => PageReference;
}

/** The addresses that the workbench has, in Lightning's form. */
const SHAPES: readonly Shape[] = [
  {
    path: /^\/lightning\/r\/([A-Za-z]\w*)\/([a-zA-Z0-9]{15,18})\/(\w+)$/,
    reference: ([objectApiName, recordId, actionName]) => ({
      type: 'standard__recordPage',
      attributes: { objectApiName, recordId, actionName },
    }),
  },
  {
    path: /^\/lightning\/r\/([a-zA-Z0-9]{15,18})\/(\w+)$/,
    reference: ([recordId, actionName]) => ({ type: 'standard__recordPage', attributes: { recordId, actionName } }),
  },
  {
    path: /^\/lightning\/o\/([A-Za-z]\w*)\/(\w+)$/,
    reference: ([objectApiName, actionName]) => ({
      type: 'standard__objectPage',
      attributes: { objectApiName, actionName },
    }),
  },
  {
    path: /^\/lightning\/cmp\/(\w+__\w+)$/,
    reference: ([componentName]) => ({ type: 'standard__component', attributes: { componentName } }),
  },
  {
    path: /^\/lightning\/n\/(\w+)$/,
    reference: ([apiName]) => ({ type: 'standard__navItemPage', attributes: { apiName } }),
  },
];

/** Where `/` leads. */
export const START: PageReference = {
  type: 'standard__objectPage',
  attributes: { objectApiName: 'Opportunity', actionName: 'list' },
  state: {},
};

/** The place at an address, or null when Lightning's addresses have no such form. State values are strings. */
export function pageReferenceOf(url: URL): PageReference | null {
  if (url.pathname === '/') return START;
  for (const { path, reference } of SHAPES) {
    const found = path.exec(url.pathname);
    if (found) return { ...reference(found.slice(1)), state: Object.fromEntries(url.searchParams) };
  }
  return null;
}

/**
 * The address of a place, with its state as query. A web page's address is its own.
 * @throws Error for a type of place that the workbench does not have
 */
export function addressOf(place: PageReference): string {
  const { attributes = {}, state = {} } = place;
  if (place.type === 'standard__webPage') return attributes['url'] ?? '';
  return pathOf(place.type, attributes) + queryOf(state);
}

function pathOf(type: string, attributes: NonNullable<PageReference['attributes']>): string {
  switch (type) {
    case 'standard__recordPage':
      return segments('r', attributes['objectApiName'], attributes['recordId'], attributes['actionName'] ?? 'view');
    case 'standard__objectPage':
      return segments('o', attributes['objectApiName'], attributes['actionName'] ?? 'list');
    case 'standard__component':
      return segments('cmp', attributes['componentName']);
    case 'standard__navItemPage':
      return segments('n', attributes['apiName']);
    default:
      throw new Error(`The workbench has no page of type ${type}.`);
  }
}

/** Lightning accepts a record page without its object, so a part that is not given is left out. */
function segments(...names: readonly (string | undefined)[]): string {
  return ['/lightning', ...names.filter((name) => name !== undefined).map(encodeURIComponent)].join('/');
}

function queryOf(state: NonNullable<PageReference['state']>): string {
  const given = Object.entries(state).filter((entry): entry is [string, string] => entry[1] != null);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** True when both are the same page, whatever its state: such a move keeps the page and its focus. */
export function isSamePage(one: PageReference | null, other: PageReference | null): boolean {
  return one !== null && other !== null && pageKey(one) === pageKey(other);
}

/** A record's id alone says which page it is: its object may or may not be in the address. */
function pageKey({ type, attributes = {} }: PageReference): string {
  const { recordId, actionName } = attributes;
  return JSON.stringify(recordId === undefined ? [type, Object.entries(attributes).sort()] : [recordId, actionName]);
}
