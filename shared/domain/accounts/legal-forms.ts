/**
 * Legal forms at the end of company names, as {@link foldWords} writes them. They are removed before names are
 * compared. Reviewed by hand: only legal forms, never distinctive words ("group", "international").
 */
export const LEGAL_FORMS: readonly string[] = [
  // English
  'inc incorporated corp corporation co company llc llp lp ltd limited plc pllc pty pbc',
  // German
  'gmbh mbh ag kg kgaa ohg gbr ug se eg ev ek haftungsbeschrankt',
  // French, Belgian, Swiss
  'sa sas sasu sarl eurl scop snc sprl srl bvba sagl',
  // Dutch, Nordic
  'bv nv vof cv ab aktiebolag as asa aps oy oyj hf ehf',
  // Italian, Spanish, Portuguese
  'spa srls sapa sl slu sau lda ltda eireli cv',
  // Polish, Czech, Slovak, Hungarian, Baltic
  'spzoo sp z oo spolka akcyjna sro kft zrt nyrt ou uab sia doo dd ad ood eood',
  // Asia
  'kk kabushiki kaisha gk pte sdn bhd pvt private jsc ooo',
].flatMap((list) => list.split(' '));
