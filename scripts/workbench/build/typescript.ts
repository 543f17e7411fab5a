import type { Plugin } from 'rollup';
import ts from 'typescript';

const COMPILER_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  experimentalDecorators: false,
  useDefineForClassFields: true,
  removeComments: true,
};

/** Takes the types out of `.ts` modules before the LWC compiler, which does not know them, reads them. */
export function typescript(): Plugin {
  return {
    name: 'typescript',
    transform(code, id) {
      const file = id.split('?')[0] ?? id;
      if (!file.endsWith('.ts')) return null;
      return {
        code: ts.transpileModule(code, { fileName: file, compilerOptions: COMPILER_OPTIONS }).outputText,
        map: null,
      };
    },
  };
}
