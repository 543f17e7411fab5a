import type { Plugin } from 'rollup';

/** Puts values in place of expressions that only a build knows, such as `process.env.NODE_ENV`. */
export function constants(values: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'constants',
    transform(code) {
      const found = Object.entries(values).filter(([expression]) => code.includes(expression));
      if (found.length === 0) return null;
      return { code: found.reduce((text, [expression, value]) => text.replaceAll(expression, value), code), map: null };
    },
  };
}
