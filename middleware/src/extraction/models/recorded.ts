import type { ModelProvider } from '../../platform/model-providers.ts';
import type { Models } from './models.ts';

/**
 * Models that answer from a record instead of a network, so that a prompt can be judged with any model: the first question gets the
 * answer of part 1, and so on. No provider stands behind them, and the org's permission is not asked: nothing leaves the process.
 * @param answers what a model said, by the number of the part.
 * @param onRefused told of an answer that does not pass, with what is wrong with it.
 */
export function recordedModels(
  answers: ReadonlyMap<number, string>,
  provider: ModelProvider,
  onRefused: (part: number, problem: string) => void,
): Models {
  let asked = 0;
  return {
    usable: () => (answers.size > 0 ? [provider] : []),
    async ask({ check }) {
      asked += 1;
      const content = answers.get(asked);
      const nothing = { inputTokens: 0, outputTokens: 0, cost: 0 };
      if (content === undefined) return { spoken: null, requests: 0, ...nothing, failures: [] };
      const checked = check(content);
      if (checked.ok)
        return { spoken: { provider, model: 'recorded', value: checked.value }, requests: 1, ...nothing, failures: [] };
      onRefused(asked, checked.problem);
      return { spoken: null, requests: 1, ...nothing, failures: [{ provider, failure: 'not-an-answer' }] };
    },
  };
}
