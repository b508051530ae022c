"""What belongs to no language in particular: particles of names, borrowed phrases, terms of the trade, units."""

from __future__ import annotations

from tqcheck.langid.tokens import WORD

PARTICLES = frozenset(
    "a ab abu al am an and auf aus av az bei ben bin bint d da das de degli dei del della delle dello dem den der des di do "
    "dos du e ed el en et für för i ibn il im in l la las le les lo los mit na nad o of och on op os og per pro s sur sous st "
    "te ten ter the to und upon van vom von y ye z za ze zu zum zur à às ao".split()
)
"""Small words inside names of people, places, institutions and titles."""

NEUTRAL = frozenset(
    "al ca cf cm dr ed eds etc eur fig ft ha hrs ibid kg km lb mg mi ml mm mr mrs ms no nr op oz para pp sec seq st usd vol vs www "
    "ah eh ha haha hm hmm oh ok okay uh um wow yeah".split()
)
"""Units, abbreviations and interjections: they say nothing."""

ANGLICISMS = frozenset(
    "access account add admin alert alpha analytics anti api app apps array backend backlog backup base beta big binary bit "
    "blockchain blog blogger board boards boolean boot bot branch branches break brief briefing broadcast browser buffer bug bugs "
    "build builder builds burnout business byte bytes cache call callback callbacks cash chat check checklist checkout "
    "class clean click client clone cloud cluster coach coaching code codebase coder codes coding command commit commits "
    "committer community compiler computer config container content contributing contributor contributors controlling "
    "cookie cookies copyleft copyright core crash crowdfunding css customer daemon dashboard data database dataset deadline "
    "deadlock debug debugger debugging default deploy deployment desktop dev developer developers device devops digital "
    "display docker docs docstring domain download drag driver drop dump e-commerce echo edit editor email emails engine "
    "engineer engineering entry error event events exception extension facebook false feature features feedback field file "
    "files firewall firmware fix flag flags float folder follower font fork forks form format framework frameworks front frontend "
    "function funding garbage gateway generator git github global globals governance graph group hacker handle handler handlers hardware hash "
    "hashtag header headers heap host hosting hub icon id image import imports index influencer inline input int interface "
    "internet issue issues iterator job jobs join json junior kernel key keyboard keys keyword label labels lambda laptop layout "
    "length level library license like likes link linker linter linters linux list load lobby local locale locals lock log logger "
    "logging login logo logs loop machine mail mailing maintainer maintainers malware management manager managers map "
    "mapping marketing master match media meeting meetings memory menu merge merged message metadata method microservice middleware "
    "mindset mixin mobile mock mode model module modules monitoring mouse multiprocessing name namespace names net network networking "
    "newsletter node nodes none null number object objects off offline ok on online open opcode operator option options "
    "output overflow override owner package packages page parent parse parser parsing password patch patches path paths "
    "pattern performance phishing pickle ping pipe pipeline pixel plan platform player plugin plugins podcast policy pool pop pop-up "
    "port post posts preview print privacy process product profile programming project promise prompt property "
    "protocol proxy publish pull push queue quiz random ranking raw read reader readme readonly record refactoring "
    "reference regex release releases remote render rendering repo report repos repository request requests research reset return "
    "review reviewer reviews roadmap role root round router routing run runtime safe sandbox scanning schema scope score "
    "screen screenshot script scripts scroll search secure security self server servers service session set setter setup "
    "shell shop shopping shuffle size sleep slice slider slot smartphone snapshot social socket sockets software sort source spam "
    "sponsor sponsoring spread sprint stack staff stakeholder standalone standard star start startup status step storage "
    "store stream streaming streams string strings style subclass super support switch system tab tag tags target task tasks team "
    "teams template templates term test tester testing tests text thread threading threads thumbnail ticket tickets timeout timestamp token tokens tool "
    "toolkit tools top touch touchpad tracking traceback trade trademark traffic trailer training tree trend trigger true tuple tutorial "
    "tweet type types unicode unit unix unpickle update updates upgrade upload upstream url usability user username users value values "
    "variable version video view virtual waterfall web webinar webmaster website website's widget wiki wildcard window wireless "
    "workflow workshop workshops worker workers wrapper write writer yield zoom zip".split()
)
"""English words of computing and business that other languages use as their own."""

