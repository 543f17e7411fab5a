const { webcrypto } = require('node:crypto');

// Browsers have it on every secure page; jsdom does not.
Object.defineProperty(globalThis.crypto, 'randomUUID', { value: () => webcrypto.randomUUID() });

// jsdom has no layout and no CSS object; what is asked of them here shows in the browser tests.
Element.prototype.scrollIntoView ??= () => undefined;
globalThis.CSS ??= { escape: (text) => text.replace(/[^\w-]/g, '\\$&') };
