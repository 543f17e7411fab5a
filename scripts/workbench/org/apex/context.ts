import type { PicklistEntry } from '../schema/description.ts';
import type { CaptureInput, Configuration } from './capture-controller.schema.ts';
import { isBlocked, presetAmong } from './settings-check.ts';
import { creatableField, formFields, mappingFor } from './settings.ts';
import type { Transaction } from './transaction.ts';
import { spokenNames } from './spoken-names.ts';
import { mayAdminister, mayCreate, mayReview } from './access.ts';

/** The middleware's limit, in UTF-16 code units. */
const MAXIMUM_TEXT_LENGTH = 200_000;

/** The middleware's names of picklists, whatever field an org maps them to. */
const NAME_OF_KEY: Readonly<Record<string, string>> = {
  'opportunity.stage': 'Opportunity.StageName',
  'opportunity.type': 'Opportunity.Type',
  'opportunity.leadSource': 'Opportunity.LeadSource',
  'opportunity.country': 'Opportunity.Country__c',
};

/** The body of `POST /v1/captures`: what the person gave and what the org knows. The Apex class CaptureContext. */
export function captureRequest(transaction: Transaction, input: CaptureInput): Record<string, unknown> {
  return {
    id: input.captureId,
    kind: input.kind,
    ...(input.text === null ? {} : { text: input.text }),
    capturedAt: input.capturedAt,
    timeZone: input.timeZone,
    language: input.language,
    context: contextOf(transaction, input),
    ...(input.consent === null ? {} : { consent: input.consent }),
  };
}

export function configurationOf(transaction: Transaction): Configuration {
  const { settings, organisation, records, user } = transaction;
  return {
    fields: [...formFields(settings, organisation.schema, records.access)],
    currencies: [...transaction.currencies],
    defaultCurrency: defaultCurrency(transaction),
    toCheckBelow: settings.toCheckBelow,
    maximumTextLength: MAXIMUM_TEXT_LENGTH,
    recordingNotice: settings.recordingNotice,
    transcribes: settings.speech.length > 0,
    blocked: isBlocked(transaction),
    canAdminister: mayAdminister(user),
    canCreate: mayCreate(user) && records.access.object('Opportunity').create,
    canReviewTeam: mayReview(user),
    userName: user.name,
  };
}

function contextOf(transaction: Transaction, { recordId, kind }: CaptureInput): Record<string, unknown> {
  const { settings } = transaction;
  const picklists = Object.entries(NAME_OF_KEY).map(([key, name]) => [name, valuesOf(transaction, key)]);
  return {
    recordId,
    picklists: Object.fromEntries(picklists) as Record<string, unknown>,
    currencies: transaction.currencies,
    defaults: {
      stage: presetOf(transaction, 'opportunity.stage'),
      country: presetOf(transaction, 'opportunity.country'),
      leadSource: presetOf(transaction, 'opportunity.leadSource'),
      type: presetOf(transaction, 'opportunity.type'),
      currency: defaultCurrency(transaction),
      closeDateDays: settings.closeDateDays,
    },
    vendor: {
      names: [...new Set([transaction.organisationName, ...settings.vendorNames])],
      domains: settings.vendorDomains,
    },
    models: settings.models,
    speech: settings.speech,
    vocabulary: kind === 'audio' ? spokenNames(transaction) : [],
  };
}

function valuesOf(transaction: Transaction, key: string) {
  return entriesOf(transaction, key).map((entry) => ({
    value: entry.value,
    label: entry.label[transaction.language],
    default: entry.isDefault,
  }));
}

/** The values of a mapped picklist that the person may fill; none otherwise. */
function entriesOf({ organisation, records, settings }: Transaction, key: string): readonly PicklistEntry[] {
  const field = creatableField(organisation.schema, records.access, mappingFor(settings, key));
  return field?.picklist?.entries ?? [];
}

/** The API value of the configured default; an admin may write its label. Null when the org has no such value. */
function presetOf(transaction: Transaction, key: string): string | null {
  const wanted = mappingFor(transaction.settings, key)?.preset ?? null;
  return presetAmong(transaction, entriesOf(transaction, key), wanted)?.value ?? null;
}

function defaultCurrency({ settings, currencies, user }: Transaction): string {
  return settings.currency !== null && currencies.includes(settings.currency) ? settings.currency : user.currency;
}
