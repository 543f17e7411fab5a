import type { ContactFacts, Deal, Extraction } from './schema.ts';

export interface ContactSummary {
  firstName: string | null;
  lastName: string | null;
  title: string | null;
  email: string | null;
  phone: string | null;
}

export interface DealSummary {
  name: string | null;
  account: string | null;
  closeDate: string | null;
  stage: string | null;
  country: string | null;
  leadSource: string | null;
  type: string | null;
  amount: number | null;
  currency: string | null;
  contacts: ContactSummary[];
}

export interface ExtractionSummary {
  opportunities: DealSummary[];
  account: string | null;
  contacts: ContactSummary[];
}

/** An extraction as plain values, without evidence: what the command line prints for a line of JSON. */
export function summarise(extraction: Extraction): ExtractionSummary {
  return {
    opportunities: extraction.deals.map(dealSummary),
    account: extraction.account.name.value,
    contacts: extraction.contacts.map(contactSummary),
  };
}

function dealSummary({ opportunity, account, contacts }: Deal): DealSummary {
  return {
    name: opportunity.name.value,
    account: account.name.value,
    closeDate: opportunity.closeDate.value,
    stage: opportunity.stage.value,
    country: opportunity.country.value,
    leadSource: opportunity.leadSource.value,
    type: opportunity.type.value,
    amount: opportunity.amount.value,
    currency: opportunity.currency.value,
    contacts: contacts.map(contactSummary),
  };
}

/** A person's one number is the mobile: it reaches them. */
function contactSummary({ firstName, lastName, title, email, phone, mobile }: ContactFacts): ContactSummary {
  return {
    firstName: firstName.value,
    lastName: lastName.value,
    title: title.value,
    email: email.value,
    phone: mobile.value ?? phone.value,
  };
}
