/**
 * Words in job titles in English, German, French and Spanish, folded (lower case, no accents). Phrases match literally;
 * `*leiter` matches any word with that ending, `vertriebs*` any word with that beginning. At each position in a title
 * the longest phrase wins, and a phrase wins over a pattern, so that `product owner` is not an owner and `teamleiter`
 * is not a department head.
 */

/** Seniorities, highest first. `student` includes everybody in training, interns too. */
export const SENIORITIES = ['c-level', 'vp', 'director', 'manager', 'ic', 'student'] as const;
export type Seniority = (typeof SENIORITIES)[number];

/**
 * What a phrase says about seniority. `assistant` overrides the rank of the person assisted; `none` keeps a phrase from
 * matching anything else.
 */
export type SenioritySign = Seniority | 'assistant' | 'none';

export const SENIORITY_PHRASES: Readonly<Record<SenioritySign, string>> = {
  'c-level':
    'ceo, cxo, cfo, coo, cto, cio, cmo, cro, cpo, ciso, cso, chro, cdo, cco, cao, cbo, chief, president, founder, cofounder, owner, proprietor, managing director, ' +
    'managing partner, general manager, general director, chairman, chairwoman, chairperson, board member, executive director, geschaftsfuhrer*, geschaeftsfuehrer*, ' +
    'geschaftsfuhrung, geschaeftsfuehrung, geschaftsfuhrend*, geschaftsleitung, geschaeftsleitung, geschaftsleiter*, vorstand, vorstands*, vorstandin, inhaber*, grunder*, gruender*, mitgrunder*, mitgruender*, ' +
    'firmeninhaber*, unternehmer*, pdg, directeur general, directrice generale, directeur general adjoint, president directeur general, fondateur, fondatrice, cofondateur, ' +
    'cofondatrice, gerant, gerante, dirigeant, dirigeante, proprietaire, presidente, presidenta, director general, directora general, directora gerente, director gerente, ' +
    'director ejecutivo, directora ejecutiva, consejero delegado, consejera delegada, gerente general, fundador, fundadora, cofundador, cofundadora, dueno, duena, propietario, propietaria, socio fundador',
  vp: 'vp, vps, svp, evp, avp, rvp, gvp, vice president, vicepresident, vice presidente, vice presidenta, vicepresidente, vicepresidenta, vizeprasident*, vice presidente directrice, assistant vice president',
  director:
    'director, directors, directora, dir, head, head of, chief of staff, chef de cabinet, assistant director, directeur, directrice, dsi, daf, drh, dircom, direktor*, *direktor, *direktorin, ' +
    'leiter*, leitung, *leiter, *leiterin, *leitung, bereichsleiter*, abteilungsleiter*, prokurist*, dean',
  manager:
    'manager, mgr, managers, *manager, *managerin, lead, team lead, teamlead, team leader, supervisor, foreman, leitende*, teamleiter*, teamleitung, gruppenleiter*, gruppenleitung, ' +
    'projektleiter*, projektleitung, filialleiter*, schichtleiter*, responsable, chef de projet, chef de produit, chef des ventes, chef de service, chef, encargado, encargada, jefe, jefa, ' +
    'gerente, superviseur, superviseuse, coordinador, coordinadora, assistant manager, scrum master, manageuse, cadre',
  ic:
    'product owner, process owner, data owner, service owner, business owner representative, engineer, developer, programmer, analyst, specialist, consultant, architect, administrator, admin, ' +
    'representative, rep, executive, account executive, associate, advisor, adviser, designer, scientist, researcher, accountant, auditor, controller, buyer, recruiter, agent, officer, clerk, technician, ' +
    'writer, editor, expert, generalist, strategist, planner, coordinator, counsel, lawyer, attorney, professor, assistant professor, teacher, lecturer, nurse, sdr, bdr, ae, csm, swe, sre, ' +
    'entwickler*, *entwickler, *entwicklerin, *ingenieur, *ingenieurin, ingenieur*, berater*, *berater, *beraterin, referent*, *referent, *referentin, sachbearbeiter*, mitarbeiter*, spezialist*, ' +
    '*spezialist, *spezialistin, fachkraft, einkaufer*, einkaeufer*, verkaufer*, verkaeufer*, buchhalter*, controllerin, kaufmann, kauffrau, *techniker, *technikerin, redakteur*, jurist*, ' +
    'ingenieure, developpeur, developpeuse, charge de, chargee de, charge, chargee, conseiller, conseillere, analyste, comptable, commercial, commerciale, technicien, technicienne, acheteur, acheteuse, ' +
    'attache commercial, juriste, consultante, ingeniero, ingeniera, desarrollador, desarrolladora, analista, especialista, consultor, consultora, asesor, asesora, tecnico, tecnica, contable, comprador, ' +
    'compradora, abogado, abogada, ejecutivo de cuentas, ejecutiva de cuentas, representante',
  assistant:
    'assistant, assistant to, executive assistant, personal assistant, administrative assistant, ea, pa, secretary, assistenz, *assistenz, *assistent, *assistentin, assistent*, sekretar*, sekretaer*, ' +
    '*sekretarin, *sekretaerin, assistante, assistante de direction, secretaire, asistente, secretario, secretaria, auxiliar',
  student:
    'student, students, *student, *studentin, studentin, studierende*, intern, internship, trainee, apprentice, undergraduate, graduate student, phd student, phd candidate, doctoral candidate, pupil, ' +
    'praktikant*, *praktikant, *praktikantin, praktikum, werkstudent*, azubi, auszubildende*, lehrling, schuler*, schueler*, volontar*, doktorand*, etudiant, etudiante, stagiaire, alternant, alternante, apprenti, ' +
    'apprentie, eleve, estudiante, becario, becaria, alumno, alumna, en practicas, practicante, aprendiz',
  none:
    'student affairs, student services, student success, student experience, student life, student engagement, student recruitment, student support, intern program, intern programs, internship program, ' +
    'internship programs, head office, office manager assistant, lead generation, lead gen, owner relations, board relations, chief assistant, sous chef, president office',
};

