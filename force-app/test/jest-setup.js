const { webcrypto } = require('node:crypto');
const { TextDecoder, TextEncoder } = require('node:util');

// Browsers have it on every secure page; jsdom does not.
Object.defineProperty(globalThis.crypto, 'randomUUID', { value: () => webcrypto.randomUUID() });

// jsdom has no layout and no CSS object; what is asked of them here shows in the browser tests.
Element.prototype.scrollIntoView ??= () => undefined;
globalThis.CSS ??= { escape: (text) => text.replace(/[^\w-]/g, '\\$&') };
globalThis.ResizeObserver ??= class {
  observe() {}
  disconnect() {}
};

// Browsers read blobs by promises, digest and decode; jsdom of this version does not.
Blob.prototype.arrayBuffer ??= function arrayBuffer() {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(this);
  });
};
if (!globalThis.crypto.subtle) Object.defineProperty(globalThis.crypto, 'subtle', { value: webcrypto.subtle });
globalThis.TextDecoder ??= TextDecoder;
globalThis.TextEncoder ??= TextEncoder;
URL.createObjectURL ??= () => 'blob:picture';
URL.revokeObjectURL ??= () => undefined;
