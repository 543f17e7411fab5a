/** A name as it is written on a card: capitals become « Ndiaye », small letters of a dictation too; « McBride » stays. */
export function nameCase(text: string): string {
  const plain = text.trim().replace(/\s+/g, ' ');
  if (plain !== plain.toUpperCase() && plain !== plain.toLowerCase())
    return plain.replace(/(?<=^|[\s'-])\p{Lu}{2,}(?=$|[\s'-])/gu, capitalise);
  return plain.replace(/\p{L}+/gu, capitalise);
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
