/** How letters sound, in French and in English of West Africa, those that sound alike made one. In this order. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/[^a-z0-9]/g, ''],
  [/ph/g, 'f'],
  [/x/g, 'ks'],
  [/eau|au/g, 'o'],
  [/ou|oo|w/g, 'u'],
  [/(?:ai|ei|ay|ey)(?!n)/g, 'e'],
  [/sch|sh|ch/g, 'S'],
  [/gn|ny/g, 'n'],
  [/tion/g, 'sion'],
  [/qu|q|ck|c(?=[aourltk0-9]|$)|k/g, 'k'],
  [/c|ss|z/g, 's'],
  [/g(?=[eiy])|dj/g, 'j'],
  [/h/g, ''],
  [/dh/g, 'd'],
  [/^(?:m(?=b)|n(?=[dgj]))/g, ''],
  [/y/g, 'i'],
  [/(?:[aei]n|[ae]m)(?![aeiou])/g, 'an'],
  [/(.)\1+/g, '$1'],
  [/[estd]+$/g, ''],
];

/** How a folded name sounds, roughly: what is said alike gives the same letters, whatever blanks a recogniser puts. */
export function soundOf(folded: string): string {
  return SOUNDS.reduce((sound, [letters, alike]) => sound.replace(letters, alike), folded);
}
