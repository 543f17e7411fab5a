import { z } from 'zod';

import type { CaptureContext } from '../captures/schema.ts';

/** What an org allows, from the context of the capture. */
export type OrgChoices = Pick<CaptureContext, 'picklists' | 'currencies'>;

/** A typed value that was understood, or why it was not. */
export type Checked<T> = { value: T } | { code: string; message: string };

type Rule<T> = (text: string, org: OrgChoices) => Checked<T>;

const refusal = (code: string, message: string) => ({ code, message });

// Salesforce keeps no other control characters, and a person cannot see them.
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function text(maximum: number, lines: 'one line' | 'lines' = 'one line'): Rule<string> {
  return (typed) => {
    if (CONTROL_CHARACTERS.test(typed)) return refusal('control-character', 'remove the invisible characters');
    if (lines === 'one line' && /[\r\n]/.test(typed)) return refusal('several-lines', 'write it on one line');
    if (typed.length > maximum) return refusal('too-long', `use at most ${maximum} characters`);
    return { value: typed };
  };
}

function shaped(maximum: number, shape: z.ZodType<string>, code: string, message: string): Rule<string> {
  const checkText = text(maximum);
  return (typed, org) => {
    const checked = checkText(typed, org);
    return 'code' in checked || shape.safeParse(typed).success ? checked : refusal(code, message);
  };
}

/** A value of an org's picklist. An org that sent no values for it takes any text. */
function choice(picklist: string): Rule<string> {
  const checkText = text(255);
  return (typed, org) => {
    const values = Object.hasOwn(org.picklists, picklist) ? org.picklists[picklist] : undefined;
    if (!values) return checkText(typed, org);
    const known = values.some(({ value }) => value === typed);
    return known ? { value: typed } : refusal('not-in-picklist', 'choose one of the values of the list');
  };
}

const currency: Rule<string> = (typed, { currencies }) => {
  const known = /^[A-Z]{3}$/.test(typed) && (currencies.length === 0 || currencies.includes(typed));
  return known ? { value: typed } : refusal('not-a-currency', 'choose a currency of the org');
};

const amount: Rule<number> = (typed) => {
  // Salesforce keeps 16 digits before the decimal point and 2 after it; 15 are what a JavaScript number holds exactly.
  return /^\d{1,13}(\.\d{1,2})?$/.test(typed)
    ? { value: Number(typed) }
    : refusal('not-an-amount', 'write a number like 85000000 or 1250.5');
};

/** A day that Salesforce can keep: from 1700-01-01 to 4000-12-31. */
const day = z.iso.date().refine((date) => date >= '1700-01-01' && date <= '4000-12-31');
const phone = z.string().regex(/^(?=(?:\D*\d){3})[+0-9 ().\-/#*x]+$/i);
const website = z.string().regex(/^(https?:\/\/)?[^\s/@:]+\.[^\s/@:.]{2,}(:\d{1,5})?([/?#]\S*)?$/i);

/** The rule of every value a person can set; lengths are those of the standard Salesforce fields. */
export const TEXT_RULES: Readonly<Record<string, Rule<string>>> = {
  'opportunity.name': text(120),
  'opportunity.closeDate': shaped(10, day, 'not-a-date', 'write a date like 2026-03-27'),
  'opportunity.stage': choice('Opportunity.StageName'),
  'opportunity.country': choice('Opportunity.Country__c'),
  'opportunity.leadSource': choice('Opportunity.LeadSource'),
  'opportunity.type': choice('Opportunity.Type'),
  'opportunity.currency': currency,
  'opportunity.nextStep': text(255),
  'opportunity.description': text(32_000, 'lines'),
  'account.name': text(255),
  'account.website': shaped(255, website, 'not-a-website', 'write an address like www.example.com'),
  'account.phone': shaped(40, phone, 'not-a-phone', 'write a phone number like +221 33 800 00 00'),
  'account.country': text(80),
  'contact.firstName': text(40),
  'contact.lastName': text(80),
  'contact.title': text(128),
  'contact.email': shaped(80, z.email(), 'not-an-email', 'write an e-mail address like name@example.com'),
  'contact.phone': shaped(40, phone, 'not-a-phone', 'write a phone number like +221 33 800 00 00'),
  'contact.mobile': shaped(40, phone, 'not-a-phone', 'write a phone number like +221 77 000 00 00'),
};

export const AMOUNT_RULE = amount;

export function checkRecordId(typed: string): Checked<string> {
  return /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(typed)
    ? { value: typed }
    : refusal('not-a-record-id', 'choose an existing record');
}

export function checkFlag(typed: string | null): Checked<boolean> {
  return typed === 'true' || typed === 'false'
    ? { value: typed === 'true' }
    : refusal('not-a-flag', 'send true or false');
}
