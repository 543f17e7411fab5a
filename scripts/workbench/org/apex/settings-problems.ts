import type { SettingsProblem } from './capture-controller.schema.ts';
import type { ServerMessages } from './server-messages.ts';

/** `blocks`: nobody can create. `blank`: a value is left out. `hint`: it works, but not as the record says. */
type Severity = 'blocks' | 'blank' | 'hint';

/** What can be wrong with a setting: how bad it is, and the labels that say what is wrong and what to do about it. */
export const SETTINGS_PROBLEMS = {
  'audience-missing': ['blocks', 'Setup_Audience_Missing', 'Setup_Audience_Missing_Fix'],
  'close-date-days': ['blank', 'Setup_Close_Date_Days', 'Setup_Close_Date_Days_Fix'],
  'currency-inactive': ['hint', 'Setup_Currency_Inactive', 'Setup_Currency_Inactive_Fix'],
  'default-closed': ['hint', 'Setup_Default_Closed', 'Setup_Default_Closed_Fix'],
  'default-missing': ['blank', 'Setup_Default_Missing', 'Setup_Default_Missing_Fix'],
  'default-unused': ['hint', 'Setup_Default_Unused', 'Setup_Default_Unused_Fix'],
  'domain-invalid': ['hint', 'Setup_Domain_Invalid', 'Setup_Domain_Invalid_Fix'],
  'field-not-writable': ['blank', 'Setup_Field_Not_Writable', 'Setup_Field_Not_Writable_Fix'],
  'field-short': ['hint', 'Setup_Field_Short', 'Setup_Field_Short_Fix'],
  'field-twice': ['blank', 'Setup_Field_Twice', 'Setup_Field_Twice_Fix'],
  'field-type': ['blank', 'Setup_Field_Type', 'Setup_Field_Type_Fix'],
  'field-unknown': ['blank', 'Setup_Field_Unknown', 'Setup_Field_Unknown_Fix'],
  'key-twice': ['hint', 'Setup_Key_Twice', 'Setup_Key_Twice_Fix'],
  'key-unknown': ['hint', 'Setup_Key_Unknown', 'Setup_Key_Unknown_Fix'],
  'model-unknown': ['hint', 'Setup_Model_Unknown', 'Setup_Model_Unknown_Fix'],
  'speech-unknown': ['hint', 'Setup_Speech_Unknown', 'Setup_Speech_Unknown_Fix'],
  'object-differs': ['blank', 'Setup_Object_Differs', 'Setup_Object_Differs_Fix'],
  'object-not-creatable': ['blocks', 'Setup_Object_Not_Creatable', 'Setup_Object_Not_Creatable_Fix'],
  'position-twice': ['hint', 'Setup_Position_Twice', 'Setup_Position_Twice_Fix'],
  'required-unfilled': ['blank', 'Setup_Required_Unfilled', 'Setup_Required_Unfilled_Fix'],
  'setting-missing': ['blocks', 'Setup_Setting_Missing', 'Setup_Setting_Missing_Fix'],
  timeout: ['hint', 'Setup_Timeout', 'Setup_Timeout_Fix'],
  'to-check-below': ['hint', 'Setup_To_Check_Below', 'Setup_To_Check_Below_Fix'],
} as const satisfies Readonly<Record<string, readonly [Severity, string, string]>>;

export type SettingsProblemCode = keyof typeof SETTINGS_PROBLEMS;

/** A problem in words. `values` fill both sentences. The Apex class SettingsProblem. */
export function settingsProblem(
  messages: ServerMessages,
  code: SettingsProblemCode,
  record: string,
  values: readonly string[] = [],
): SettingsProblem {
  const [severity, wrong, remedy] = SETTINGS_PROBLEMS[code];
  return {
    code,
    severity,
    settingRecord: record,
    wrong: messages.label(wrong, ...values),
    remedy: messages.label(remedy, ...values),
  };
}

const ORDER: readonly (string | null)[] = ['blocks', 'blank', 'hint'] satisfies Severity[];

/** The worst first; else in the order in which they were found. */
export function worstFirst(problems: readonly SettingsProblem[]): SettingsProblem[] {
  return [...problems].sort((first, second) => ORDER.indexOf(first.severity) - ORDER.indexOf(second.severity));
}
