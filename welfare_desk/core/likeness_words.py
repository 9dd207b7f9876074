# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - because a list of words is read as text
"""Names that many bear, names in their own right, particles, and names by which people go.

All are folded (``core.text.fold``).  They are judged from practice around Padova.
"""

COMMON_SURNAMES = frozenset(
    (
        "ahmed akter akther alam alaoui ali amrani baldan barbieri begum bennani bianchi "
        "bondarenko bortolotto boscolo bruno camara carraro ceban chen chowdhury ciobanu colombo "
        "conti costa dasilva dervishi diallo diop dumitru elamrani esposito eze fabris fall "
        "favaro fernandez fernando ferrari ferraro fontana friday furlan gallo garcia gjoka "
        "gonzalez greco hassan hossain hoxha hu huang hussain ibrahim idrissi igbinosa ionescu "
        "islam johnson kaur khan kovalchuk kovalenko kravchenko li lin liu lombardi lopez lungu "
        "mancini mane marcato marchetti marin marini marino melnyk mia miah mohamed moraru "
        "moretti moro munteanu ndiaye okafor omoruyi osaghae osagie pavan perera perez peruzzo "
        "popa popescu popovici prifti rahman rampazzo ricci rizzo rodriguez romano rossi rotaru "
        "russo rusu santoro santos sarker sartori scarpa schiavon shehu shevchenko silva singh "
        "sow stan tkachenko tosato traore trevisan uddin ungureanu vianello visentin wang wu xu "
        "yang zambon zanella zanon zhang zhao zhou "
    ).split()
)

COMMON_NAMES = frozenset(
    (
        "ahmed aicha akter aldo alessandro ali alice amina ana andrea angela angelo anna "
        "antonietta antonio barbara begum blessing bruno carla carlo carmela caterina chiara "
        "daniela davide domenico elena elisa fatima favour federica francesca francesco franco "
        "gabriele gheorghe giorgia giorgio giovanna giovanni giulia giuseppe giuseppina grace "
        "grazia hassan ion iryna ivan joy kaur khadija laura leonardo lorenzo luca lucia luciano "
        "luigi marco maria mario martina matteo mattia md michele mihaela mohamed mohammed "
        "muhammad natalia oksana olena omar paola paolo pietro precious riccardo rita roberto "
        "rosa salvatore sara sergio silvia singh sofia stefano sunday svitlana teresa tommaso "
        "valentina vasile vincenzo wei youssef "
    ).split()
)
"""What many bear; a name in neither list counts as one that few do."""

