const SHORTEST_NATIONAL = 8;
const LONGEST_COUNTRY_CODE = 3;

/**
 * True when the stored number is the E.164 one, with or without its country code or a leading zero: an org stores numbers in
 * every spelling. The Apex class PhoneNumber.
 */
export function isSamePhone(e164: string | null, stored: string | null): boolean {
  if (!e164?.trim() || !stored?.trim()) return false;
  const wanted = digitsOf(e164);
  const found = digitsOf(stored);
  if (found === wanted) return true;
  const national = found.replace(/^0/, '');
  return (
    national.length >= SHORTEST_NATIONAL &&
    wanted.length - national.length <= LONGEST_COUNTRY_CODE &&
    wanted.endsWith(national)
  );
}

function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^00/, '');
}
