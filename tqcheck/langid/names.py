"""What belongs to no language in particular: particles of names, borrowed phrases, terms of the trade, units."""

from __future__ import annotations

from tqcheck.langid.tokens import WORD

PARTICLES = frozenset(
    (
        "a ab abu al am an and auf aus av az bei ben bin bint d da das de degli dei del della delle dello dem den der "
        "des di do dos du e ed el en et für för i ibn il im in l la las le les lo los mit na nad o of och on op os og "
        "per pro s sur sous st te ten ter the to und upon van vom von y ye z za ze zu zum zur à às ao"
    ).split()
)
"""Small words inside names of people, places, institutions and titles."""

NEUTRAL = frozenset(
    (
        "al ca cf cm dr ed eds etc eur fig ft ha hrs ibid kg km lb mg mi ml mm mr mrs ms no nr op oz para pp sec seq "
        "st usd vol vs www ah eh ha haha hm hmm oh ok okay uh um wow yeah"
    ).split()
)
"""Units, abbreviations and interjections: they say nothing."""

ANGLICISMS = frozenset(
    (
        "access account add addr admin alert alpha analytics anti api app apps args array assert async attr attrs "
        "await awareness backend backlog backlogs backup backups base beta big binary bit bitmap blockchain blocking "
        "blog blogger board boards bool boolean boot bot branch branches break breakpoint breakpoints brief briefing "
        "broadcast browser buffer buffering buffers bug bugs build builder builds built-in burnout business byte "
        "bytecode bytes cache call callable callback callbacks cash changelog chat check checklist checkout class "
        "classmethod clean click client clone cloud cluster coach coaching code codebase coder codes coding command "
        "commit commits committer community compiler compliance computer config container content contributing "
        "contributor contributors controlling cookie cookies copyleft copyright core crash crowdfunding css customer "
        "daemon daemonic dashboard data database dataset deadline deadlock debug debugger debugging default defaults "
        "deploy deployment desktop dev developer developers device devops devs dict digital display docker docs "
        "docstring domain download drag driver drop dropdown dump e-commerce echo edit editor email emails endian "
        "endpoint endpoints engine engineer engineering entry enum env error event events exception executable "
        "executor extension facebook fallback false feature features feedback field file files firewall firmware fix "
        "flag flags float folder follower font fork forks form format framework frameworks front frontend fullstack "
        "function funding garbage gateway generator git github global globals governance graph group hackathon hacker "
        "hackers handle handler handlers handshake hardware hash hashtag header headers heap host hosting hub icon id "
        "image import imports index influencer info inline inode input int interface internet issue issues iterable "
        "iterator job jobs join json junior kernel key keyboard keys keyword kwargs label labels lambda laptop layout "
        "length level library license like likes link linker linter linters linux list load lobby local locale locals "
        "lock log logger loggers logging login logo logs loop machine mail mailing maintainer maintainers malware "
        "management manager managers map mapping marketing master match media meeting meetings memory menu merge "
        "merged message metadata method microservice middleware mindset mixin mobile mock mode model module modules "
        "monitoring mouse multiprocessing name names namespace net network networking newsletter node nodes none npm "
        "null number object objects off offline offset ok on onboarding online opcode open opener operator option "
        "options output overflow override owner package packages padding page parent parse parser parsing password "
        "patch patches path paths pattern payload performance permissive phishing pickle ping pip pipe pipeline pixel "
        "plan platform player plugin plugins podcast policy polling pool pop pop-up popup port post posts prefix "
        "preview print privacy process product profile program programming project promise prompt property protocol "
        "proxy publish pull pull-request push pwd queue quiz random ranking raw read reader readme readonly record "
        "refactoring reference refresh regex regexp release releases remote render rendering repo report repos "
        "repository request requests research reset return review reviewer reviews roadmap role rollover root round "
        "router routing run runtime safe sandbox scanning scheduler schema scope score screen screenshot script "
        "scripts scroll search secure security self server servers service session set setter setup shebang shell "
        "shop shopping shuffle size sleep slice slider slot slug smartphone snapshot social socket sockets software "
        "sort source spam sponsor sponsoring spread sprint stack staff stakeholder standalone standard star start "
        "startup startups status stderr stdin stdout step storage store stream streaming streams string strings "
        "struct structs stub stubs style subclass subprocess subscribe subtype suffix super support switch sysadmin "
        "system tab tag tags target task tasks team teams template templates term test tester testing tests text "
        "thread threading threads thumbnail thumbnails ticket tickets timeout timestamp tkinter token tokens tool "
        "toolkit tools tooltip top touch touchpad traceback tracking trade trademark traffic trailer training tree "
        "trend trigger true tupla tuplas tuple tutorial tweet type types unicode unit unix unpickle unsubscribe "
        "update updates upgrade upload upstream url usability user username users value values variable vars venv "
        "version video view virtual warning waterfall web webinar webmaster website website's widget wiki wildcard "
        "window wireless worker workers workflow workshop workshops wrapper wrappers write writer yield zip zoom"
    ).split()
)
"""English words of computing and business that other languages use as their own."""

