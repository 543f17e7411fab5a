import byModel from '@salesforce/label/c.Review_Read_By_Model';
import byRules from '@salesforce/label/c.Review_Read_By_Rules';
import callsOne from '@salesforce/label/c.Review_Read_Calls_One';
import callsOther from '@salesforce/label/c.Review_Read_Calls_Other';
import costIs from '@salesforce/label/c.Review_Read_Cost';
import costUnknown from '@salesforce/label/c.Review_Read_Cost_Unknown';
import failed from '@salesforce/label/c.Review_Read_Failed';
import failedMany from '@salesforce/label/c.Review_Read_Failed_Many';
import busy from '@salesforce/label/c.Review_Read_Failure_Busy';
import late from '@salesforce/label/c.Review_Read_Failure_Late';
import long from '@salesforce/label/c.Review_Read_Failure_Long';
import quota from '@salesforce/label/c.Review_Read_Failure_Quota';
import refused from '@salesforce/label/c.Review_Read_Failure_Refused';
import resting from '@salesforce/label/c.Review_Read_Failure_Resting';
import unreachable from '@salesforce/label/c.Review_Read_Failure_Unreachable';
import unusable from '@salesforce/label/c.Review_Read_Failure_Unusable';
import promptIs from '@salesforce/label/c.Review_Read_Prompt';
import tokensAll from '@salesforce/label/c.Review_Read_Tokens';
import tokensBoth from '@salesforce/label/c.Review_Read_Tokens_Both';
import unreadOne from '@salesforce/label/c.Review_Read_Unread_One';
import unreadOther from '@salesforce/label/c.Review_Read_Unread_Other';
import { countOf, fillIn, formatSmallCost } from 'c/valueFormat';
const NAMES = {
    groq: 'Groq',
    ollama: 'Ollama',
    mistral: 'Mistral',
    openai: 'OpenAI',
    anthropic: 'Anthropic',
};
const FAILURES = {
    'time-limit': late,
    'rate-limited': busy,
    unavailable: unreachable,
    connection: unreachable,
    refused,
    'schema-refused': refused,
    'too-long': long,
    'not-an-answer': unusable,
    'quota-reached': quota,
    resting,
};
/** A middleware that is newer than this page may name others. */
const nameOf = (provider) => NAMES[provider] ?? provider;
/** `openai/gpt-oss-120b` is `gpt-oss-120b` to a reader. */
const shortName = (model) => model.slice(model.lastIndexOf('/') + 1);
const count = (value, locale) => new Intl.NumberFormat(locale).format(value).replace(/\u202f/g, '\u00a0');
const failureWords = ({ provider, failure }) => fillIn(FAILURES[failure] ?? unusable, nameOf(provider));
/** Who read the note, in one line: `Lu avec Groq (gpt-oss-120b), 1 840 jetons, 0,0006 $`. */
export function readingLine(extractor, locale) {
    const { by, provider, model, cost, inputTokens, outputTokens } = extractor;
    if (by === 'model' && provider) {
        const tokens = fillIn(tokensAll, count(inputTokens + outputTokens, locale));
        const price = cost ? [formatSmallCost(cost, locale)] : [];
        return [fillIn(byModel, nameOf(provider), shortName(model ?? '')), tokens, ...price].join(', ');
    }
    const [first] = extractor.failures;
    if (!first)
        return byRules;
    const providers = new Set(extractor.failures.map((failure) => failure.provider)).size;
    return fillIn(failed, providers > 1 ? fillIn(failedMany, providers) : failureWords(first));
}
/** What stands behind the line, for those who care; empty when no model was asked. */
export function readingDetails(extractor, locale) {
    const { requests, inputTokens, outputTokens, cost, prompt, failures, unreadParts } = extractor;
    const asked = requests > 0
        ? [
            countOf(requests, callsOne, callsOther, locale),
            fillIn(tokensBoth, count(inputTokens, locale), count(outputTokens, locale)),
            typeof cost === 'number' ? fillIn(costIs, formatSmallCost(cost, locale)) : costUnknown,
        ]
        : [];
    return [
        // Two parts of a note may have failed in ways that are one to a reader.
        ...new Set(failures.map(failureWords)),
        ...asked,
        ...(prompt ? [fillIn(promptIs, prompt)] : []),
        ...(unreadParts ? [countOf(unreadParts, unreadOne, unreadOther, locale)] : []),
    ];
}
