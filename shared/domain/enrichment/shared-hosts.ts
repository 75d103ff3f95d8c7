/**
 * Hosts where anybody may have a page, a link or a booking calendar. As a person's website they say nothing about the
 * company. Our own list, because the public ones are of advertising or malware; add what you meet. Compared with the
 * end of the whole host name, so `acme.wixsite.com` and `de.linkedin.com` are in it too. An e-mail address at one of
 * them (`ada@linkedin.com`) does belong to that company.
 */
const SHARED_HOSTS: ReadonlySet<string> = new Set(
  // social and business networks, messengers
  (
    'linkedin.com lnkd.in xing.com facebook.com fb.com fb.me m.me instagram.com threads.net twitter.com x.com t.co tiktok.com youtube.com youtu.be vimeo.com ' +
    'pinterest.com pin.it reddit.com redd.it tumblr.com snapchat.com discord.com discord.gg telegram.me telegram.org t.me whatsapp.com wa.me viber.com line.me ' +
    'vk.com ok.ru weibo.com wechat.com weixin.qq.com bsky.app mastodon.social mastodon.online quora.com meetup.com clubhouse.com kununu.com glassdoor.com ' +
    'glassdoor.de indeed.com crunchbase.com angel.co wellfound.com producthunt.com behance.net dribbble.com medium.com substack.com github.com gitlab.com ' +
    'bitbucket.org stackoverflow.com researchgate.net academia.edu about.me gravatar.com soundcloud.com spotify.com twitch.tv skype.com slack.com ' +
    // booking pages and forms
    'calendly.com cal.com calendar.app.google hubspot.com meetings.hubspot.com hsforms.com youcanbook.me acuityscheduling.com as.me savvycal.com tidycal.com chilipiper.com zcal.co ' +
    'doodle.com simplybook.me setmore.com bookings.cloud.microsoft outlook.office365.com typeform.com jotform.com tally.so surveymonkey.com wufoo.com forms.gle zoom.us ' +
    'eventbrite.com eventbrite.de eventbrite.co.uk ' +
    // site builders, hosting for anybody, documents
    'wixsite.com wix.com weebly.com squarespace.com jimdo.com jimdofree.com jimdosite.com wordpress.com wordpress.org blogspot.com blogger.com webflow.io webflow.com ' +
    'godaddysites.com strikingly.com carrd.co site123.me webnode.com webnode.page ueniweb.com business.site godaddy.com myshopify.com shopify.com bigcartel.com ' +
    'framer.app framer.website framer.site netlify.app vercel.app pages.dev workers.dev github.io gitlab.io herokuapp.com glitch.me replit.app repl.co web.app ' +
    'firebaseapp.com notion.site notion.so coda.io canva.com canva.site padlet.com issuu.com scribd.com slideshare.net dropbox.com wetransfer.com box.com ' +
    'onedrive.live.com 1drv.ms sharepoint.com airtable.com figma.com miro.com trello.com atlassian.net ' +
    // search, maps, shops and directories
    'google.com google.de google.fr google.es google.it google.nl google.at google.ch google.pl google.ca google.be google.co.uk google.co.in google.com.au ' +
    'google.com.br g.page g.co goo.gl maps.app.goo.gl share.google bing.com duckduckgo.com ecosia.org baidu.com yandex.ru yandex.com ya.ru yahoo.com search.yahoo.com ' +
    'apple.com apps.apple.com wikipedia.org amazon.com amazon.de amazon.co.uk amazon.fr ebay.com ebay.de etsy.com alibaba.com aliexpress.com yelp.com yelp.de ' +
    'tripadvisor.com tripadvisor.de trustpilot.com capterra.com g2.com gelbeseiten.de dasoertliche.de pagesjaunes.fr paginegialle.it yellowpages.com ' +
    // link pages and link shorteners
    'linktr.ee linkin.bio lnk.bio beacons.ai bio.link bio.site campsite.bio taplink.cc solo.to many.link hoo.be bit.ly bitly.com j.mp tinyurl.com ow.ly buff.ly ' +
    'is.gd v.gd rb.gy rebrand.ly cutt.ly short.io shorturl.at t.ly tiny.cc s.id dub.sh dub.co hubs.ly hubs.la bl.ink soo.gd adf.ly trib.al dlvr.it lnk.to smarturl.it ' +
    'page.link onelink.me app.link linkedin.link qrco.de qr.io l.ead.me'
  ).split(' '),
);

/** Whether a host, `de.linkedin.com`, belongs to a service where everybody has pages. */
export function isSharedHost(host: string): boolean {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  return labels.some((_, at) => SHARED_HOSTS.has(labels.slice(at).join('.')));
}
