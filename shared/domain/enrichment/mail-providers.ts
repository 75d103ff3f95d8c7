/**
 * Mail providers whose mailboxes do not belong to a company. Reviewed by hand: public lists of free providers also
 * contain companies, and treating a company as a free mailbox costs it points and its account match. Compared with the
 * whole registrable domain.
 */

/** Brands under which a provider offers free addresses in many countries: `yahoo.co.uk`, `hotmail.fr`, `gmx.at`. */
export const FREE_MAIL_BRANDS: ReadonlySet<string> = splitWords(
  'gmail googlemail yahoo ymail rocketmail hotmail outlook gmx yandex protonmail aol',
);

/** Domains of free mailboxes and of internet providers' customers, by region. */
export const FREE_MAIL_DOMAINS: ReadonlySet<string> = splitWords(
  // worldwide
  'live.com live.at live.be live.ca live.cl live.cn live.co.uk live.co.za live.com.ar live.com.au live.com.mx live.com.my live.com.pt live.com.sg ' +
    'live.de live.dk live.fr live.hk live.ie live.in live.it live.jp live.nl live.no live.ru live.se msn.com passport.com windowslive.com ' +
    'icloud.com me.com mac.com privaterelay.appleid.com aim.com proton.me pm.me tutanota.com tutanota.de tutamail.com tuta.com tuta.io keemail.me ' +
    'fastmail.com fastmail.fm hey.com hushmail.com mail.com email.com usa.com europe.com asia.com consultant.com engineer.com dr.com post.com iname.com ' +
    'myself.com techie.com zohomail.com zohomail.eu inbox.com lycos.com excite.com duck.com mozmail.com runbox.com startmail.com mailfence.com disroot.org ' +
    'riseup.net ' +
    // Germany, Austria, Switzerland
    'web.de email.de t-online.de freenet.de arcor.de mail.de posteo.de posteo.net mailbox.org online.de onlinehome.de kabelmail.de unity-mail.de unitybox.de ' +
    'vodafonemail.de versanet.de netcologne.de ewetel.net ewe.net alice-dsl.net alice.de o2mail.de o2online.de htp-tel.de gmx.net aon.at a1.net chello.at ' +
    'inode.at utanet.at bluewin.ch sunrise.ch hispeed.ch swissonline.ch bluemail.ch vtxmail.ch ' +
    // France, Belgium, Netherlands, Luxembourg
    'orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr aliceadsl.fr voila.fr cegetel.net noos.fr telenet.be ' +
    'skynet.be proximus.be scarlet.be pandora.be ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl home.nl casema.nl chello.nl upcmail.nl xs4all.nl quicknet.nl ' +
    'solcon.nl tele2.nl pt.lu ' +
    // United Kingdom, Ireland
    'btinternet.com btopenworld.com sky.com virginmedia.com ntlworld.com blueyonder.co.uk talktalk.net tiscali.co.uk plus.net plusnet.com eircom.net ' +
    // Spain, Portugal, Italy, Greece
    'telefonica.net movistar.es terra.es ono.com euskaltel.net sapo.pt netcabo.pt clix.pt iol.pt libero.it virgilio.it tiscali.it alice.it tin.it tim.it inwind.it ' +
    'iol.it email.it fastwebnet.it poste.it otenet.gr forthnet.gr ' +
    // Nordic countries
    'telia.com bredband.net spray.se comhem.se tele2.se telenor.no online.no broadpark.no jubii.dk mail.dk stofanet.dk tdcadsl.dk luukku.com kolumbus.fi elisanet.fi ' +
    'saunalahti.fi suomi24.fi simnet.is ' +
    // Central and Eastern Europe, Russia, Turkey
    'wp.pl o2.pl onet.pl onet.eu op.pl interia.pl interia.eu poczta.fm poczta.onet.pl gazeta.pl tlen.pl vp.pl seznam.cz centrum.cz email.cz post.cz volny.cz azet.sk ' +
    'zoznam.sk centrum.sk freemail.hu citromail.hu indamail.hu abv.bg mail.bg ukr.net i.ua meta.ua mail.ru bk.ru inbox.ru list.ru internet.ru rambler.ru ya.ru mynet.com ' +
    'inbox.lv inbox.lt ' +
    // the Americas
    'comcast.net xfinity.com verizon.net att.net sbcglobal.net bellsouth.net pacbell.net ameritech.net swbell.net cox.net charter.net spectrum.net rr.com roadrunner.com ' +
    'earthlink.net mindspring.com juno.com netzero.net optonline.net optimum.net frontier.com frontiernet.net windstream.net centurylink.net centurytel.net q.com ' +
    'embarqmail.com suddenlink.net netscape.net peoplepc.com tds.net wowway.com rogers.com bell.net sympatico.ca shaw.ca telus.net videotron.ca cogeco.ca eastlink.ca ' +
    'uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com oi.com.br prodigy.net.mx terra.com.mx fibertel.com.ar speedy.com.ar ' +
    // Asia and the Pacific
    'qq.com foxmail.com 163.com 126.com yeah.net 139.com 189.cn sina.com sina.cn sohu.com tom.com 21cn.com aliyun.com naver.com hanmail.net daum.net nate.com ' +
    'kakao.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp rediffmail.com rediff.com sify.com indiatimes.com vsnl.net ' +
    'bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au ozemail.com.au internode.on.net xtra.co.nz slingshot.co.nz pchome.com.tw hinet.net singnet.com.sg ' +
    'netvigator.com walla.co.il walla.com',
);

/** The best-known providers of disposable mailboxes; far from complete. */
export const DISPOSABLE_MAIL_DOMAINS: ReadonlySet<string> = splitWords(
  'mailinator.com yopmail.com yopmail.fr guerrillamail.com guerrillamail.net guerrillamail.org guerrillamail.de guerrillamailblock.com sharklasers.com grr.la ' +
    '10minutemail.com 10minutemail.net 20minutemail.com temp-mail.org tempmail.com tempmail.net tempmail.plus tempmailo.com tempr.email tempail.com throwawaymail.com ' +
    'trashmail.com trashmail.de trashmail.net trashmail.me wegwerfemail.de wegwerfmail.de einrot.com muell.email byom.de spambog.com spambog.de spam4.me maildrop.cc ' +
    'mailnesia.com mailcatch.com mailnull.com getnada.com dispostable.com discard.email discardmail.com fakeinbox.com mintemail.com mytemp.email moakt.com mohmal.com ' +
    'emailondeck.com inboxkitten.com jetable.org nospam.ze.tc spamgourmet.com burnermail.io minuteinbox.com fakemailgenerator.com mail-temp.com mailsac.com mailtemp.info',
);

/** Local parts of mailboxes that several people read. */
export const SHARED_MAILBOXES: ReadonlySet<string> = splitWords(
  'info infos information contact contacts kontakt contacto contatto hello hallo hi bonjour hola mail email post office buero buro sekretariat empfang zentrale reception ' +
    'accueil secretariat admin administrator administration sales vertrieb verkauf ventes commercial ventas vendas support help helpdesk service kundenservice customerservice ' +
    'sav hilfe team marketing presse press media pr hr jobs job careers career karriere bewerbung recruiting recrutement personal billing rechnung buchhaltung accounting accounts ' +
    'invoice invoices finance facturation compta legal privacy datenschutz dpo security abuse postmaster webmaster hostmaster noreply no-reply donotreply do-not-reply newsletter ' +
    'order orders bestellung einkauf purchasing procurement achats compras it edv dev partners partner enquiries enquiry inquiries anfrage anfragen feedback general welcome shop store',
);

function splitWords(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}
