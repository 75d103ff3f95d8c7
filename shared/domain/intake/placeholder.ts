import type { SourceFieldMeaning } from './source-mapping.ts';

/** What programs and people put into a field to say nothing. In lower case. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(
  (
    'null,undefined,none,nil,nan,n/a,n.a.,n.a,#n/a,#ref!,#value!,#null!,not set,not provided,not specified,not available,' +
    'not applicable,no data,unknown,empty,blank,keine angabe,k.a.,k. a.,k/a,unbekannt,ohne angabe,entfällt,nicht angegeben,' +
    'non renseigné,non précisé,non communiqué,inconnu,aucun,aucune,s/o,sin datos,no aplica,desconocido,ninguno,ninguna,select,select one,please select,' +
    'please choose,choose one,bitte wählen,bitte auswählen,- select -,-- select --,--none--,- none -,object object,your name,your email,your company'
  ).split(','),
);

/** Nothing but dashes, dots, question marks and the like. */
const ONLY_MARKS = /^[\s\-–—_.·•*?!/\\|~#+=:;,'"()[\]{}<>]+$/u;

/** A field of a template that its program did not fill in: `{{lead.Company}}`, `%company%`, `${name}`, `[[name]]`. */
const UNFILLED_TEMPLATE =
  /^(?:\{\{[^{}]*\}\}|%[\w .-]+%|\$\{[^{}]*\}|\[\[[^[\]]*\]\]|\{[a-z][\w .:-]*\}|<<[^<>]*>>|\*\|[A-Z_:]+\|\*)$/i;

/** Words that are real names of people, as those write them: Christopher Null, Ana Nil. */
const NAMES_OF_PEOPLE = /^(?:Null|None|Nil|Nan|Blank|Empty)$/;

/** Whether a value says nothing, by what its field means. An answer is a person's own words and always says something. */
export function isPlaceholder(value: string, meaning: SourceFieldMeaning | undefined): boolean {
  if (meaning?.kind !== 'person' && meaning?.kind !== 'given') return false;
  const text = value.trim();
  const isPartOfName = meaning.kind === 'person' && (meaning.slot === 'firstName' || meaning.slot === 'lastName');
  if (isPartOfName && NAMES_OF_PEOPLE.test(text)) return false;
  const bare = text.toLowerCase().replace(/^[[(<\s]+|[\])>\s]+$/g, '');
  return PLACEHOLDERS.has(bare) || ONLY_MARKS.test(text) || UNFILLED_TEMPLATE.test(text);
}