/** Department; if a title names several, the first. */
export type Department =
  | 'sales'
  | 'marketing'
  | 'engineering'
  | 'it'
  | 'finance'
  | 'hr'
  | 'operations'
  | 'product'
  | 'legal'
  | 'support';

/** `none` keeps a phrase from matching a department. */
export type DepartmentSign = Department | 'none';

export const DEPARTMENT_PHRASES: Readonly<Record<DepartmentSign, string>> = {
  sales:
    'sales, business development, biz dev, account executive, account manager, account management, account director, key account, cro, chief revenue, revenue, sdr, bdr, ae, partnerships, partner manager, channel, ' +
    'alliances, pre sales, presales, sales engineer, solutions engineer, sales operations, sales ops, lead generation, vertrieb, vertriebs*, *vertrieb, verkauf, verkaufs*, verkaufer*, verkaeufer*, aussendienst, ' +
    'aussendienst*, innendienst, commercial, commerciale, ventes, vente, technico commercial, ventas, comercial, desarrollo de negocio, ejecutivo de cuentas, ejecutiva de cuentas',
  marketing:
    'marketing, marketing*, *marketing, cmo, brand, growth, demand generation, demand gen, content, seo, sem, social media, communications, communication, pr, public relations, product marketing, marketing operations, ' +
    'marketing ops, advertising, events, kommunikation, kommunikations*, werbung, offentlichkeitsarbeit, oeffentlichkeitsarbeit, pressesprecher*, comunicaciones, comunicacion, dircom, mercadotecnia, publicidad, publicite, redakteur*',
  engineering:
    'engineering, engineer, software, developer, programmer, development, cto, chief technology, chief technical, devops, sre, swe, full stack, fullstack, frontend, front end, backend, back end, architect, ' +
    'data science, data scientist, data engineer, machine learning, qa, quality assurance, r and d, research and development, research, technology, entwicklung, entwicklungs*, *entwicklung, entwickler*, *entwickler, *entwicklerin, ' +
    'ingenieur*, *ingenieur, *ingenieurin, konstruktion, konstruktions*, forschung, forschungs*, technik, technischer, technische, developpement, developpeur, developpeuse, ingenierie, recherche, desarrollo, desarrollador, desarrolladora, ingeniero, ' +
    'ingeniera, ingenieria, technique, investigacion',
  it:
    'it, cio, ciso, chief information, information technology, information systems, information security, cyber, cybersecurity, cyber security, security, systems administrator, system administrator, sysadmin, network, ' +
    'infrastructure, it support, it manager, it operations, edv, informatik, informatik*, systemadministrator*, netzwerk, netzwerk*, digitalisierung, digitalisierungs*, informationssicherheit, informationstechnik, dsi, informatique, ' +
    'systemes d information, systemes dinformation, si, informatica, sistemas, ti, tecnologias de la informacion, seguridad informatica',
  finance:
    'finance, financial, cfo, accounting, accountant, accounts payable, accounts receivable, controller, controlling, treasury, treasurer, tax, audit, auditor, fp and a, bookkeeper, payroll, finanz, finanzen, finanz*, buchhaltung, ' +
    'buchhaltungs*, buchhalter*, rechnungswesen, steuern, kaufmannischer, kaufmaennischer, kaufmannische, daf, financier, financiere, comptabilite, comptable, controle de gestion, finanzas, financiero, financiera, contabilidad, contable, tesoreria',
  hr:
    'hr, human resources, people, people operations, people and culture, talent, talent acquisition, recruiting, recruiter, recruitment, chro, chief people, learning and development, compensation, benefits, personal, personalwesen, personalleiter*, personalleitung, personalreferent*, personalmanager*, personalchef*, personalentwickl*, ' +
    'personalabteilung, drh, rh, ressources humaines, recrutement, recursos humanos, rrhh, seleccion, student recruitment, personnel',
  operations:
    'operations, ops, coo, chief operating, operational, revenue operations, rev ops, revops, business operations, supply chain, logistics, procurement, purchasing, purchaser, buyer, sourcing, manufacturing, production, plant, quality, facilities, ' +
    'betrieb, betriebs*, produktion, produktions*, fertigung, fertigungs*, logistik, logistik*, einkauf, einkaufs*, einkaufer*, einkaeufer*, lager, lager*, qualitat, qualitats*, operationnel, exploitation, achats, acheteur, acheteuse, ' +
    'logistique, production, operaciones, logistica, compras, comprador, compradora, produccion, calidad, project manager, projektleiter*, projektleitung, chef de projet',
  product:
    'product, products, product manager, product owner, chief product, product management, product design, product designer, ux, ui, user experience, produkt, produkt*, produktmanagement, produktmanager*, produit, produits, ' +
    'chef de produit, producto, productos, designer',
  legal:
    'legal, general counsel, counsel, lawyer, attorney, compliance, privacy, data protection, contracts, recht, rechts*, jurist*, justiziar*, datenschutz, datenschutz*, juridique, juriste, avocat, avocate, conformite, dpo, ' +
    'abogado, abogada, asesoria juridica, juridico, cumplimiento',
  support:
    'support, customer support, customer success, customer service, customer care, customer experience, technical support, client services, help desk, helpdesk, service desk, csm, kundenservice, kundendienst, kundenbetreuung, kundenbetreuer*, ' +
    'kundensupport, service client, support client, relation client, sav, atencion al cliente, servicio al cliente, soporte, soporte tecnico',
  none: 'personal assistant, personal secretary, personal trainer, sous chef, business owner, chief of staff',
};