OWN_NAMES = frozenset(
    (
        "abramo achille adele adolfo adrian adriana adriano agata agim agnese agostino ahmed "
        "alberta alberto aldo alessandra alessandro alessia alessio alfio alfonso alfredo alice "
        "amalia amanda ambra amedeo amelia amina ana anacleto anastasia anatolii andrea andrei "
        "andrii angela angelica angelo anita anna annalisa anselmo antonella antonia antonietta "
        "antonio arben ardian arianna armando arnaldo arta artan arturo asia asma assunta attilio "
        "augusto aurelio aurica aurora azzurra barbara beatrice benedetta benito bernardo besnik "
        "bianca blerim blerta bohdan borys brigida bruna bruno camilla carla carlo carlotta "
        "carmela carmelo carmine carolina caterina cecilia cesare chiara cinzia ciro clara "
        "claudia claudio clelia concetta corinna corrado cosimo cristian cristiano cristina "
        "cristinel dalila damiano dan daniela daniele danilo dante daria dario davide debora "
        "demetrio denise diana diego dina dino dmytro domenica domenico donatella donato dora "
        "dorin drita edda edoardo egidio elda elena eleonora elettra elia elio elira elisa "
        "elisabetta elsa elvio emanuela emanuele emilia emilio emma ennio enrica enrico enzo "
        "erica ernesto ester ettore eugenia eugenio eva ezio fabiana fabio fabiola fabrizia "
        "fabrizio faith fatiha fatima fausto favour federica federico felice ferdinando fernando "
        "filippo fiorella fiorenzo flavia flavio flora florin florina fortunato franca francesca "
        "francesco franco friday fulvio gabriel gabriela gabriele gabriella gaetano gaia gaspare "
        "gavino gemma gennaro gerardo germano giacinto giacomo giada giancarlo gianfranco "
        "gianluca gianna gianni gilberto gilda gina ginevra gino gioele gioia giordano giorgia "
        "giorgio giosue giovanna giovanni girolamo giulia giuliana giuliano giulio giuseppe "
        "giuseppina glauco gloria grace grazia graziano gregorio greta guerrino guglielmo guido "
        "hafida halima halyna hamid hanan hanna hasan hassan hayat hlib hossain houda hussein "
        "ibrahim ida idris igor ihor ilaria ilario ilda ileana ilham ilyas ines inna ioana "
        "iolanda ion ionel irene irina iris irma iryna isabella italia ivan ivana ivano ivo "
        "jacopo jamal joy kamal karim karima khadija khaled khalid laila lamberto lanfranco lara "
        "larysa latifa laura lavinia lea leandro lenuta leo leonardo leopoldo letizia lia licia "
        "lidia liliana lina linda lino lipi lisa liudmyla livia livio liviu loredana lorella "
        "lorena lorenzo loretta loris luana luca lucia lucian luciana luciano lucio lucrezia "
        "luigi luigia luisa malik malika manlio manuel mara marcella marcello marco margherita "
        "maria marian mariana mariangela marianna mariano marica mariella marilena marin marina "
        "marino mario marisa marius marta martina martino maryna massimiliano massimo matilde "
        "matteo mattia maura maurizio mauro melissa mercedes mercy meryem michela michele mihaela "
        "mihai mihail milena milo mina mira mircea mirco mirela mirella miriam mirko mohamed mona "
        "monday monica morena moreno moris mustapha mykola nabil nadia nadiia naima najat najia "
        "narciso nargis nasrin natale natalia nazareno nello nereo nicola nicolae nicole nicoleta "
        "nicoletta nicolo nina nino noemi nora oksana oleh oleksii olena olga olha olindo olivia "
        "omar oreste orlando ornella oscar osvaldo ottavia ottavio ottone ovidiu pamela paola "
        "paolo pasquale patience patrizia patrizio pavlo peace petro pia piera piergiorgio "
        "pierluigi pietro pio precious primo prince princess rachele rachid rachida radu raffaele "
        "raffaella rahim rahima raimondo raul rebecca remo renata renato renzo riccardo rina "
        "rinaldo rino rita roberta roberto rocco rodica rodolfo roman romano romeo romina romolo "
        "rosa rosalia rosanna rosaria rosario rosella rossana rossella ruggero sabina sabrina "
        "said saida salam salim salma salvatore samanta sami samir samira samuele sanaa sandra "
        "sandro santo sara saverio sebastiano selim serena sergio serhii shilpi shirin silvana "
        "silvano silvestro silvia silvio simona simone sofia sonia sorin souad stefania stefano "
        "stella sunday susanna svitlana tamara taras tarcisio tarik tatiana tea teodoro teresa "
        "tetiana tina tiziana tiziano tommaso tullio ugo umberto valbona valentina valentino "
        "valentyna valeria valerio vanda vanessa vasile vasyl vera veronica viktor vincenzo viola "
        "viorel viorica vira virgilio virginia vito vittoria vittorio viviana walter wanda yana "
        "yassin younes youssef zahra zeno zineb zita zoe "
    ).split()
)
"""Names in their own right: of two that differ by a letter, neither is a slip for the other."""

PARTICLES = frozenset(
    (
        "de di da del della dello dei degli dal dalla dallo dai dall dell lo la li el al ben bin "
        "bint ait ould van von der den dos das do le les st san abu ibn in "
    ).split()
)

FAMILIAR = {
    "pino": "giuseppe", "md": "mohammad", "mohd": "mohammad",
    "beppe": "giuseppe", "beppi": "giuseppe", "bepi": "giuseppe",
    "peppe": "giuseppe", "peppino": "giuseppe", "gepi": "giuseppe", "pina": "giuseppina",
    "pinuccia": "giuseppina", "gianni": "giovanni", "nanni": "giovanni", "nane": "giovanni",
    "gianna": "giovanna", "vanna": "giovanna", "gigi": "luigi", "gino": "luigi", "gina": "luigia",
    "toni": "antonio", "tonino": "antonio", "nino": "antonio", "tonia": "antonia",
    "etta": "antonietta", "franco": "francesco", "franca": "francesca", "checco": "francesco",
    "ciccio": "francesco", "mimmo": "domenico", "menego": "domenico", "mimma": "domenica",
    "toto": "salvatore", "turi": "salvatore", "lello": "raffaele", "pippo": "filippo",
    "momi": "girolamo", "nini": "giovanni", "tina": "caterina", "ninetta": "anna",
    "mariuccia": "maria", "pupa": "maria", "sasha": "oleksandr", "masha": "mariia",
    "zhenia": "yevhen", "vova": "volodymyr", "katia": "kateryna", "lisa": "elisabetta",
    "betta": "elisabetta", "max": "massimiliano", "piero": "pietro", "checca": "francesca",
}  # fmt: skip
"""Names by which people go, and the one on the document, both folded."""
