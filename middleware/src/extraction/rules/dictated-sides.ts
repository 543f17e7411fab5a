import type { Analysis } from '../analysis.ts';
import type { Span } from '../source.ts';
import { refersUs } from './dictated-organisation-cues.ts';
import type { Side } from './people.ts';

/** The one who speaks names himself, then his house or his job: « bonjour fabrice dossou du service informatique ». */
const SPEAKS_OF_SELF = /^ (?:du |de la |de l'|de |des |d'|chez |from |at |with |here|a l'appareil|je |i |i'm )/;
const HOUSE = /^ (?:de chez |chez |de la |de l'|du |des |de |d'|from |at |of )(?:\p{L}[\p{L}'-]* ?){1,3}/u;
const COLLEAGUE =
  /(?:(?:mon|ma|mes|notre|nos) (?:collegues?|binome|technicien|technicienne|commerciale?|ingenieure?|assistante?|stagiaire|chef|patron|manager|equipe|avant vente|directeur|directrice|developpeur|consultant|consultante|dg|comptable|rh)|(?:my|our) (?:colleague|boss|manager|engineer|technician|presales|team|intern|assistant|driver|developer|consultant|director|sales (?:guy|rep)|tech guy|own)|previens|previens moi|rappelle a|dis a|demande a|tell|remind|ask|cc) (?:moi )?$/;
/** To the end of a cue and what follows it: « recommande par le directeur », « de la part de monsieur ». */
const REFERRED_BY =
  /(?:^| )(?:par|de|d'|du|by|from|of|via|through)(?: (?:la|le|les|l'|the|monsieur|madame|mr?|mme|mister|doctor|docteur|directeur|directrice|dg|pdg|notre ami|my friend|our friend))*[ ']{0,2}$/;
/** « un lead de X », « via X », "tip from X". */
const TIP =
  /(?:^| )(?:(?:lead|piste|tuyau|tip|introduction) (?:de|d'|du|from|by|via)|via|grace a|thanks to|through)(?: (?:monsieur|madame|mr?|mme|mister|doctor|docteur))? $/;
const OUR_SIDE =
  /^ (?:de (?:notre|mon) (?:equipe|cote|service)|de chez nous|from our (?:team|side|office)|on our side|de l'equipe (?:technique|commerciale|projet))/;

/**
 * Whose side a person named in a dictation is on, where the words around tell it; null where they do not. A dictation is one
 * sentence: only what stands right beside the name is said of it.
 */
export function dictatedSide(analysis: Analysis, name: Span): Side | null {
  const { source } = analysis;
  const after = source.folded.slice(name.end, name.end + 80);
  const before = source.folded.slice(Math.max(0, name.start - 48), name.start);
  if (COLLEAGUE.test(before) || OUR_SIDE.test(after)) return 'vendor';
  const house = HOUSE.exec(after)?.[0].trimEnd().length ?? 0;
  if (refersUs(source, name.end) || housesEnds(after, house).some((length) => refersUs(source, name.end + length)))
    return 'third';
  if (TIP.test(before) || isReferredBy(analysis, name)) return 'third';
  return SPEAKS_OF_SELF.test(after) ? 'client' : null;
}

/** « de chez zawei », « de la brasserie »: after one, two or three words of a house. */
function housesEnds(after: string, length: number): number[] {
  const house = after.slice(0, length);
  return [...house.matchAll(/(?<=\p{L})(?= |$)/gu)].map(({ index }) => index);
}

/** « recommandé par X », « de la part de X », "referred by X": between the cue and the name nobody is said to do anything. */
function isReferredBy({ source, cues }: Analysis, name: Span): boolean {
  return cues.leadSource.some(
    (cue) =>
      cue.concept === 'referral' &&
      cue.end <= name.start &&
      name.start - cue.end < 40 &&
      REFERRED_BY.test(source.folded.slice(cue.start, name.start)),
  );
}
