import type { Language } from '../../captures/schema.ts';
import type { Analysis } from '../analysis.ts';
import type { Organisation } from '../rules/organisations.ts';
import { withoutHouses } from '../rules/organisation-houses.ts';
import { organisationsIn } from '../rules/organisations.ts';
import type { Person } from '../rules/people.ts';
import { peopleIn } from '../rules/people.ts';
import { phonesIn } from '../values/phones.ts';
import { analysisOf } from './demo.ts';

/** What the rules of organisations start from. */
export function groundOf(text: string, language: Language = 'fr'): { analysis: Analysis; people: Person[] } {
  const analysis = analysisOf(text, language);
  return {
    analysis,
    people: withoutHouses(
      analysis,
      peopleIn(
        analysis,
        phonesIn(analysis.source, () => ['SN']),
      ),
    ),
  };
}

/** The organisations that a text names, surest first. */
export function organisationsOf(text: string, language: Language = 'fr'): Organisation[] {
  const { analysis, people } = groundOf(text, language);
  return organisationsIn(analysis, people);
}

/** The surest of them, when it is sure enough to be taken for the buyer. */
export function buyerOf(text: string, language: Language = 'fr'): Organisation | null {
  const best = organisationsOf(text, language)[0];
  return best && best.confidence >= 0.6 ? best : null;
}
