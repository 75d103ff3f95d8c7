/**
 * Terms for industries in English, German, French and Spanish, as used in forms, by LinkedIn, by HubSpot and by people.
 * The terms on the left are the standard ones: plans use them as values, or as aliases for values of their own.
 * Spelling, case and separators do not matter. The categories are coarser than NAICS, whose sectors put software and
 * media together.
 */
export const INDUSTRY_WORDS: Readonly<Record<string, string>> = {
  agriculture:
    'farming, agribusiness, forestry, fishery, fishing, ranching, agriculture forestry fishing and hunting, landwirtschaft, ' +
    'forstwirtschaft, agrar, agrarwirtschaft, agriculture et agroalimentaire, agricultura, ganadería',
  automotive:
    'automobile, automobiles, car industry, motor vehicle manufacturing, automobilindustrie, automobilbranche, kfz, ' +
    'fahrzeugbau, secteur automobile, industrie automobile, automoción, industria automotriz',
  construction:
    'building, building materials, civil engineering, architecture and construction, bau, baugewerbe, bauindustrie, ' +
    'bauwesen, bauwirtschaft, hoch und tiefbau, btp, bâtiment, construction et btp, construcción, obra civil',
  consulting:
    'management consulting, business consulting, advisory, business consulting and services, strategy consulting, ' +
    'it services and it consulting, beratung, unternehmensberatung, conseil, conseil en management, consultoría',
  education:
    'higher education, e-learning, elearning, edtech, education management, primary and secondary education, schools, ' +
    'university, universities, training, educational services, bildung, bildungswesen, hochschule, schule, enseignement, ' +
    'éducation, formation, educación, enseñanza, formación',
  energy:
    'utilities, oil and gas, oil and energy, renewables, renewable energy, renewables and environment, power, electric utilities, ' +
    'energie, energiewirtschaft, energieversorgung, versorger, stadtwerke, énergie, energía, petróleo y gas',
  'financial services':
    'finance, financial, banking, bank, banks, fintech, investment banking, investment management, capital markets, ' +
    'venture capital, venture capital and private equity, private equity, asset management, finance and insurance, payments, ' +
    'finanzdienstleistungen, finanzen, finanzwesen, finanzbranche, banken, bankwesen, services financiers, banque, ' +
    'services bancaires, servicios financieros, banca, finanzas',
  'food and beverages':
    'food, food and beverage, food production, food and beverage services, food and beverage manufacturing, consumer goods food, ' +
    'lebensmittel, lebensmittelindustrie, getränke, nahrungsmittel, agroalimentaire, alimentation, alimentación, alimentos y bebidas',
  government:
    'public sector, public administration, government administration, government relations, federal, defense, military, ' +
    'öffentlicher dienst, öffentliche verwaltung, behörde, verwaltung, öffentlicher sektor, secteur public, ' +
    'administration publique, gobierno, sector público, administración pública',
  healthcare:
    'health, health care, hospital, hospitals, hospital and health care, hospitals and health care, health wellness and fitness, ' +
    'healthtech, digital health, medical devices, medical device, medical practice, medtech, health care and social assistance, ' +
    'gesundheit, gesundheitswesen, medizintechnik, krankenhaus, klinik, pflege, santé, secteur de la santé, hôpital, sanidad, ' +
    'salud, sector sanitario',
  hospitality:
    'hotels, hotel, restaurants, restaurant, gastronomy, accommodation and food services, gastgewerbe, hotellerie, gastronomie, ' +
    'hôtellerie, restauration, hôtellerie restauration, hostelería, hoteles',
  insurance:
    'insurances, insurtech, reinsurance, versicherung, versicherungen, versicherungswesen, assurance, assurances, seguros, aseguradora',
  legal:
    'law, law practice, legal services, law firm, recht, rechtsberatung, kanzlei, juridique, droit, services juridiques, derecho',
  logistics:
    'transport, transportation, shipping, supply chain, freight, logistics and supply chain, transportation and logistics, ' +
    'transportation logistics and supply chain, transportation and warehousing, warehousing, transportation trucking railroad, package freight delivery, maritime, logistik, ' +
    'transport und logistik, spedition, verkehr, logistique, transport et logistique, transports, logística, transporte',
  manufacturing:
    'industrial, industrial manufacturing, machinery, machinery manufacturing, mechanical or industrial engineering, ' +
    'industrial engineering, industrial automation, electrical and electronic manufacturing, chemicals, plastics, production, ' +
    'produktion, fertigung, verarbeitendes gewerbe, maschinenbau, anlagenbau, industriel, industrie manufacturière, ' +
    'manufactura, fabricación, industria manufacturera, producción',
  marketing:
    'advertising, advertising services, marketing and advertising, marketing services, public relations, pr, agency, ' +
    'marketing agency, werbung, agentur, werbeagentur, publicité, agence, publicidad, mercadotecnia',
  media:
    'entertainment, media and entertainment, publishing, broadcast media, broadcasting, newspapers, online media, film, music, gaming, ' +
    'computer games, information and media, medien, verlag, verlagswesen, unterhaltung, médias, édition, divertissement, ' +
    'medios, medios de comunicación, entretenimiento',
  'non-profit':
    'nonprofit, non profit, not for profit, ngo, nonprofit organization management, non profit organizations, charity, ' +
    'civic and social organization, gemeinnützig, verein, stiftung, association, but non lucratif, ong, sin ánimo de lucro',
  pharmaceuticals:
    'pharma, pharmaceutical, pharmaceutical manufacturing, biotech, biotechnology, biotechnology research, life sciences, life science, ' +
    'arzneimittel, pharmaindustrie, biotechnologie, industrie pharmaceutique, farmacéutica, industria farmacéutica, biotecnología',
  'professional services':
    'services, business services, professional scientific and technical services, accounting, staffing, staffing and recruiting, ' +
    'human resources, outsourcing, facilities services, dienstleistung, dienstleistungen, personaldienstleistung, ' +
    'steuerberatung, services aux entreprises, services professionnels, servicios, servicios profesionales',
  'real estate':
    'commercial real estate, property, proptech, real estate and rental and leasing, immobilien, immobilienwirtschaft, ' +
    'wohnungswirtschaft, immobilier, inmobiliaria, bienes raíces',
  retail:
    'e-commerce, ecommerce, online retail, wholesale, wholesale trade, retail trade, consumer goods, fashion, apparel, ' +
    'apparel and fashion, luxury goods, handel, einzelhandel, großhandel, onlinehandel, versandhandel, ' +
    'commerce, commerce de détail, distribution, vente au détail, comercio, comercio minorista, comercio electrónico',
  software:
    'saas, computer software, software development, technology, tech, it, information technology, internet, it services, ' +
    'information technology and services, technology information and internet, technology information and media, computer and network security, ' +
    'cybersecurity, hardware, computer hardware, information, ict, softwareentwicklung, softwarehersteller, informatik, edv, it dienstleistungen, ' +
    'logiciel, logiciels, informatique, éditeur de logiciels, tecnología, informática, tecnologías de la información',
  telecommunications:
    'telecom, telecoms, telco, telecommunication, wireless, telekommunikation, télécoms, télécommunications, telecomunicaciones',
  travel:
    'tourism, leisure, leisure travel and tourism, travel and tourism, airlines, airlines aviation, aviation, tourismus, reisen, ' +
    'touristik, luftfahrt, voyage, tourisme, viajes, turismo',
};