_LOANS = (
    "a cappella|déja vu|fleur-de-lis|sous chef|ore tenus|pendente lite|venire|rapprochement|"
    "a fortiori|a la carte|a posteriori|a priori|a tempo|acquis communautaire|ad absurdum|ad acta|"
    "ad hoc|ad hominem|ad infinitum|ad interim|ad lib|ad libitum|ad nauseam|ad valorem|agent provocateur|"
    "aide-de-camp|aide-mémoire|al dente|al fresco|al pastor|allegro ma non troppo|alma mater|alter ego|"
    "amicus curiae|ancien régime|anno domini|annus horribilis|annus mirabilis|ante meridiem|arguendo|"
    "arrondissement|art déco|art nouveau|attaché|au courant|au fait|au gratin|au pair|au revoir|auf wiedersehen|"
    "aurora australis|aurora borealis|auto-da-fé|avant la lettre|avant-garde|banlieue|basso continuo|beaux arts|"
    "beaux-arts|bel canto|belle époque|bon appétit|bon mot|bon vivant|bona fide|bona fides|bossa nova|"
    "bric-à-brac|bête noire|bœuf bourguignon|c'est la vie|cabernet sauvignon|café au lait|cahiers du cinéma|"
    "camera obscura|capo dei capi|carte blanche|casus belli|cause célèbre|caveat emptor|ceteris paribus|"
    "chaise longue|chargé d'affaires|chef d'œuvre|chile con carne|chili con carne|cinéma vérité|cogito ergo sum|"
    "coitus interruptus|comme il faut|commedia dell'arte|communiqué|compos mentis|conditio sine qua non|contra|"
    "coq au vin|cordon bleu|corpus delicti|corpus juris|cosa nostra|coup d'etat|coup d'état|coup de foudre|"
    "coup de grâce|coup de main|coup de théâtre|coups d'état|cri de cœur|crème brûlée|crème de la crème|"
    "crème fraîche|crêpe suzette|cuba libre|cui bono|cul de sac|cul-de-sac|cum laude|curriculum vitae|da capo|"
    "de facto|de jure|de minimis|de novo|de rigueur|de trop|delirium tremens|denier cri|dernier cri|"
    "deus ex machina|dim sum|dolce far niente|dolce stil novo|dolce vita|dramatis personae|droit moral|déjà vu|"
    "département|e pluribus unum|eau de cologne|eau de toilette|el niño|en banc|en bloc|en garde|en masse|"
    "en passant|en route|en suite|enfant terrible|entente cordiale|ergo|errata|erratum|esprit de corps|et al|"
    "et alia|et alii|et cetera|et seq|et seqq|ex aequo|ex ante|ex cathedra|ex gratia|ex libris|ex nihilo|"
    "ex officio|ex parte|ex post|ex post facto|ex rel|ex tempore|exposé|fait accompli|fata morgana|faux ami|"
    "faux pas|femme fatale|feng shui|fiancé|film noir|fin de siècle|foie gras|force majeure|forum non conveniens|"
    "gendarmerie|glasnost|gleichschaltung|grand prix|grande école|grandes écoles|grosso modo|gulag|habeas corpus|"
    "habitus|hara-kiri|hasta la vista|haute couture|haute cuisine|haute école|hoi polloi|homo erectus|"
    "homo sapiens|honoris causa|horror vacui|hors d'oeuvre|hors d'oeuvres|hors d'œuvre|hors de combat|ibidem|"
    "idem|idée fixe|impasse|in absentia|in camera|in dubio pro reo|in extremis|in flagrante|in limine|"
    "in loco parentis|in medias res|in memoriam|in personam|in petto|in puncto|in re|in rem|in situ|in spe|"
    "in toto|in utero|in vitro|in vivo|infra dig|inter alia|inter alios|inter partes|intifada|intra vires|"
    "ipse dixit|ipso facto|ipso jure|ius cogens|ius sanguinis|ius soli|je ne sais quoi|joie de vivre|jus cogens|"
    "jus sanguinis|jus soli|krai|kung fu|la niña|laissez faire|laissez-faire|ligne claire|lingua franca|"
    "locum tenens|locus standi|lèse-majesté|magna cum laude|magnum opus|mahi-mahi|mala fide|mala fides|"
    "mardi gras|mare nostrum|maître d'hôtel|mañana|mea culpa|memento mori|mens rea|mezza voce|mezzo soprano|"
    "mise en place|mise en scène|modus operandi|modus vivendi|mos maiorum|mot juste|musique concrète|"
    "mutatis mutandis|ménage à trois|nasi goreng|ne bis in idem|nihil obstat|noblesse oblige|nolens volens|"
    "nolle prosequi|nolo contendere|nom de guerre|nom de plume|non compos mentis|non grata|non sequitur|"
    "nota bene|nouveau riche|nouvelle cuisine|nouvelle vague|nulla poena sine lege|nunc pro tunc|obiter dicta|"
    "obiter dictum|objet d'art|oblast|opera buffa|opera seria|opus magnum|pace|pacta sunt servanda|"
    "paella valenciana|pain au chocolat|pak choi|panta rhei|papier-mâché|par excellence|pari passu|pas de deux|"
    "passim|pater familias|paterfamilias|pax americana|pax romana|per annum|per capita|per curiam|per diem|"
    "per pedes|per se|perestroika|perpetuum mobile|persona grata|persona non grata|petit bourgeois|"
    "petite bourgeoisie|pied-à-terre|pinot grigio|pinot noir|pièce de résistance|piña colada|plaza mayor|"
    "porte-parole|post factum|post hoc|post meridiem|post mortem|post scriptum|prima donna|prima facie|"
    "prima inter pares|primum non nocere|primus inter pares|prix fixe|pro bono|pro bono publico|pro et contra|"
    "pro forma|pro hac vice|pro memoria|pro rata|pro se|pro tanto|pro tem|pro tempore|pronunciamiento|protégé|"
    "prêt-à-porter|pâté de foie gras|quantum meruit|qui tam|qui vive|quid pro quo|quo vadis|quo warranto|"
    "quod erat demonstrandum|raion|raison d'etre|raison d'état|raison d'être|rara avis|ratatouille|"
    "ratio decidendi|realpolitik|reductio ad absurdum|res gestae|res ipsa loquitur|res judicata|res nullius|"
    "respondeat superior|rigor mortis|roman à clef|roman-fleuve|résumé|salsa verde|sanctum sanctorum|sang-froid|"
    "sans serif|sans-culottes|sans-serif|sauvignon blanc|savoir faire|savoir vivre|savoir-faire|schadenfreude|"
    "semper fidelis|sensu lato|sensu stricto|seriatim|sic|siloviki|sine die|sine qua non|soi-disant|sotto voce|"
    "soupe du jour|sputnik|stare decisis|status quo|status quo ante|stricto sensu|sturm und drang|sua sponte|"
    "sub judice|sub poena|sub rosa|sub specie|subpoena duces tecum|sui generis|sui juris|summa cum laude|"
    "summum bonum|supra|table d'hôte|tabula rasa|tae kwon do|tai chi|te deum|tempus fugit|terra firma|"
    "terra incognita|terra nullius|tour de force|trompe l'œil|trompe-l'œil|tête-à-tête|ubi sunt|ultima ratio|"
    "ultra vires|ut supra|vade mecum|vel non|veni vidi vici|versus|via dolorosa|vice versa|vis major|vis-a-vis|"
    "vis-à-vis|viva voce|voilà|voir dire|vol-au-vent|volte-face|vox populi|weltanschauung|weltschmerz|wunderkind|"
    "zeitgeist|à la|à la carte"
)


def _by_first_word(phrases: str) -> dict[str, list[tuple[str, ...]]]:
    result: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases.split("|"):
        first, *rest = WORD.findall(phrase)
        result.setdefault(first, []).append(tuple(rest))
    return result


LOANS = _by_first_word(_LOANS)
"""Phrases (and a few words) that many languages borrow as they stand: first word -> the words that follow it."""


def borrowed(word: str) -> bool:
    """Whether other languages use the English word as their own, or it belongs to no language in particular."""
    return word.lower() in ANGLICISMS or word.lower() in NEUTRAL
