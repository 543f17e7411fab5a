// What the Lightning platform gives at run time, as far as our components use it. Ambient: no import or export at the top.
declare module '@salesforce/apex/*' {
  const method: (parameters?: Record<string, unknown>) => Promise<unknown>;
  export default method;
}
declare module '@salesforce/label/*' {
  const text: string;
  export default text;
}
declare module '@salesforce/schema/*' {
  const reference: { readonly objectApiName: string };
  export default reference;
}
declare module '@salesforce/user/Id' {
  const userId: string;
  export default userId;
}
declare module '@salesforce/i18n/lang' {
  const lang: string;
  export default lang;
}
declare module '@salesforce/i18n/locale' {
  const locale: string;
  export default locale;
}
declare module '@salesforce/i18n/timeZone' {
  const timeZone: string;
  export default timeZone;
}

declare module 'lightning/navigation' {
  import type { LightningElement, WireAdapterConstructor } from 'lwc';

  export interface PageReference {
    type: string;
    attributes?: Record<string, string | boolean | undefined>;
    state?: Record<string, string | undefined>;
  }
  const Navigate: unique symbol;
  const GenerateUrl: unique symbol;
  interface Navigator {
    [Navigate](pageReference: PageReference, replace?: boolean): void;
    [GenerateUrl](pageReference: PageReference): Promise<string>;
  }
  export const NavigationMixin: {
    (base: typeof LightningElement): Omit<typeof LightningElement, never> & (new () => LightningElement & Navigator);
    readonly Navigate: typeof Navigate;
    readonly GenerateUrl: typeof GenerateUrl;
  };
  export const CurrentPageReference: WireAdapterConstructor;
}

declare module 'lightning/actions' {
  export class CloseActionScreenEvent extends CustomEvent<null> {
    constructor();
  }
}

declare module 'lightning/platformShowToastEvent' {
  export class ShowToastEvent extends CustomEvent<unknown> {
    constructor(toast: {
      title: string;
      message?: string;
      variant?: 'info' | 'success' | 'warning' | 'error';
      mode?: 'dismissible' | 'pester' | 'sticky';
      messageData?: (string | { url: string; label: string })[];
    });
  }
}

declare module 'lightning/uiObjectInfoApi' {
  import type { WireAdapterConstructor } from 'lwc';

  export interface PicklistEntry {
    label: string;
    value: string;
    validFor: number[];
  }
  export interface PicklistField {
    controllerValues: Record<string, number>;
    defaultValue: { label: string; value: string } | null;
    values: PicklistEntry[];
  }
  export interface ObjectInfoField {
    apiName: string;
    label: string;
    dataType: string;
    required: boolean;
    createable: boolean;
    length: number;
  }
  export interface ObjectInfo {
    apiName: string;
    label: string;
    defaultRecordTypeId: string;
    fields: Record<string, ObjectInfoField>;
  }
  export const getObjectInfo: WireAdapterConstructor;
  export const getPicklistValuesByRecordType: WireAdapterConstructor;
}

declare module 'lightning/uiRecordApi' {
  import type { WireAdapterConstructor } from 'lwc';

  export interface RecordRepresentation {
    id: string;
    apiName: string;
    fields: Record<string, { value: unknown; displayValue: string | null }>;
  }
  export const getRecord: WireAdapterConstructor;
  export function notifyRecordUpdateAvailable(records: { recordId: string }[]): Promise<void>;
}
