import { createTestWireAdapter } from '@salesforce/wire-service-jest-util';

/** Emit a page reference with `CurrentPageReference.emit(reference)`. */
export const CurrentPageReference = createTestWireAdapter(jest.fn());

/** Called with (pageReference, replace) for every navigation that a component asks for. */
export const navigate = jest.fn();

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

export const NavigationMixin = (Base) =>
  class extends Base {
    [Navigate](pageReference, replace) {
      navigate(pageReference, replace);
    }

    [GenerateUrl](pageReference) {
      return Promise.resolve(`/lightning/${pageReference.type}`);
    }
  };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;