_LOANS = (
    "a cappella|a fortiori|à la|à la carte|a la carte|a posteriori|a priori|ad hoc|ad hominem|ad infinitum|ad interim|"
    "ad lib|ad nauseam|ad valorem|agent provocateur|al dente|al fresco|alma mater|alter ego|amicus curiae|anno domini|"
    "ancien régime|ante meridiem|aide-mémoire|aide-de-camp|annus horribilis|annus mirabilis|arguendo|art déco|art nouveau|au fait|au pair|"
    "au courant|auf wiedersehen|au gratin|au revoir|avant-garde|avant la lettre|bel canto|belle époque|bête noire|bon appétit|"
    "bon mot|bon vivant|bona fide|bona fides|bossa nova|bric-à-brac|café au lait|carte blanche|casus belli|cause célèbre|"
    "caveat emptor|ceteris paribus|c'est la vie|chaise longue|chargé d'affaires|chef d'œuvre|cogito ergo sum|coitus interruptus|"
    "comme il faut|compos mentis|commedia dell'arte|conditio sine qua non|contra|corpus delicti|corpus juris|cordon bleu|cosa nostra|coup d'état|"
    "coup d'etat|coups d'état|coup de grâce|coup de théâtre|coup de main|crème brûlée|crème de la crème|crème fraîche|cui bono|"
    "cul-de-sac|cul de sac|cum laude|curriculum vitae|cri de cœur|de facto|de jure|de novo|de rigueur|de minimis|de trop|déjà vu|denier cri|"
    "dernier cri|deus ex machina|dolce vita|dolce far niente|dramatis personae|droit moral|eau de cologne|eau de toilette|"
    "e pluribus unum|en banc|en bloc|en garde|en masse|en passant|en route|en suite|enfant terrible|entente cordiale|ergo|"
    "erratum|errata|esprit de corps|et al|et alia|et alii|et cetera|et seq|et seqq|ex aequo|ex ante|ex cathedra|ex gratia|ex libris|ex nihilo|"
    "ex officio|ex parte|ex post|ex post facto|ex rel|fait accompli|fata morgana|faux ami|faux pas|femme fatale|fin de siècle|"
    "foie gras|force majeure|forum non conveniens|grand prix|grosso modo|habeas corpus|haute couture|haute cuisine|hoi polloi|homo sapiens|honoris causa|"
    "hors d'oeuvre|hors d'œuvre|hors d'oeuvres|hors de combat|ibidem|idée fixe|idem|impasse|in absentia|in camera|in extremis|in flagrante|"
    "in limine|in loco parentis|in medias res|in memoriam|in personam|in re|in rem|in situ|in toto|in utero|in vitro|in vivo|infra dig|"
    "inter alia|inter alios|inter partes|intifada|intra vires|ipse dixit|ipso facto|ipso jure|ius cogens|ius sanguinis|ius soli|je ne sais quoi|"
    "joie de vivre|jus cogens|jus sanguinis|jus soli|laissez faire|laissez-faire|lingua franca|locus standi|ligne claire|lèse-majesté|locum tenens|magna cum laude|"
    "mala fide|mala fides|mardi gras|mare nostrum|mea culpa|memento mori|ménage à trois|mens rea|mise en scène|mise en place|modus operandi|modus vivendi|"
    "mos maiorum|mot juste|mutatis mutandis|ne bis in idem|nihil obstat|noblesse oblige|nolens volens|nolle prosequi|nolo contendere|nom de guerre|nom de plume|"
    "non compos mentis|non sequitur|non grata|nota bene|nouveau riche|nouvelle cuisine|nouvelle vague|nulla poena sine lege|nunc pro tunc|obiter dictum|obiter dicta|"
    "objet d'art|opus magnum|magnum opus|pace|papier-mâché|par excellence|pari passu|pas de deux|passim|pater familias|paterfamilias|pax romana|"
    "pax americana|per annum|per capita|per curiam|per diem|per se|persona grata|persona non grata|petit bourgeois|petite bourgeoisie|"
    "pièce de résistance|pied-à-terre|post factum|post hoc|post meridiem|post mortem|post scriptum|prima donna|prima facie|prima inter pares|"
    "primus inter pares|primum non nocere|prix fixe|pro bono|pro bono publico|pro forma|pro hac vice|pro memoria|pro rata|pro se|pro tanto|pro tem|pro tempore|prêt-à-porter|"
    "quantum meruit|qui tam|qui vive|quid pro quo|quod erat demonstrandum|quo vadis|quo warranto|raison d'être|raison d'etre|raison d'état|rara avis|ratio decidendi|reductio ad absurdum|"
    "res gestae|res ipsa loquitur|res judicata|res nullius|respondeat superior|rigor mortis|roman à clef|sanctum sanctorum|sang-froid|sans serif|sans-serif|sans-culottes|"
    "savoir faire|savoir-faire|savoir vivre|sensu stricto|sensu lato|semper fidelis|seriatim|sic|sine die|sine qua non|soi-disant|soupe du jour|stare decisis|status quo|"
    "status quo ante|stricto sensu|sturm und drang|sua sponte|sub judice|sub poena|sub rosa|sub specie|subpoena duces tecum|sui generis|sui juris|summa cum laude|"
    "summum bonum|supra|table d'hôte|tabula rasa|tai chi|te deum|tempus fugit|terra firma|terra incognita|terra nullius|tête-à-tête|tour de force|"
    "trompe l'œil|trompe-l'œil|ubi sunt|ultima ratio|ultra vires|ut supra|vade mecum|vel non|veni vidi vici|versus|via dolorosa|vice versa|vis major|vis-à-vis|vis-a-vis|viva voce|"
    "voilà|voir dire|vol-au-vent|volte-face|vox populi|weltanschauung|weltschmerz|zeitgeist|realpolitik|schadenfreude|gleichschaltung|wunderkind|"
    "acquis communautaire|aurora borealis|aurora australis|camera obscura|delirium tremens|homo erectus|habitus|horror vacui|perpetuum mobile|panta rhei|nasi goreng|tai chi|feng shui|"
    "hara-kiri|mahi-mahi|pak choi|dim sum|kung fu|tae kwon do|salsa verde|chile con carne|chili con carne|piña colada|cuba libre|al pastor|cosa nostra|la niña|el niño|"
    "hasta la vista|dolce stil novo|opera buffa|opera seria|basso continuo|mezzo soprano|mezza voce|sotto voce|allegro ma non troppo|a tempo|da capo|per pedes|capo dei capi|"
    "auto-da-fé|pronunciamiento|mañana|plaza mayor|paella valenciana|pinot noir|pinot grigio|sauvignon blanc|cabernet sauvignon|pâté de foie gras|pain au chocolat|"
    "crêpe suzette|bœuf bourguignon|coq au vin|ratatouille|film noir|cinéma vérité|roman-fleuve|cahiers du cinéma|musique concrète|maître d'hôtel|attaché|protégé|fiancé|"
    "porte-parole|communiqué|exposé|résumé|coup de foudre|haute école|grande école|grandes écoles|beaux-arts|beaux arts|gendarmerie|arrondissement|banlieue|département|oblast|krai|raion|"
    "perestroika|glasnost|sputnik|siloviki|gulag|pro et contra|ex tempore|ad absurdum|ad acta|ad libitum|in petto|in spe|in puncto|in dubio pro reo|pacta sunt servanda"
)


def _by_first_word(phrases: str) -> dict[str, list[tuple[str, ...]]]:
    result: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases.split("|"):
        first, *rest = WORD.findall(phrase)
        result.setdefault(first, []).append(tuple(rest))
    return result


LOANS = _by_first_word(_LOANS)
"""Phrases (and a few words) that many languages borrow as they stand: first word -> the words that follow it."""
