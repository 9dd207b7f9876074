<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <source>At the counter</source>
            <translation>Allo sportello</translation>
        </message>
        <message>
            <source>In a form</source>
            <translation>In un modulo</translation>
        </message>
        <message>
            <source>Open people</source>
            <translation>Persone aperte</translation>
        </message>
        <message>
            <source>Window and text</source>
            <translation>Finestra e testo</translation>
        </message>
        <message>
            <source>This desk</source>
            <translation>Questo sportello</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Aiuto</translation>
        </message>
        <message>
            <source>Quick keys</source>
            <translation>Tasti rapidi</translation>
        </message>
        <message>
            <source>shortcuts keyboard</source>
            <translation>scorciatoie tastiera</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Prenota</translation>
        </message>
        <message>
            <source>appointment slot</source>
            <translation>appuntamento posto orario</translation>
        </message>
        <message>
            <source>Calls to make</source>
            <translation>Chiamate da fare</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>telefonate</translation>
        </message>
        <message>
            <source>Search or scan</source>
            <translation>Cerca o scansiona</translation>
        </message>
        <message>
            <source>Search a service</source>
            <translation>Cerca un servizio</translation>
        </message>
        <message>
            <source>New person</source>
            <translation>Nuova persona</translation>
        </message>
        <message>
            <source>register intake</source>
            <translation>registra inserisci accoglienza</translation>
        </message>
        <message>
            <source>Send and receive now</source>
            <translation>Invia e ricevi ora</translation>
        </message>
        <message>
            <source>link network outbox</source>
            <translation>collegamento rete aggiorna</translation>
        </message>
        <message>
            <source>Next part of the window</source>
            <translation>Riquadro successivo</translation>
        </message>
        <message>
            <source>Previous part of the window</source>
            <translation>Riquadro precedente</translation>
        </message>
        <message>
            <source>Issue voucher</source>
            <translation>Emetti buono</translation>
        </message>
        <message>
            <source>card</source>
            <translation>tessera</translation>
        </message>
        <message>
            <source>Replace card</source>
            <translation>Sostituisci tessera</translation>
        </message>
        <message>
            <source>lost broken blocked</source>
            <translation>persa smarrita rotta blocca</translation>
        </message>
        <message>
            <source>Last person</source>
            <translation>Ultima persona</translation>
        </message>
        <message>
            <source>Print the last paper again</source>
            <translation>Ristampa l’ultimo foglio</translation>
        </message>
        <message>
            <source>reprint copy last paper</source>
            <translation>ristampa copia ultimo documento</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Schermo intero</translation>
        </message>
        <message>
            <source>Change operator</source>
            <translation>Cambia operatore</translation>
        </message>
        <message>
            <source>change badge log in</source>
            <translation>cambia entra badge</translation>
        </message>
        <message>
            <source>Confirm and print</source>
            <translation>Conferma e stampa</translation>
        </message>
        <message>
            <source>Save without printing</source>
            <translation>Salva senza stampare</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Stampa</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Close the person's tab</source>
            <translation>Chiudi la scheda della persona</translation>
        </message>
        <message>
            <source>Next person</source>
            <translation>Persona successiva</translation>
        </message>
        <message>
            <source>Previous person</source>
            <translation>Persona precedente</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Blocca</translation>
        </message>
        <message>
            <source>go away pause</source>
            <translation>pausa esci allontana</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Impostazioni</translation>
        </message>
        <message>
            <source>options printers theme</source>
            <translation>opzioni stampanti tema colori</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Testo più grande</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Testo più piccolo</translation>
        </message>
        <message>
            <source>Normal text</source>
            <translation>Testo normale</translation>
        </message>
        <message>
            <source>Find a command</source>
            <translation>Trova un comando</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Ripeti</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Messaggi</translation>
        </message>
        <message>
            <source>Close the day</source>
            <translation>Chiudi la giornata</translation>
        </message>
        <message>
            <source>closing report evening</source>
            <translation>chiusura fine resoconto sera</translation>
        </message>
        <message>
            <source>Make a safety copy</source>
            <translation>Fai una copia di sicurezza</translation>
        </message>
        <message>
            <source>backup restore copy stick</source>
            <translation>backup ripristino salva chiavetta</translation>
        </message>
        <message>
            <source>Private screen</source>
            <translation>Schermo privato</translation>
        </message>
        <message>
            <source>hide mask code notes</source>
            <translation>nascondi copri codice note</translation>
        </message>
        <message>
            <source>Try the reader</source>
            <translation>Prova lettore</translation>
        </message>
        <message>
            <source>scanner bar code</source>
            <translation>scanner codice a barre</translation>
        </message>
        <message>
            <source>Begin the training anew</source>
            <translation>Ricomincia la formazione da capo</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
        <message>
            <source>Open person</source>
            <translation>Apri la persona</translation>
        </message>
        <message>
            <source>Go to place</source>
            <translation>Vai alla voce</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Invio</translation>
        </message>
        <message>
            <source>Shift</source>
            <translation>Maiusc</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>Del</source>
            <translation>Canc</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Spazio</translation>
        </message>
    </context>
    <context>
        <name>AgendaBar</name>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message>
            <source>Week</source>
            <translation>Settimana</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Elenco</translation>
        </message>
        <message>
            <source>Show as</source>
            <translation>Mostra come</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servizio</translation>
        </message>
        <message>
            <source>Provider</source>
            <translation>Ente</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Sede</translation>
        </message>
        <message>
            <source>Go to</source>
            <translation>Vai al giorno</translation>
        </message>
        <message>
            <source>All services</source>
            <translation>Tutti i servizi</translation>
        </message>
        <message>
            <source>All providers</source>
            <translation>Tutti gli enti</translation>
        </message>
        <message>
            <source>All places</source>
            <translation>Tutte le sedi</translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Avanti</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Oggi</translation>
        </message>
    </context>
    <context>
        <name>AgendaPage</name>
        <message>
            <source>Agenda</source>
            <translation>Agenda</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servizio</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Sede</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Posti</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Slots</source>
            <translation>Appuntamenti possibili</translation>
        </message>
        <message>
            <source>Slots of the week</source>
            <translation>Appuntamenti possibili della settimana</translation>
        </message>
        <message>
            <source>There are too many slots for one look: these are the first.</source>
            <translation>Sono troppi orari per un colpo d'occhio: questi sono i primi.</translation>
        </message>
        <message>
            <source>Choose a service, a provider or a place above.</source>
            <translation>Scegli sopra un servizio, un ente o una sede.</translation>
        </message>
        <message>
            <source>No slots in these days. Leaf to others, or show all services.</source>
            <translation>In questi giorni non ci sono orari. Sfoglia altri giorni, o mostra tutti i servizi.</translation>
        </message>
        <message numerus="yes">
            <source>%n slots</source>
            <translation>
                <numerusform>%n orario</numerusform>
                <numerusform>%n orari</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n free places</source>
            <translation>
                <numerusform>%n posto libero</numerusform>
                <numerusform>%n posti liberi</numerusform>
            </translation>
        </message>
        <message>
            <source>meeting %1 of %2</source>
            <translation>incontro %1 di %2</translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n in attesa</numerusform>
                <numerusform>%n in attesa</numerusform>
            </translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Chiuso</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>Pieno</translation>
        </message>
        <message numerus="yes">
            <source>%n free</source>
            <comment>places of a slot</comment>
            <translation>
                <numerusform>%n libero</numerusform>
                <numerusform>%n liberi</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 of %2 taken</source>
            <translation>occupati %1 di %2</translation>
        </message>
    </context>
    <context>
        <name>AgendaWays</name>
        <message>
            <source>Catalogue</source>
            <translation>Catalogo</translation>
        </message>
        <message>
            <source>Providers</source>
            <translation>Enti</translation>
        </message>
        <message>
            <source>Requests to answer</source>
            <translation>Richieste a cui rispondere</translation>
        </message>
        <message>
            <source>Answers to tell</source>
            <translation>Risposte da comunicare</translation>
        </message>
        <message>
            <source>Who came</source>
            <translation>Presenze</translation>
        </message>
        <message>
            <source>Monthly statement</source>
            <translation>Rendiconto mensile</translation>
        </message>
        <message>
            <source>Calls</source>
            <translation>Chiamate</translation>
        </message>
        <message>
            <source>Waiting lists</source>
            <translation>Liste d'attesa</translation>
        </message>
    </context>
    <context>
        <name>AmendPage</name>
        <message>
            <source>Edit the data</source>
            <translation>Modifica i dati</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Perché</translation>
        </message>
        <message>
            <source>From which day</source>
            <translation>Da quale giorno</translation>
        </message>
        <message>
            <source>Data changed: %1</source>
            <translation>Dati modificati: %1</translation>
        </message>
        <message>
            <source>Write day, month and year, for example 05/03/2026.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 05/03/2026.</translation>
        </message>
        <message>
            <source>Record it when it is true: the day must not be in the future.</source>
            <translation>Registralo quando è vero: il giorno non può essere nel futuro.</translation>
        </message>
        <message>
            <source>Who it is</source>
            <translation>Chi è</translation>
        </message>
        <message>
            <source>How to reach</source>
            <translation>Come avvisare</translation>
        </message>
        <message>
            <source>The change</source>
            <translation>La modifica</translation>
        </message>
    </context>
    <context>
        <name>AnswerPage</name>
        <message>
            <source>Answer a request</source>
            <translation>Rispondi a una richiesta</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Rispondi</translation>
        </message>
        <message>
            <source>Accepted: the counter tells the person</source>
            <translation>Accettata: lo sportello avvisa la persona</translation>
        </message>
        <message>
            <source>Proposed: the counter asks the person</source>
            <translation>Proposta inviata: lo sportello sente la persona</translation>
        </message>
        <message>
            <source>Refused: the counter tells the person</source>
            <translation>Rifiutata: lo sportello avvisa la persona</translation>
        </message>
        <message>
            <source>The request</source>
            <translation>La richiesta</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Numero</translation>
        </message>
        <message>
            <source>When it suits</source>
            <translation>Quando va bene</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Posti</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Prezzo</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>To know</source>
            <translation>Da sapere</translation>
        </message>
        <message>
            <source>Answered so far</source>
            <translation>Risposta finora</translation>
        </message>
        <message>
            <source>The answer</source>
            <translation>La risposta</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Accetta</translation>
        </message>
        <message>
            <source>Another time</source>
            <translation>Altro orario</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Rifiuta</translation>
        </message>
        <message>
            <source>What to answer</source>
            <translation>Che cosa rispondere</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Minuti</translation>
        </message>
        <message>
            <source>What the person is told</source>
            <translation>Che cosa si dice alla persona</translation>
        </message>
        <message>
            <source>Needed: the person hears why.</source>
            <translation>Serve: la persona saprà perché.</translation>
        </message>
        <message>
            <source>Write in a few words why.</source>
            <translation>Scrivi in poche parole perché.</translation>
        </message>
        <message>
            <source>Write a day from today on.</source>
            <translation>Scrivi un giorno da oggi in poi.</translation>
        </message>
        <message>
            <source>Write the time, for example 9:30.</source>
            <translation>Scrivi l'ora, per esempio 9:30.</translation>
        </message>
        <message>
            <source>Write how many minutes.</source>
            <translation>Scrivi quanti minuti.</translation>
        </message>
        <message numerus="yes">
            <source>Say it in %n letters at most.</source>
            <translation>
                <numerusform>Dillo con %n lettera al massimo.</numerusform>
                <numerusform>Dillo con %n lettere al massimo.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AnswersPage</name>
        <message>
            <source>Answers to tell</source>
            <translation>Risposte da comunicare</translation>
        </message>
        <message>
            <source>To call</source>
            <translation>Da chiamare</translation>
        </message>
        <message>
            <source>Nobody waits for an answer to be told. Providers' answers appear here.</source>
            <translation>Nessuno aspetta una risposta. Le risposte degli enti appaiono qui.</translation>
        </message>
    </context>
    <context>
        <name>ApplicationPage</name>
        <message>
            <source>New application</source>
            <translation>Nuova domanda</translation>
        </message>
        <message>
            <source>File and print</source>
            <translation>Registra e stampa</translation>
        </message>
        <message>
            <source>Application filed: have it read and signed</source>
            <translation>Domanda registrata: falla leggere e firmare</translation>
        </message>
        <message>
            <source>No fund takes applications from this household now.</source>
            <translation>Adesso nessuna misura raccoglie domande da questo nucleo.</translation>
        </message>
        <message>
            <source>The fund</source>
            <translation>La misura</translation>
        </message>
        <message>
            <source>Fund</source>
            <translation>Misura</translation>
        </message>
        <message>
            <source>Who files it</source>
            <translation>Chi la presenta</translation>
        </message>
        <message>
            <source>What the rules give</source>
            <translation>Cosa danno le regole</translation>
        </message>
        <message>
            <source>Declared, to be read aloud</source>
            <translation>Dichiarazioni, da leggere ad alta voce</translation>
        </message>
        <message>
            <source>«You declare under DPR 445/2000, articles 46 and 47. Who declares what is false is punished by criminal law (article 76) and loses the benefit (article 75). The municipality controls by sample and where there is doubt (article 71).»</source>
            <translation>«Lei dichiara ai sensi del DPR 445/2000, articoli 46 e 47. Chi dichiara il falso è punito dalla legge penale (articolo 76) e perde il beneficio (articolo 75). Il Comune controlla a campione e in caso di dubbio (articolo 71).»</translation>
        </message>
        <message>
            <source>Lives in the municipality since</source>
            <translation>Risiede nel Comune dal</translation>
        </message>
        <message>
            <source>Income of all last month, euros</source>
            <translation>Entrate di tutti nell'ultimo mese, euro</translation>
        </message>
        <message>
            <source>Members with a certified disability</source>
            <translation>Componenti con disabilità certificata</translation>
        </message>
        <message>
            <source>Other support that is received</source>
            <translation>Altri aiuti che il nucleo riceve</translation>
        </message>
        <message>
            <source>What it comes to a month, euros</source>
            <translation>Quanto sono al mese, euro</translation>
        </message>
        <message>
            <source>Papers shown</source>
            <translation>Documenti mostrati</translation>
        </message>
        <message>
            <source>Only seen, never kept: tick what was shown.</source>
            <translation>Solo visti, mai conservati: segna quelli mostrati.</translation>
        </message>
        <message>
            <source>The person</source>
            <translation>La persona</translation>
        </message>
        <message>
            <source>This household applied already (%1).</source>
            <translation>Questo nucleo ha già fatto domanda (%1).</translation>
        </message>
        <message>
            <source>A second application is not needed: open the first under Applications.</source>
            <translation>Una seconda domanda non serve: apri la prima in Domande.</translation>
        </message>
        <message>
            <source>none that is valid</source>
            <translation>nessuno valido</translation>
        </message>
        <message>
            <source>Household</source>
            <translation>Nucleo</translation>
        </message>
        <message>
            <source>Born on</source>
            <translation>Nati il</translation>
        </message>
        <message>
            <source>ISEE</source>
            <translation>ISEE</translation>
        </message>
        <message>
            <source>Applications until</source>
            <translation>Domande fino al</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Importo</translation>
        </message>
        <message>
            <source>Write since when, for example 01/03/2019.</source>
            <translation>Scrivi da quando, per esempio 01/03/2019.</translation>
        </message>
        <message>
            <source>Write an amount, for example 850,00; 0 for none.</source>
            <translation>Scrivi un importo, per esempio 850,00; 0 se non ce ne sono.</translation>
        </message>
        <message>
            <source>Write what it comes to a month.</source>
            <translation>Scrivi quanto sono al mese.</translation>
        </message>
    </context>
    <context>
        <name>ApplicationsPage</name>
        <message>
            <source>Applications</source>
            <translation>Domande</translation>
        </message>
        <message>
            <source>One a household, fund and period.</source>
            <translation>Una per nucleo, misura e periodo.</translation>
        </message>
        <message>
            <source>Order and sample</source>
            <translation>Ordina e sorteggia</translation>
        </message>
        <message>
            <source>Fund</source>
            <translation>Misura</translation>
        </message>
        <message>
            <source>Which applications</source>
            <translation>Quali domande</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Posto</translation>
        </message>
        <message>
            <source>Who applied</source>
            <translation>Chi ha chiesto</translation>
        </message>
        <message>
            <source>Filed</source>
            <translation>Presentata</translation>
        </message>
        <message>
            <source>ISEE</source>
            <translation>ISEE</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Importo</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>No application here. Open a person and choose New application.</source>
            <translation>Qui non ci sono domande. Apri una persona e scegli Nuova domanda.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>To decide</source>
            <translation>Da decidere</translation>
        </message>
        <message>
            <source>Approved</source>
            <translation>Approvate</translation>
        </message>
        <message>
            <source>Not granted</source>
            <translation>Non accolte</translation>
        </message>
        <message>
            <source>To control</source>
            <translation>Da controllare</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tutte</translation>
        </message>
        <message>
            <source>All funds</source>
            <translation>Tutte le misure</translation>
        </message>
    </context>
    <context>
        <name>AskCard</name>
        <message>
            <source>This service has no calendar</source>
            <translation>Questo servizio non ha calendario</translation>
        </message>
        <message>
            <source>Say when it suits: the provider answers, and the person is told.</source>
            <translation>Di' quando va bene: l'ente risponde e la persona viene avvisata.</translation>
        </message>
        <message>
            <source>Ask the provider</source>
            <translation>Chiedi all'ente</translation>
        </message>
    </context>
    <context>
        <name>AskPage</name>
        <message>
            <source>Ask for a service</source>
            <translation>Chiedi un servizio</translation>
        </message>
        <message>
            <source>Ask the provider</source>
            <translation>Chiedi all'ente</translation>
        </message>
        <message>
            <source>The provider is asked for: %1</source>
            <translation>Chiesto all'ente: %1</translation>
        </message>
        <message>
            <source>The service</source>
            <translation>Il servizio</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servizio</translation>
        </message>
        <message>
            <source>When it suits, best first</source>
            <translation>Quando va bene, prima il preferito</translation>
        </message>
        <message>
            <source>Day %1</source>
            <translation>Giorno %1</translation>
        </message>
        <message>
            <source>Part of the day</source>
            <translation>Parte della giornata</translation>
        </message>
        <message>
            <source>How many places</source>
            <translation>Quanti posti</translation>
        </message>
        <message>
            <source>What the provider must know</source>
            <translation>Che cosa deve sapere l'ente</translation>
        </message>
        <message>
            <source>Facts only, never a diagnosis: for example the entry phone.</source>
            <translation>Solo fatti, mai una diagnosi: per esempio il citofono.</translation>
        </message>
        <message>
            <source>Price explained</source>
            <translation>Prezzo spiegato</translation>
        </message>
        <message>
            <source>No service is asked for in this way. See the agenda.</source>
            <translation>Nessun servizio si chiede in questo modo. Guarda l'agenda.</translation>
        </message>
        <message>
            <source>From %1 on.</source>
            <translation>Dal %1 in poi.</translation>
        </message>
        <message>
            <source>Provider</source>
            <translation>Ente</translation>
        </message>
        <message>
            <source>To bring</source>
            <translation>Da portare</translation>
        </message>
        <message>
            <source>To pay</source>
            <translation>Da pagare</translation>
        </message>
        <message>
            <source>There is a request for this service already: %1</source>
            <translation>C'è già una richiesta per questo servizio: %1</translation>
        </message>
        <message>
            <source>Write a day, for example 30/11/2026.</source>
            <translation>Scrivi un giorno, per esempio 30/11/2026.</translation>
        </message>
        <message>
            <source>The first day possible is %1.</source>
            <translation>Il primo giorno possibile è %1.</translation>
        </message>
        <message>
            <source>Write how many places, from 1 on.</source>
            <translation>Scrivi quanti posti, da 1 in su.</translation>
        </message>
        <message numerus="yes">
            <source>Say it in %n letters at most.</source>
            <translation>
                <numerusform>Dillo con %n lettera al massimo.</numerusform>
                <numerusform>Dillo con %n lettere al massimo.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AskedCard</name>
        <message>
            <source>Go on with the request: %1</source>
            <translation>Vai avanti con la richiesta: %1</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Vai avanti</translation>
        </message>
        <message>
            <source>Sensitive note</source>
            <translation>Nota riservata</translation>
        </message>
        <message>
            <source>Supervisor or social worker</source>
            <translation>La apre chi è responsabile</translation>
        </message>
        <message>
            <source>Open the sensitive note of %1</source>
            <translation>Apri la nota riservata di %1</translation>
        </message>
        <message>
            <source>Open with a reason</source>
            <translation>Apri con motivo</translation>
        </message>
        <message>
            <source>Take back the note of %1</source>
            <translation>Ritira la nota di %1</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Ritira</translation>
        </message>
        <message>
            <source>Why the note is opened</source>
            <translation>Perché apri la nota</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Your name, the time and the reason are kept in the log.</source>
            <translation>Nome, ora e motivo restano nel registro degli accessi.</translation>
        </message>
        <message>
            <source>Note taken back</source>
            <translation>Nota ritirata</translation>
        </message>
    </context>
    <context>
        <name>AskedPage</name>
        <message>
            <source>Requests and notes</source>
            <translation>Richieste e note</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Richieste</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Note</translation>
        </message>
    </context>
    <context>
        <name>AskingPage</name>
        <message>
            <source>How was it?</source>
            <translation>Com'è andata?</translation>
        </message>
        <message>
            <source>Ask: «How content were you, from 1, not at all, to 5?» Choose the row and press the number. Nobody has to answer.</source>
            <translation>Chiedi: «Quanto sei rimasto contento, da 1, per niente, a 5?» Scegli la riga e premi il numero. Nessuno è obbligato a rispondere.</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Persona</translation>
        </message>
        <message>
            <source>Bookings to ask about</source>
            <translation>Prenotazioni di cui chiedere</translation>
        </message>
        <message>
            <source>Everybody of the last two weeks was asked.</source>
            <translation>Hai già chiesto a tutti quelli delle ultime due settimane.</translation>
        </message>
        <message>
            <source>%1: %2 out of 5</source>
            <translation>%1: %2 su 5</translation>
        </message>
    </context>
    <context>
        <name>AttendanceListPage</name>
        <message>
            <source>Attendance list</source>
            <translation>Foglio presenze</translation>
        </message>
        <message>
            <source>Print the list</source>
            <translation>Stampa il foglio</translation>
        </message>
        <message>
            <source>P present, A absent, Backspace not marked; each goes to the next row.</source>
            <translation>P presente, A assente, Backspace da segnare; ogni tasto passa alla riga dopo.</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Persona</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Posti</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Who is expected</source>
            <translation>Chi è atteso</translation>
        </message>
        <message>
            <source>Nobody is booked here. Esc goes back to the day.</source>
            <translation>Qui non ha prenotato nessuno. Con Esc torni al giorno.</translation>
        </message>
        <message numerus="yes">
            <source>%n present</source>
            <translation>
                <numerusform>%n presente</numerusform>
                <numerusform>%n presenti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n absent</source>
            <translation>
                <numerusform>%n assente</numerusform>
                <numerusform>%n assenti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to mark</source>
            <translation>
                <numerusform>%n da segnare</numerusform>
                <numerusform>%n da segnare</numerusform>
            </translation>
        </message>
        <message>
            <source>meeting %1</source>
            <translation>incontro %1</translation>
        </message>
        <message>
            <source>Present</source>
            <translation>Presente</translation>
        </message>
        <message>
            <source>Absent</source>
            <translation>Assente</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Atteso</translation>
        </message>
        <message>
            <source>Arrived</source>
            <translation>Arrivato</translation>
        </message>
    </context>
    <context>
        <name>AttendancePage</name>
        <message>
            <source>Who came</source>
            <translation>Presenze</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servizio</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Atteso</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Slots</source>
            <translation>Orari</translation>
        </message>
        <message>
            <source>Nothing takes place on this day. Page down goes to the next.</source>
            <translation>In questo giorno non c'è nulla. Pag giù va al giorno dopo.</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Annullato</translation>
        </message>
        <message>
            <source>Nobody booked</source>
            <translation>Nessuna prenotazione</translation>
        </message>
        <message>
            <source>All marked</source>
            <translation>Tutti segnati</translation>
        </message>
        <message numerus="yes">
            <source>%n to mark</source>
            <translation>
                <numerusform>%n da segnare</numerusform>
                <numerusform>%n da segnare</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AttestationsCard</name>
        <message>
            <source>No attestation was recorded yet.</source>
            <translation>Nessuna attestazione registrata finora.</translation>
        </message>
        <message>
            <source>issued on %1, valid until %2</source>
            <translation>rilasciata il %1, vale fino al %2</translation>
        </message>
        <message>
            <source>issued on %1, withdrawn</source>
            <translation>rilasciata il %1, ritirata</translation>
        </message>
        <message>
            <source>for %1</source>
            <translation>per %1</translation>
        </message>
        <message>
            <source>Used for: %1</source>
            <translation>Usata per: %1</translation>
        </message>
        <message>
            <source>Put right: %1</source>
            <translation>Corretta: %1</translation>
        </message>
        <message>
            <source>Put right</source>
            <translation>Correggi</translation>
        </message>
        <message>
            <source>Withdraw: %1</source>
            <translation>Ritira: %1</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Ritira</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Vale</translation>
        </message>
        <message>
            <source>Ends soon</source>
            <translation>Scade presto</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Scaduta</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Ritirata</translation>
        </message>
        <message>
            <source>The attestation should not have been recorded</source>
            <translation>L'attestazione non andava registrata</translation>
        </message>
        <message>
            <source>It stays in the list; future bookings are priced without it.</source>
            <translation>Resta nell'elenco; le prenotazioni future si ricalcolano senza.</translation>
        </message>
        <message>
            <source>ISEE withdrawn</source>
            <translation>ISEE ritirato</translation>
        </message>
    </context>
    <context>
        <name>AutonomyCard</name>
        <message>
            <source>updated at %1</source>
            <translation>aggiornate alle %1</translation>
        </message>
        <message>
            <source>Assured bookings</source>
            <translation>Prenotazioni garantite</translation>
        </message>
        <message numerus="yes">
            <source>of %n places</source>
            <translation>
                <numerusform>di %n posto</numerusform>
                <numerusform>di %n posti</numerusform>
            </translation>
        </message>
        <message>
            <source>then provisional</source>
            <translation>poi provvisorie</translation>
        </message>
        <message>
            <source>Vouchers to issue</source>
            <translation>Buoni emettibili</translation>
        </message>
        <message>
            <source>then with connection</source>
            <translation>poi serve il collegamento</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Persone</translation>
        </message>
        <message>
            <source>Blocked cards</source>
            <translation>Tessere bloccate</translation>
        </message>
    </context>
    <context>
        <name>BadgeFaces</name>
        <message>
            <source>Confirmed</source>
            <translation>Confermata</translation>
        </message>
        <message>
            <source>Provisional</source>
            <translation>Provvisoria</translation>
        </message>
        <message>
            <source>Arrived</source>
            <translation>Arrivata</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Atteso</translation>
        </message>
        <message>
            <source>Served</source>
            <translation>Servita</translation>
        </message>
        <message>
            <source>At the desk</source>
            <translation>Allo sportello</translation>
        </message>
        <message>
            <source>Did not come</source>
            <translation>Non presentato</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Bloccata</translation>
        </message>
        <message>
            <source>Safe here</source>
            <translation>Al sicuro qui</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Attiva</translation>
        </message>
        <message>
            <source>Free place</source>
            <translation>Posto libero</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Accolto</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>Da parte</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Annullata</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Bozza</translation>
        </message>
    </context>
    <context>
        <name>BatchPage</name>
        <message>
            <source>Cards in a batch</source>
            <translation>Tessere in serie</translation>
        </message>
        <message>
            <source>From the list of decisions: issued and printed, ten to a sheet.</source>
            <translation>Dall'elenco delle decisioni: emesse e stampate, dieci per foglio.</translation>
        </message>
        <message>
            <source>Fund</source>
            <translation>Fondo</translation>
        </message>
        <message>
            <source>By surname</source>
            <translation>Per cognome</translation>
        </message>
        <message>
            <source>By counter</source>
            <translation>Per sportello</translation>
        </message>
        <message>
            <source>Order of the cards</source>
            <translation>Ordine delle tessere</translation>
        </message>
        <message>
            <source>A4 sheets, ten cards each</source>
            <translation>Fogli A4, dieci tessere ciascuno</translation>
        </message>
        <message>
            <source>Card printer</source>
            <translation>Stampante di tessere</translation>
        </message>
        <message>
            <source>Printed on</source>
            <translation>Stampa su</translation>
        </message>
        <message>
            <source>Where the cards are</source>
            <translation>A che punto sono le tessere</translation>
        </message>
        <message>
            <source>Approved applications appear here, to issue their cards in one go.</source>
            <translation>Le domande approvate appaiono qui, per emettere le loro tessere in una volta.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Interrompi</translation>
        </message>
        <message>
            <source>Issue and print</source>
            <translation>Emetti e stampa</translation>
        </message>
        <message>
            <source>Where the printer prints</source>
            <translation>Dove stampa la stampante</translation>
        </message>
        <message>
            <source>To issue</source>
            <translation>Da emettere</translation>
        </message>
        <message>
            <source>To print</source>
            <translation>Da stampare</translation>
        </message>
        <message>
            <source>To activate</source>
            <translation>Da attivare</translation>
        </message>
        <message>
            <source>To hand over</source>
            <translation>Da consegnare</translation>
        </message>
        <message>
            <source>Handed over</source>
            <translation>Consegnate</translation>
        </message>
        <message>
            <source>Looking at the list</source>
            <translation>Lettura dell'elenco</translation>
        </message>
        <message>
            <source>The sheet was discarded and its cards are printed again</source>
            <translation>Il foglio è stato scartato e le sue tessere si ristampano</translation>
        </message>
        <message>
            <source>This card is not waiting to be activated</source>
            <translation>Questa tessera non è da attivare</translation>
        </message>
        <message>
            <source>Check it under Vouchers and cards.</source>
            <translation>Controllala in Buoni e tessere.</translation>
        </message>
        <message numerus="yes">
            <source>%n cards activated by scan</source>
            <translation>
                <numerusform>%n tessera attivata con la lettura</numerusform>
                <numerusform>%n tessere attivate con la lettura</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BatchWords</name>
        <message>
            <source>At this desk: %1 card numbers, %2 of the fund. More is asked for.</source>
            <translation>A questo sportello: %1 numeri di tessera, %2 del fondo. Il resto si chiede da solo.</translation>
        </message>
        <message>
            <source>Issuing: %1 of %2</source>
            <translation>Emissione: %1 di %2</translation>
        </message>
        <message>
            <source>Printing: %1 of %2</source>
            <translation>Stampa: %1 di %2</translation>
        </message>
        <message numerus="yes">
            <source>%n cards issued</source>
            <translation>
                <numerusform>%n tessera emessa</numerusform>
                <numerusform>%n tessere emesse</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sent to the printer</source>
            <translation>
                <numerusform>%n inviata alla stampante</numerusform>
                <numerusform>%n inviate alla stampante</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is half done: run it again to go on.</source>
            <translation>Niente è rimasto a metà: ripeti per continuare.</translation>
        </message>
        <message>
            <source>Sheet %1</source>
            <translation>Foglio %1</translation>
        </message>
        <message>
            <source>Sheets %1 to %2</source>
            <translation>Fogli da %1 a %2</translation>
        </message>
        <message>
            <source>Jammed</source>
            <translation>Inceppato</translation>
        </message>
        <message>
            <source>Smudged</source>
            <translation>Macchiato</translation>
        </message>
        <message>
            <source>Wrong data</source>
            <translation>Dati errati</translation>
        </message>
    </context>
    <context>
        <name>BookingPage</name>
        <message>
            <source>1  Service</source>
            <translation>1  Servizio</translation>
        </message>
        <message>
            <source>For whom</source>
            <translation>Per chi</translation>
        </message>
        <message>
            <source>2  Place</source>
            <translation>2  Sede</translation>
        </message>
        <message>
            <source>Part paid by card</source>
            <translation>Parte pagata con la tessera</translation>
        </message>
        <message>
            <source>3  Day and time</source>
            <translation>3  Giorno e ora</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Prenota</translation>
        </message>
        <message>
            <source>Search a service</source>
            <translation>Cerca un servizio</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Servizi</translation>
        </message>
        <message numerus="yes">
            <source>%1, %n years</source>
            <comment>a person's age</comment>
            <translation>
                <numerusform>%1, %n anno</numerusform>
                <numerusform>%1, %n anni</numerusform>
            </translation>
        </message>
        <message>
            <source>Together with</source>
            <translation>Insieme a</translation>
        </message>
        <message>
            <source>Together with %1</source>
            <translation>Insieme a %1</translation>
        </message>
        <message>
            <source>%1, %2 left</source>
            <translation>%1, restano %2</translation>
        </message>
        <message>
            <source>No card</source>
            <translation>Nessuna tessera</translation>
        </message>
        <message>
            <source>An exception to the rule: %1</source>
            <translation>Un'eccezione alla regola: %1</translation>
        </message>
        <message>
            <source>Booked: %1 · %2</source>
            <translation>Prenotato: %1 · %2</translation>
        </message>
        <message>
            <source>Booked provisionally: %1 · %2</source>
            <translation>Prenotato in via provvisoria: %1 · %2</translation>
        </message>
        <message>
            <source>Book %1</source>
            <translation>Prenota %1</translation>
        </message>
        <message>
            <source>No place is left, here or later. Look for another service.</source>
            <translation>Non resta nessun posto, né qui né più avanti. Cerca un altro servizio.</translation>
        </message>
        <message>
            <source>No place is left at that time. The next free one is %1.</source>
            <translation>A quell'ora non resta posto. Il prossimo libero è %1.</translation>
        </message>
    </context>
    <context>
        <name>BookingRow</name>
        <message>
            <source>Del cancels the booking, M moves it.</source>
            <translation>Canc disdice la prenotazione, M la sposta.</translation>
        </message>
    </context>
    <context>
        <name>BookingSummary</name>
        <message>
            <source>4  Confirm</source>
            <translation>4  Conferma</translation>
        </message>
        <message>
            <source>Exception to the rule…</source>
            <translation>Eccezione alla regola…</translation>
        </message>
        <message>
            <source>Confirm without printing</source>
            <translation>Conferma senza stampare</translation>
        </message>
        <message>
            <source>Choose a day and a time</source>
            <translation>Scegli giorno e ora</translation>
        </message>
        <message>
            <source>Already booked here</source>
            <translation>Già prenotato qui</translation>
        </message>
        <message>
            <source>Not by the rule</source>
            <translation>Fuori dalla regola</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>Pieno</translation>
        </message>
        <message>
            <source>Will be confirmed</source>
            <translation>Sarà confermata</translation>
        </message>
        <message>
            <source>Will be provisional</source>
            <translation>Sarà provvisoria</translation>
        </message>
        <message>
            <source>ISEE</source>
            <translation>ISEE</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Vale fino al</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Durata</translation>
        </message>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n minuto</numerusform>
                <numerusform>%n minuti</numerusform>
            </translation>
        </message>
        <message>
            <source>At the same hour there is %1</source>
            <translation>Alla stessa ora c'è %1</translation>
        </message>
        <message>
            <source>No other appointment at that hour</source>
            <translation>Nessun altro impegno in quell’ora</translation>
        </message>
        <message>
            <source>Exception signed by two: %1</source>
            <translation>Eccezione firmata in due: %1</translation>
        </message>
        <message numerus="yes">
            <source>%n meetings: %1</source>
            <translation>
                <numerusform>%n incontro: %1</numerusform>
                <numerusform>%n incontri: %1</numerusform>
            </translation>
        </message>
        <message>
            <source>The answer comes within tomorrow: the paper says so</source>
            <translation>La risposta arriva entro domani: è scritto sul promemoria</translation>
        </message>
        <message>
            <source>Reminder on A4</source>
            <translation>Promemoria A4</translation>
        </message>
    </context>
    <context>
        <name>CalibrationPage</name>
        <message>
            <source>Where the printer prints</source>
            <translation>Dove stampa la stampante</translation>
        </message>
        <message>
            <source>Print the test sheet, measure it with a ruler and type what you read.</source>
            <translation>Stampa il foglio di prova, misuralo con un righello e scrivi quello che leggi.</translation>
        </message>
        <message>
            <source>Measured on the sheet, in millimetres</source>
            <translation>Misurato sul foglio, in millimetri</translation>
        </message>
        <message>
            <source>A4 sheets of ten</source>
            <translation>Fogli A4 da dieci</translation>
        </message>
        <message>
            <source>Card printer</source>
            <translation>Stampante tessere</translation>
        </message>
        <message>
            <source>Printer</source>
            <translation>Stampante</translation>
        </message>
        <message>
            <source>Tray</source>
            <translation>Cassetto</translation>
        </message>
        <message>
            <source>As you call it. Each tray has measures of its own.</source>
            <translation>Come lo chiami tu. Ogni cassetto ha le sue misure.</translation>
        </message>
        <message>
            <source>Front: too far right</source>
            <translation>Fronte: troppo a destra</translation>
        </message>
        <message>
            <source>Front: too high</source>
            <translation>Fronte: troppo in alto</translation>
        </message>
        <message>
            <source>Back: too far right</source>
            <translation>Retro: troppo a destra</translation>
        </message>
        <message>
            <source>Back: too high</source>
            <translation>Retro: troppo in alto</translation>
        </message>
        <message>
            <source>What the line measures</source>
            <translation>Quanto misura la linea</translation>
        </message>
        <message>
            <source>Print the test sheet</source>
            <translation>Stampa il foglio di prova</translation>
        </message>
        <message>
            <source>Keep the measures</source>
            <translation>Registra le misure</translation>
        </message>
        <message>
            <source>Printer: %1</source>
            <translation>Stampante: %1</translation>
        </message>
        <message>
            <source>It should be %1 mm. If it is not, switch off «fit to page» in the printer first.</source>
            <translation>Deve essere %1 mm. Se non lo è, togli prima «adatta alla pagina» dalla stampante.</translation>
        </message>
        <message>
            <source>A number in millimetres, for example 1,5.</source>
            <translation>Un numero in millimetri, per esempio 1,5.</translation>
        </message>
        <message>
            <source>The measures are kept</source>
            <translation>Le misure sono registrate</translation>
        </message>
        <message>
            <source>Print the test sheet again: cross and line should be in their place.</source>
            <translation>Stampa di nuovo il foglio di prova: croce e linea devono essere al loro posto.</translation>
        </message>
        <message>
            <source>The test sheet is on its way to the printer</source>
            <translation>Il foglio di prova va alla stampante</translation>
        </message>
    </context>
    <context>
        <name>CallWords</name>
        <message>
            <source>Appointment cancelled</source>
            <translation>Appuntamento annullato</translation>
        </message>
        <message>
            <source>Place offered</source>
            <translation>Posto offerto</translation>
        </message>
        <message>
            <source>Booking without a place</source>
            <translation>Prenotazione senza posto</translation>
        </message>
        <message>
            <source>Price changed</source>
            <translation>Prezzo cambiato</translation>
        </message>
        <message>
            <source>Offer ran out</source>
            <translation>Offerta scaduta</translation>
        </message>
        <message>
            <source>Reminder</source>
            <translation>Promemoria</translation>
        </message>
        <message>
            <source>%1, before %2</source>
            <translation>%1, prima %2</translation>
        </message>
        <message>
            <source>kept until %1</source>
            <translation>tenuto fino a %1</translation>
        </message>
        <message>
            <source>no phone: letter</source>
            <translation>nessun telefono: lettera</translation>
        </message>
        <message>
            <source>Reached</source>
            <translation>Raggiunta</translation>
        </message>
        <message>
            <source>Letter</source>
            <translation>Lettera</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Non risponde</translation>
        </message>
        <message>
            <source>Call again</source>
            <translation>Richiamare</translation>
        </message>
        <message>
            <source>To call</source>
            <translation>Da chiamare</translation>
        </message>
        <message>
            <source>%1 calls, last %2</source>
            <translation>%1 chiamate, l'ultima %2</translation>
        </message>
    </context>
    <context>
        <name>CallsPage</name>
        <message>
            <source>Calls to make</source>
            <translation>Chiamate da fare</translation>
        </message>
        <message>
            <source>Say only what stands here: whoever answers may not be the person.</source>
            <translation>Di' solo quello che è scritto qui: chi risponde può non essere la persona.</translation>
        </message>
        <message>
            <source>Nobody to call today. A closed time or a free place brings calls here.</source>
            <translation>Nessuno da chiamare oggi. Un orario chiuso o un posto libero porta qui le chiamate.</translation>
        </message>
        <message>
            <source>What came of the call</source>
            <translation>Com'è andata la chiamata</translation>
        </message>
        <message>
            <source>Reached</source>
            <translation>Raggiunta</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Non risponde</translation>
        </message>
        <message>
            <source>Call again</source>
            <translation>Richiamare</translation>
        </message>
        <message>
            <source>Print the letter</source>
            <translation>Stampa la lettera</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Chi</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Perché</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Esito</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Print the list</source>
            <translation>Stampa la lista</translation>
        </message>
        <message>
            <source>Outcome recorded</source>
            <translation>Esito registrato</translation>
        </message>
    </context>
    <context>
        <name>CardWords</name>
        <message>
            <source>To activate</source>
            <translation>Da attivare</translation>
        </message>
        <message>
            <source>To hand over</source>
            <translation>Da consegnare</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Attiva</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Bloccata</translation>
        </message>
        <message>
            <source>Replaced</source>
            <translation>Sostituita</translation>
        </message>
        <message>
            <source>Printed, to activate</source>
            <translation>Stampata, da attivare</translation>
        </message>
        <message>
            <source>Used up</source>
            <translation>Esaurita</translation>
        </message>
        <message>
            <source>Print discarded</source>
            <translation>Stampa scartata</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Scaduta</translation>
        </message>
        <message>
            <source>1  Lost</source>
            <translation>1  Smarrita</translation>
        </message>
        <message>
            <source>2  Stolen</source>
            <translation>2  Rubata</translation>
        </message>
        <message>
            <source>3  Damaged</source>
            <translation>3  Rovinata</translation>
        </message>
        <message>
            <source>4  Jammed</source>
            <translation>4  Inceppata</translation>
        </message>
        <message>
            <source>5  Smudged</source>
            <translation>5  Macchiata</translation>
        </message>
        <message>
            <source>6  Wrong data</source>
            <translation>6  Dati errati</translation>
        </message>
        <message>
            <source>jammed in the printer</source>
            <translation>inceppata nella stampante</translation>
        </message>
        <message>
            <source>smudged</source>
            <translation>macchiata</translation>
        </message>
        <message>
            <source>printed with wrong data</source>
            <translation>stampata con dati errati</translation>
        </message>
        <message>
            <source>%1, report %2</source>
            <translation>%1, denuncia %2</translation>
        </message>
        <message>
            <source>Ask for a document: initials %1, born in %2.</source>
            <translation>Chiedi un documento: iniziali %1, anno di nascita %2.</translation>
        </message>
        <message>
            <source>No list of blocked cards here yet: send and receive (F5).</source>
            <translation>Qui non c'è ancora l'elenco delle tessere bloccate: invia e ricevi (F5).</translation>
        </message>
        <message>
            <source>List of blocked cards as of %1.</source>
            <translation>Elenco delle tessere bloccate aggiornato al %1.</translation>
        </message>
        <message>
            <source>lost</source>
            <translation>smarrita</translation>
        </message>
        <message>
            <source>stolen</source>
            <translation>rubata</translation>
        </message>
        <message>
            <source>damaged</source>
            <translation>rovinata</translation>
        </message>
        <message>
            <source>printed badly</source>
            <translation>stampata male</translation>
        </message>
        <message>
            <source>Household</source>
            <translation>Nucleo familiare</translation>
        </message>
        <message>
            <source>As recorded today</source>
            <translation>Come risulta oggi</translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n persona</numerusform>
                <numerusform>%n persone</numerusform>
            </translation>
        </message>
        <message>
            <source>missing</source>
            <translation>manca</translation>
        </message>
        <message>
            <source>Already given from this fund</source>
            <translation>Già consegnato per questa misura</translation>
        </message>
        <message>
            <source>In this period, as known here</source>
            <translation>In questo periodo, per quanto risulta qui</translation>
        </message>
        <message>
            <source>Address of the household</source>
            <translation>Indirizzo del nucleo</translation>
        </message>
        <message>
            <source>No attestation is recorded</source>
            <translation>Nessuna attestazione registrata</translation>
        </message>
        <message>
            <source>Attestation of the household</source>
            <translation>Attestazione del nucleo</translation>
        </message>
    </context>
    <context>
        <name>CardsPage</name>
        <message>
            <source>Vouchers and cards</source>
            <translation>Buoni e tessere</translation>
        </message>
        <message>
            <source>Scan a card to check it, also without connection.</source>
            <translation>Scansiona una tessera per controllarla, anche senza collegamento.</translation>
        </message>
        <message>
            <source>Number of the card</source>
            <translation>Numero della tessera</translation>
        </message>
        <message>
            <source>Twelve letters and digits, with or without spaces.</source>
            <translation>Dodici lettere e cifre, con o senza spazi.</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Controlla</translation>
        </message>
        <message>
            <source>Cards in a batch</source>
            <translation>Tessere in serie</translation>
        </message>
        <message>
            <source>Count the cards</source>
            <translation>Conta le tessere</translation>
        </message>
        <message>
            <source>Applications</source>
            <translation>Domande</translation>
        </message>
        <message>
            <source>Changed last</source>
            <translation>Cambiate per ultime</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>Saldo</translation>
        </message>
        <message>
            <source>Cards that changed last</source>
            <translation>Tessere cambiate per ultime</translation>
        </message>
        <message>
            <source>No card yet. Open a person and press F7 to issue the first.</source>
            <translation>Nessuna tessera. Apri una persona e premi F7 per emettere la prima.</translation>
        </message>
        <message>
            <source>The card</source>
            <translation>La tessera</translation>
        </message>
        <message>
            <source>Open the person</source>
            <translation>Apri la persona</translation>
        </message>
        <message>
            <source>Activate and hand over</source>
            <translation>Attiva e consegna</translation>
        </message>
        <message>
            <source>Block or replace</source>
            <translation>Blocca o sostituisci</translation>
        </message>
        <message>
            <source>Record a purchase</source>
            <translation>Registra un acquisto</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Persona</translation>
        </message>
        <message>
            <source>Issued with</source>
            <translation>Emessa con</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Vale fino al</translation>
        </message>
        <message>
            <source>Blocked because</source>
            <translation>Motivo del blocco</translation>
        </message>
        <message>
            <source>No card with this number at this desk</source>
            <translation>Nessuna tessera con questo numero in questo sportello</translation>
        </message>
        <message>
            <source>Check the letters, or scan the code.</source>
            <translation>Controlla le lettere, oppure scansiona il codice.</translation>
        </message>
        <message>
            <source>Found by its number: only the scan proves that it is genuine.</source>
            <translation>Trovata con il numero: solo la lettura del codice prova che è autentica.</translation>
        </message>
        <message>
            <source>Say: «%1»</source>
            <translation>Da dire: «%1»</translation>
        </message>
    </context>
    <context>
        <name>CataloguePage</name>
        <message>
            <source>Catalogue</source>
            <translation>Catalogo</translation>
        </message>
        <message>
            <source>Providers</source>
            <translation>Enti</translation>
        </message>
        <message>
            <source>What is needed, in the person's words</source>
            <translation>Che cosa serve, con le parole della persona</translation>
        </message>
        <message>
            <source>For example «compiti», «badante», «spesa a casa».</source>
            <translation>Per esempio «compiti», «badante», «spesa a casa».</translation>
        </message>
        <message>
            <source>For whom</source>
            <translation>Per chi</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>Età</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servizio</translation>
        </message>
        <message>
            <source>Where, and why it is here</source>
            <translation>Dove, e perché è qui</translation>
        </message>
        <message>
            <source>Next time</source>
            <translation>Prossima volta</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Servizi</translation>
        </message>
        <message>
            <source>Nothing is called so. Try another word, or choose for whom it is.</source>
            <translation>Niente si chiama così. Prova un'altra parola, oppure scegli per chi è.</translation>
        </message>
        <message>
            <source>An age in whole years.</source>
            <translation>Un'età in anni interi.</translation>
        </message>
        <message numerus="yes">
            <source>%n services</source>
            <translation>
                <numerusform>%n servizio</numerusform>
                <numerusform>%n servizi</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueWords</name>
        <message>
            <source>not for this age</source>
            <translation>non per questa età</translation>
        </message>
        <message>
            <source>Comes to you</source>
            <translation>Ovunque tu sia</translation>
        </message>
        <message>
            <source>Another municipality</source>
            <translation>Un altro Comune</translation>
        </message>
        <message>
            <source>After an interview</source>
            <translation>Dopo un colloquio</translation>
        </message>
        <message>
            <source>with the social worker</source>
            <translation>con l'assistente sociale</translation>
        </message>
        <message>
            <source>On request</source>
            <translation>Su richiesta</translation>
        </message>
        <message>
            <source>the provider answers</source>
            <translation>risponde chi lo offre</translation>
        </message>
        <message>
            <source>No places now</source>
            <translation>Nessun posto ora</translation>
        </message>
        <message numerus="yes">
            <source>%n free</source>
            <comment>places of a service</comment>
            <translation>
                <numerusform>%n libero</numerusform>
                <numerusform>%n liberi</numerusform>
            </translation>
        </message>
        <message>
            <source>All groups</source>
            <translation>Tutti</translation>
        </message>
        <message>
            <source>answers: %1</source>
            <translation>risponde a: %1</translation>
        </message>
        <message>
            <source>people say «%1»</source>
            <translation>la gente dice «%1»</translation>
        </message>
        <message>
            <source>its name</source>
            <translation>il suo nome</translation>
        </message>
        <message>
            <source>offered by %1</source>
            <translation>lo offre %1</translation>
        </message>
        <message>
            <source>its description says «%1»</source>
            <translation>nella descrizione: «%1»</translation>
        </message>
        <message>
            <source>its sheet says «%1»</source>
            <translation>nella scheda: «%1»</translation>
        </message>
        <message>
            <source>spelt like «%1»</source>
            <translation>si scrive come «%1»</translation>
        </message>
    </context>
    <context>
        <name>ClosingBox</name>
        <message>
            <source>Close this slot</source>
            <translation>Chiudi questo turno</translation>
        </message>
        <message>
            <source>Nobody is booked in it any more. Who has a booking stands among the calls.</source>
            <translation>Nessuno vi si prenota più. Chi ha una prenotazione compare tra le chiamate.</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>People are told it: no names, nothing about health.</source>
            <translation>Alle persone si dice questo: niente nomi, niente sulla salute.</translation>
        </message>
        <message>
            <source>Leave it open</source>
            <translation>Lascia aperto</translation>
        </message>
        <message numerus="yes">
            <source>All %n meetings of the course close.</source>
            <translation>
                <numerusform>Si chiude l'unico incontro del corso.</numerusform>
                <numerusform>Si chiudono tutti i %n incontri del corso.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people to call</source>
            <translation>
                <numerusform>%n persona da chiamare</numerusform>
                <numerusform>%n persone da chiamare</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody to call</source>
            <translation>Nessuno da chiamare</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>e un'altra persona</numerusform>
                <numerusform>e altre %n persone</numerusform>
            </translation>
        </message>
        <message>
            <source>Close the slot</source>
            <translation>Chiudi il turno</translation>
        </message>
        <message>
            <source>Write why: people are told it.</source>
            <translation>Scrivi il motivo: alle persone si dice questo.</translation>
        </message>
        <message>
            <source>Press again to close it</source>
            <translation>Premi ancora per chiuderlo</translation>
        </message>
    </context>
    <context>
        <name>ClosingPage</name>
        <message>
            <source>Close the day</source>
            <translation>Chiudi la giornata</translation>
        </message>
        <message>
            <source>The day is open again</source>
            <translation>La giornata è di nuovo aperta</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message>
            <source>Open it again</source>
            <translation>Riapri</translation>
        </message>
        <message>
            <source>See that day</source>
            <translation>Vai a quel giorno</translation>
        </message>
        <message>
            <source>Count the cards</source>
            <translation>Conta le tessere</translation>
        </message>
        <message>
            <source>Close the day and print</source>
            <translation>Chiudi la giornata e stampa</translation>
        </message>
        <message>
            <source>%1 was not closed</source>
            <translation>%1 non è stata chiusa</translation>
        </message>
        <message>
            <source>It is closed as today is; its figures are all here.</source>
            <translation>Si chiude come quella di oggi: le sue cifre sono tutte qui.</translation>
        </message>
        <message>
            <source>PDF and table go to %1, the paper to the printer.</source>
            <translation>PDF e tabella vanno in %1, il foglio alla stampante.</translation>
        </message>
        <message>
            <source>Close it again and print</source>
            <translation>Chiudi di nuovo e stampa</translation>
        </message>
        <message>
            <source>The day is open</source>
            <translation>La giornata è aperta</translation>
        </message>
        <message>
            <source>Look at the figures, then press Ctrl+Enter. You can open it again.</source>
            <translation>Guarda le cifre, poi premi Ctrl+Invio. La puoi riaprire quando vuoi.</translation>
        </message>
        <message>
            <source>Closed at %1 by %2</source>
            <translation>Chiusa alle %1 da %2</translation>
        </message>
        <message numerus="yes">
            <source>%n operations since: close it again</source>
            <translation>
                <numerusform>%n operazione dopo la chiusura: chiudi di nuovo</numerusform>
                <numerusform>%n operazioni dopo la chiusura: chiudi di nuovo</numerusform>
            </translation>
        </message>
        <message>
            <source>Day closed. PDF and table are in %1</source>
            <translation>Giornata chiusa. PDF e tabella sono in %1</translation>
        </message>
    </context>
    <context>
        <name>CodeCheck</name>
        <message>
            <source>computed, not official</source>
            <translation>calcolato, non ufficiale</translation>
        </message>
        <message>
            <source>The code does not fit: mend code or data, or choose why it is right.</source>
            <translation>Il codice non torna: correggi il codice o i dati, oppure scegli perché è giusto.</translation>
        </message>
        <message>
            <source>Eleven digits may be the code of an organisation. Confirm that it is a person's.</source>
            <translation>Undici cifre possono essere il codice di un ente. Conferma che è di una persona.</translation>
        </message>
        <message>
            <source>Why the code is right all the same</source>
            <translation>Perché il codice è giusto lo stesso</translation>
        </message>
        <message>
            <source>The code leaves the century open: which birth date?</source>
            <translation>Il codice non dice il secolo: quale data di nascita?</translation>
        </message>
        <message>
            <source>It is a person's provisional code</source>
            <translation>È il codice provvisorio di una persona</translation>
        </message>
        <message>
            <source>Organisations have codes of eleven digits too.</source>
            <translation>Anche gli enti hanno un codice di undici cifre.</translation>
        </message>
        <message>
            <source>How sure the code is</source>
            <translation>Quanto è sicuro il codice</translation>
        </message>
        <message>
            <source>Compute the code from the data</source>
            <translation>Calcola il codice dai dati</translation>
        </message>
        <message>
            <source>One slip away: people registered here, or codes that fit what is typed. No code is made up.</source>
            <translation>A una svista di distanza: persone già registrate qui, o codici che tornano con i dati scritti. Nessun codice viene inventato.</translation>
        </message>
        <message>
            <source>Nobody here has a code like it. No code is made up: look at the card.</source>
            <translation>Nessuno qui ha un codice simile. Nessun codice viene inventato: guarda la tessera.</translation>
        </message>
        <message>
            <source>The code does not fit what is typed</source>
            <translation>Il codice non torna con i dati scritti</translation>
        </message>
        <message>
            <source>The code's birthplace is not known</source>
            <translation>Il luogo di nascita del codice non è in elenco</translation>
        </message>
    </context>
    <context>
        <name>CodeLink</name>
        <message>
            <source>%1: what it means</source>
            <translation>%1: che cosa vuol dire</translation>
        </message>
    </context>
    <context>
        <name>CodeWords</name>
        <message>
            <source>Declared</source>
            <translation>Dichiarato</translation>
        </message>
        <message>
            <source>Seen on a document</source>
            <translation>Visto su un documento</translation>
        </message>
        <message>
            <source>Verified</source>
            <translation>Verificato</translation>
        </message>
        <message>
            <source>Computed</source>
            <translation>Calcolato</translation>
        </message>
        <message>
            <source>%1 · computed</source>
            <translation>%1 · calcolato</translation>
        </message>
        <message>
            <source>Choose a reason</source>
            <translation>Scegli il motivo</translation>
        </message>
        <message>
            <source>The card says so: checked letter by letter</source>
            <translation>È così sulla tessera: controllato lettera per lettera</translation>
        </message>
        <message>
            <source>The name was changed</source>
            <translation>Il nome o il cognome è cambiato</translation>
        </message>
        <message>
            <source>The name is written otherwise in the registers</source>
            <translation>All'anagrafe il nome è scritto in un altro modo</translation>
        </message>
        <message>
            <source>The sex was corrected</source>
            <translation>Il sesso è stato rettificato</translation>
        </message>
        <message>
            <source>Birth date or place were corrected</source>
            <translation>Data o luogo di nascita sono stati rettificati</translation>
        </message>
        <message>
            <source>Adopted</source>
            <translation>Adozione</translation>
        </message>
        <message>
            <source>The person says so: to be verified</source>
            <translation>Lo dice la persona: da verificare</translation>
        </message>
        <message>
            <source>female</source>
            <translation>femmina</translation>
        </message>
        <message>
            <source>male</source>
            <translation>maschio</translation>
        </message>
        <message>
            <source>Sex: %1 in the code, %2 is chosen</source>
            <translation>Sesso: nel codice %1, nei dati %2</translation>
        </message>
        <message>
            <source>Birth date: %1 in the code, %2 is typed</source>
            <translation>Data di nascita: nel codice %1, nei dati %2</translation>
        </message>
        <message>
            <source>Birthplace: %1 in the code, %2 is typed</source>
            <translation>Luogo di nascita: nel codice %1, nei dati %2</translation>
        </message>
        <message>
            <source>Surname: the code has %1, what is typed gives %2</source>
            <translation>Cognome: nel codice %1, dal cognome scritto %2</translation>
        </message>
        <message>
            <source>Name: the code has %1, what is typed gives %2</source>
            <translation>Nome: nel codice %1, dal nome scritto %2</translation>
        </message>
        <message>
            <source>Perhaps a second name is missing.</source>
            <translation>Forse manca un secondo nome.</translation>
        </message>
        <message>
            <source>Birthplace: %1 is not in the list of places. Type it if you know it.</source>
            <translation>Luogo di nascita: %1 non è nell'elenco dei luoghi. Scrivilo se lo conosci.</translation>
        </message>
        <message>
            <source>%1 (computed)</source>
            <translation>%1 (calcolato)</translation>
        </message>
        <message>
            <source>It is %1: open the page</source>
            <translation>È %1: apri la scheda</translation>
        </message>
        <message>
            <source>Use the code %1</source>
            <translation>Usa il codice %1</translation>
        </message>
        <message>
            <source>Electronic identity card</source>
            <translation>Carta d'identità elettronica</translation>
        </message>
        <message>
            <source>Paper identity card</source>
            <translation>Carta d'identità cartacea</translation>
        </message>
        <message>
            <source>Residence permit</source>
            <translation>Permesso di soggiorno</translation>
        </message>
        <message>
            <source>Passport</source>
            <translation>Passaporto</translation>
        </message>
    </context>
    <context>
        <name>CodesPage</name>
        <message>
            <source>Choose an exercise. Each card can be scanned by its button.</source>
            <translation>Scegli un esercizio. Ogni tessera si legge anche con il suo pulsante.</translation>
        </message>
        <message>
            <source>Exercises and cards</source>
            <translation>Esercizi e tessere</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Inizia</translation>
        </message>
        <message>
            <source>Goal: %1</source>
            <translation>Obiettivo: %1</translation>
        </message>
        <message>
            <source>Simulate scan</source>
            <translation>Simula lettura</translation>
        </message>
    </context>
    <context>
        <name>CollectorsCard</name>
        <message>
            <source>Who may collect</source>
            <translation>Chi può ritirare</translation>
        </message>
        <message>
            <source>The person</source>
            <translation>La persona</translation>
        </message>
        <message>
            <source>Nobody else: who comes for the person needs a signed form.</source>
            <translation>Nessun altro: chi viene al posto della persona deve avere una delega firmata.</translation>
        </message>
        <message>
            <source>without an end</source>
            <translation>senza scadenza</translation>
        </message>
        <message>
            <source>until %1</source>
            <translation>fino al %1</translation>
        </message>
        <message>
            <source>document %1</source>
            <translation>documento %1</translation>
        </message>
        <message>
            <source>only together with the person</source>
            <translation>solo insieme alla persona</translation>
        </message>
    </context>
    <context>
        <name>ColumnCard</name>
        <message>
            <source>Columns</source>
            <translation>Colonne</translation>
        </message>
        <message>
            <source>Column %1</source>
            <translation>Colonna %1</translation>
        </message>
        <message>
            <source>Check it</source>
            <translation>Da controllare</translation>
        </message>
        <message>
            <source>%1: what it holds</source>
            <translation>%1: che cosa contiene</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>Help</source>
            <translation>Aiuto</translation>
        </message>
        <message>
            <source>Go to</source>
            <translation>Vai a</translation>
        </message>
        <message>
            <source>Agenda</source>
            <translation>Agenda</translation>
        </message>
    </context>
    <context>
        <name>ComplaintsCard</name>
        <message>
            <source>New complaint</source>
            <translation>Nuovo reclamo</translation>
        </message>
        <message>
            <source>No complaint so far.</source>
            <translation>Nessun reclamo finora.</translation>
        </message>
        <message>
            <source>The provider as a whole</source>
            <translation>L'ente nel suo insieme</translation>
        </message>
        <message>
            <source>About which service</source>
            <translation>Su quale servizio</translation>
        </message>
        <message>
            <source>Who complains</source>
            <translation>Chi presenta il reclamo</translation>
        </message>
        <message>
            <source>In the person's words</source>
            <translation>Con le parole della persona</translation>
        </message>
        <message>
            <source>Facts only: no diagnosis, no names of others.</source>
            <translation>Solo i fatti: niente diagnosi, niente nomi di altri.</translation>
        </message>
        <message>
            <source>Never mind</source>
            <translation>Lascia stare</translation>
        </message>
        <message>
            <source>Answer: %1</source>
            <translation>Risposta: %1</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Rispondi</translation>
        </message>
        <message>
            <source>Answer the complaint %1</source>
            <translation>Rispondi al reclamo %1</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Ricevuta</translation>
        </message>
        <message>
            <source>Print the receipt of %1</source>
            <translation>Stampa la ricevuta di %1</translation>
        </message>
        <message>
            <source>Answered</source>
            <translation>Risposto</translation>
        </message>
        <message>
            <source>by %1</source>
            <translation>entro il %1</translation>
        </message>
        <message>
            <source>Late: %1</source>
            <translation>In ritardo: %1</translation>
        </message>
        <message numerus="yes">
            <source>The person gets a receipt with a number; the answer comes within %n days.</source>
            <translation>
                <numerusform>La persona riceve una ricevuta con un numero; la risposta arriva entro %n giorno.</numerusform>
                <numerusform>La persona riceve una ricevuta con un numero; la risposta arriva entro %n giorni.</numerusform>
            </translation>
        </message>
        <message>
            <source>Record and print the receipt</source>
            <translation>Registra e stampa la ricevuta</translation>
        </message>
        <message>
            <source>What was answered to %1</source>
            <translation>Che cosa si risponde a %1</translation>
        </message>
        <message>
            <source>Record and print the answer</source>
            <translation>Registra e stampa la risposta</translation>
        </message>
        <message>
            <source>Does not want to be named</source>
            <translation>Non vuole essere nominato</translation>
        </message>
        <message>
            <source>Ask the person</source>
            <translation>Chiedi alla persona</translation>
        </message>
        <message>
            <source>Ask whether the person wants to be named.</source>
            <translation>Chiedi se la persona vuole essere nominata.</translation>
        </message>
    </context>
    <context>
        <name>ConsentsCard</name>
        <message>
            <source>Nothing depends on these answers: every service is the same.</source>
            <translation>Da queste risposte non dipende nulla: i servizi sono gli stessi.</translation>
        </message>
        <message>
            <source>never asked</source>
            <translation>mai chiesto</translation>
        </message>
        <message>
            <source>yes, on %1</source>
            <translation>sì, il %1</translation>
        </message>
        <message>
            <source>no, on %1</source>
            <translation>no, il %1</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sì</translation>
        </message>
        <message>
            <source>Says yes</source>
            <translation>Dice sì</translation>
        </message>
        <message>
            <source>%1: says yes</source>
            <translation>%1: dice sì</translation>
        </message>
        <message>
            <source>Withdraws</source>
            <translation>Revoca</translation>
        </message>
        <message>
            <source>Says no</source>
            <translation>Dice no</translation>
        </message>
        <message>
            <source>%1: no</source>
            <translation>%1: no</translation>
        </message>
        <message>
            <source>Answer recorded: yes</source>
            <translation>Risposta registrata: sì</translation>
        </message>
        <message>
            <source>Answer recorded: no</source>
            <translation>Risposta registrata: no</translation>
        </message>
    </context>
    <context>
        <name>Copies</name>
        <message>
            <source>The safety copy is being made: go on working</source>
            <translation>La copia di sicurezza è in corso: continua a lavorare</translation>
        </message>
        <message>
            <source>Safety copy made and read back: %1 in %2</source>
            <translation>Copia di sicurezza fatta e riletta: %1 in %2</translation>
        </message>
    </context>
    <context>
        <name>CopiesCard</name>
        <message>
            <source>Safety copies</source>
            <translation>Copie di sicurezza</translation>
        </message>
        <message>
            <source>A copy is made when the day is closed, and once a day by itself. It is closed: the recovery code, the passphrase or this computer opens it. Keep one on a stick.</source>
            <translation>Una copia si fa alla chiusura della giornata e una volta al giorno da sola. È chiusa: la apre il codice di recupero, la frase o questo computer. Tienine una su una chiavetta.</translation>
        </message>
        <message>
            <source>Copies to keep</source>
            <translation>Copie da tenere</translation>
        </message>
        <message>
            <source>Make a copy now</source>
            <translation>Fai una copia adesso</translation>
        </message>
        <message>
            <source>Choose the folder…</source>
            <translation>Scegli la cartella…</translation>
        </message>
        <message>
            <source>They go into %1</source>
            <translation>Vanno in %1</translation>
        </message>
        <message>
            <source>On the same disk: if it breaks, they are gone with it.</source>
            <translation>È lo stesso disco: se si rompe, vanno perse anche loro.</translation>
        </message>
        <message>
            <source>No copy was made yet</source>
            <translation>Nessuna copia ancora fatta</translation>
        </message>
        <message>
            <source>Last copy: %1, %2</source>
            <translation>Ultima copia: %1, %2</translation>
        </message>
        <message numerus="yes">
            <source>It is %n days old: put the stick in and make one.</source>
            <translation>
                <numerusform>Ha %n giorno: inserisci la chiavetta e fanne una.</numerusform>
                <numerusform>Ha %n giorni: inserisci la chiavetta e fanne una.</numerusform>
            </translation>
        </message>
        <message>
            <source>A copy is being made</source>
            <translation>Una copia è in corso</translation>
        </message>
        <message>
            <source>Folder for safety copies</source>
            <translation>Cartella per le copie di sicurezza</translation>
        </message>
    </context>
    <context>
        <name>Cover</name>
        <message numerus="yes">
            <source>The desk locks in %n s: press any key to go on</source>
            <translation>
                <numerusform>Lo sportello si blocca tra %n s: premi un tasto per continuare</numerusform>
                <numerusform>Lo sportello si blocca tra %n s: premi un tasto per continuare</numerusform>
            </translation>
        </message>
        <message>
            <source>Locked at %1</source>
            <translation>Ha bloccato alle %1</translation>
        </message>
        <message>
            <source>Badges are not in use here yet. Choose the name and type the PIN.</source>
            <translation>Qui i badge non sono ancora in uso. Scegli il nome e scrivi il PIN.</translation>
        </message>
    </context>
    <context>
        <name>CureList</name>
        <message numerus="yes">
            <source>%n more follow when these are closed</source>
            <translation>
                <numerusform>Ce n'è ancora %n: appare quando queste sono chiuse</numerusform>
                <numerusform>Ce ne sono ancora %n: appaiono quando queste sono chiuse</numerusform>
            </translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Correggi</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Chiudi</translation>
        </message>
        <message>
            <source>Open the person</source>
            <translation>Apri la persona</translation>
        </message>
        <message>
            <source>To review</source>
            <translation>Da rivedere</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Rivedi</translation>
        </message>
        <message>
            <source>Call %1</source>
            <translation>Chiama %1</translation>
        </message>
        <message>
            <source>Number copied: %1, %2</source>
            <translation>Numero copiato: %1, %2</translation>
        </message>
    </context>
    <context>
        <name>DataCard</name>
        <message>
            <source>Edit</source>
            <translation>Modifica</translation>
        </message>
        <message>
            <source>Edit the data</source>
            <translation>Modifica i dati</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>vuoto</translation>
        </message>
        <message>
            <source>was: %1</source>
            <translation>era: %1</translation>
        </message>
        <message>
            <source>came late and does not stand: %1</source>
            <translation>arrivato dopo, non vale: %1</translation>
        </message>
        <message>
            <source>so since %1</source>
            <translation>dal %1</translation>
        </message>
        <message>
            <source>changed on %1</source>
            <translation>cambiato il %1</translation>
        </message>
        <message>
            <source>%1, computed: not official</source>
            <translation>%1, calcolato: non ufficiale</translation>
        </message>
    </context>
    <context>
        <name>DecisionCard</name>
        <message>
            <source>The decision</source>
            <translation>La decisione</translation>
        </message>
        <message>
            <source>Amount, euros</source>
            <translation>Importo, euro</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Scegli</translation>
        </message>
        <message>
            <source>Reason of a refusal</source>
            <translation>Motivo se respinta</translation>
        </message>
        <message>
            <source>Reason in words</source>
            <translation>Motivo a parole</translation>
        </message>
        <message>
            <source>What the control found</source>
            <translation>Cosa ha trovato il controllo</translation>
        </message>
        <message>
            <source>Reason of the revocation</source>
            <translation>Motivo della revoca</translation>
        </message>
        <message>
            <source>Issue the card</source>
            <translation>Emetti la tessera</translation>
        </message>
        <message>
            <source>Control passed</source>
            <translation>Controllo a posto</translation>
        </message>
        <message>
            <source>Control failed</source>
            <translation>Controllo non a posto</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>Revoca</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Amount granted</source>
            <translation>Importo concesso</translation>
        </message>
        <message>
            <source>Decided</source>
            <translation>Decisa</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Sample</source>
            <translation>Campione</translation>
        </message>
        <message>
            <source>drawn for control</source>
            <translation>estratta per il controllo</translation>
        </message>
        <message>
            <source>Control</source>
            <translation>Controllo</translation>
        </message>
        <message>
            <source>Write what the control found.</source>
            <translation>Scrivi cosa ha trovato il controllo.</translation>
        </message>
        <message>
            <source>Choose the reason.</source>
            <translation>Scegli il motivo.</translation>
        </message>
    </context>
    <context>
        <name>DecisionPage</name>
        <message>
            <source>Application</source>
            <translation>Domanda</translation>
        </message>
        <message>
            <source>Declared</source>
            <translation>Dichiarato</translation>
        </message>
        <message>
            <source>Protocol number</source>
            <translation>Numero di protocollo</translation>
        </message>
        <message>
            <source>Attach</source>
            <translation>Aggiungi</translation>
        </message>
        <message>
            <source>What the rules give</source>
            <translation>Cosa danno le regole</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Ritira</translation>
        </message>
        <message>
            <source>Print the application</source>
            <translation>Stampa la domanda</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Respingi</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>Approva</translation>
        </message>
        <message>
            <source>Print the letter</source>
            <translation>Stampa la lettera</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Importo</translation>
        </message>
        <message>
            <source>Talk to the person. Approving needs a second signature.</source>
            <translation>Parla con la persona. Per approvare serve una seconda firma.</translation>
        </message>
        <message>
            <source>It may be decided; nothing is handed over before the answer comes.</source>
            <translation>Si può decidere; non si consegna nulla prima che arrivi la risposta.</translation>
        </message>
        <message>
            <source>Filed</source>
            <translation>Presentata</translation>
        </message>
        <message>
            <source>Household</source>
            <translation>Nucleo</translation>
        </message>
        <message>
            <source>Born on</source>
            <translation>Nati il</translation>
        </message>
        <message>
            <source>ISEE</source>
            <translation>ISEE</translation>
        </message>
        <message>
            <source>Filed by the delegate</source>
            <translation>Presentata dal delegato</translation>
        </message>
        <message>
            <source>Lives here since</source>
            <translation>Risiede qui dal</translation>
        </message>
        <message>
            <source>Income of last month</source>
            <translation>Entrate dell'ultimo mese</translation>
        </message>
        <message>
            <source>With a disability</source>
            <translation>Con disabilità</translation>
        </message>
        <message>
            <source>Other support</source>
            <translation>Altri aiuti</translation>
        </message>
        <message>
            <source>A month</source>
            <translation>Al mese</translation>
        </message>
        <message>
            <source>Papers shown</source>
            <translation>Documenti mostrati</translation>
        </message>
        <message>
            <source>within the budget</source>
            <translation>dentro i fondi</translation>
        </message>
        <message>
            <source>beyond the budget</source>
            <translation>oltre i fondi</translation>
        </message>
        <message>
            <source>Place in the order</source>
            <translation>Posto in graduatoria</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>Write an amount, for example 150,00.</source>
            <translation>Scrivi un importo, per esempio 150,00.</translation>
        </message>
        <message>
            <source>Say why the amount is another.</source>
            <translation>Scrivi perché l'importo è un altro.</translation>
        </message>
        <message>
            <source>Approve %1 to %2.</source>
            <translation>Approvare %1 a %2.</translation>
        </message>
        <message>
            <source>Application approved</source>
            <translation>Domanda approvata</translation>
        </message>
        <message>
            <source>Choose a reason, or write it.</source>
            <translation>Scegli un motivo, oppure scrivilo.</translation>
        </message>
        <message>
            <source>Application refused</source>
            <translation>Domanda respinta</translation>
        </message>
        <message>
            <source>Protocol number attached</source>
            <translation>Numero di protocollo aggiunto</translation>
        </message>
        <message>
            <source>Application withdrawn</source>
            <translation>Domanda ritirata</translation>
        </message>
        <message>
            <source>Control recorded</source>
            <translation>Controllo registrato</translation>
        </message>
        <message>
            <source>Revoke what was approved to %1.</source>
            <translation>Revocare quanto approvato a %1.</translation>
        </message>
        <message>
            <source>Award revoked</source>
            <translation>Beneficio revocato</translation>
        </message>
    </context>
    <context>
        <name>DelegateFields</name>
        <message>
            <source>By what right</source>
            <translation>A che titolo</translation>
        </message>
        <message>
            <source>Surname and name</source>
            <translation>Cognome e nome</translation>
        </message>
        <message>
            <source>Document seen</source>
            <translation>Documento visto</translation>
        </message>
        <message>
            <source>Kind and number, for example CI CA12345AA.</source>
            <translation>Tipo e numero, per esempio CI CA12345AA.</translation>
        </message>
        <message>
            <source>Kinship</source>
            <translation>Parentela</translation>
        </message>
        <message>
            <source>Court</source>
            <translation>Tribunale</translation>
        </message>
        <message>
            <source>Decree number</source>
            <translation>Numero del decreto</translation>
        </message>
        <message>
            <source>Day of the decree</source>
            <translation>Data del decreto</translation>
        </message>
        <message>
            <source>Acts only together with the person</source>
            <translation>Agisce solo insieme alla persona</translation>
        </message>
        <message>
            <source>Signed form seen</source>
            <translation>Modulo firmato visto</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Dal</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Fino al</translation>
        </message>
        <message>
            <source>Write who it is, for example Rossi Maria.</source>
            <translation>Scrivi chi è, per esempio Rossi Maria.</translation>
        </message>
        <message>
            <source>Write which court, for example Tribunale di Padova.</source>
            <translation>Scrivi quale tribunale, per esempio Tribunale di Padova.</translation>
        </message>
        <message>
            <source>Write the number on the decree, for example 123/2026.</source>
            <translation>Scrivi il numero del decreto, per esempio 123/2026.</translation>
        </message>
        <message>
            <source>Write day, month and year, for example 31/12/2026.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 31/12/2026.</translation>
        </message>
        <message>
            <source>The end lies before the beginning.</source>
            <translation>La fine viene prima dell'inizio.</translation>
        </message>
        <message>
            <source>Choose at least one thing the delegate may do.</source>
            <translation>Scegli almeno una cosa che può fare.</translation>
        </message>
        <message>
            <source>Decree seen</source>
            <translation>Decreto visto</translation>
        </message>
    </context>
    <context>
        <name>DelegatePage</name>
        <message>
            <source>Name who may act</source>
            <translation>Indica chi può agire</translation>
        </message>
        <message>
            <source>Search who is registered</source>
            <translation>Cerca fra le persone registrate</translation>
        </message>
        <message>
            <source>Recorded who may act: %1</source>
            <translation>Registrato chi può agire: %1</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titolo</translation>
        </message>
        <message>
            <source>Who may act</source>
            <translation>Chi può agire</translation>
        </message>
        <message>
            <source>What they may do</source>
            <translation>Che cosa può fare</translation>
        </message>
    </context>
    <context>
        <name>DelegationsCard</name>
        <message>
            <source>Nobody was named. Who comes for the person needs a signed form.</source>
            <translation>Nessuno indicato. Chi viene per la persona porta un modulo firmato.</translation>
        </message>
        <message>
            <source>%1 may act no more</source>
            <translation>%1 non può più agire</translation>
        </message>
        <message>
            <source>End it</source>
            <translation>Fai cessare</translation>
        </message>
        <message>
            <source>The name stays in the list as ended.</source>
            <translation>Il nome resta nell'elenco come cessato.</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>Modulo</translation>
        </message>
        <message>
            <source>Print the form for %1</source>
            <translation>Stampa il modulo per %1</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>Firmato</translation>
        </message>
        <message>
            <source>Signed form of %1 seen</source>
            <translation>Modulo firmato di %1 visto</translation>
        </message>
        <message>
            <source>Decree of %1 seen</source>
            <translation>Decreto di %1 visto</translation>
        </message>
        <message>
            <source>Decree seen</source>
            <translation>Decreto visto</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Fine</translation>
        </message>
        <message>
            <source>End what %1 may do</source>
            <translation>Fai cessare ciò che può fare %1</translation>
        </message>
        <message>
            <source>Blank form</source>
            <translation>Modulo in bianco</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Aggiungi</translation>
        </message>
        <message>
            <source>from %1</source>
            <translation>dal %1</translation>
        </message>
        <message>
            <source>until %1</source>
            <translation>fino al %1</translation>
        </message>
        <message>
            <source>only together with the person</source>
            <translation>solo insieme alla persona</translation>
        </message>
        <message>
            <source>ended on %1: %2</source>
            <translation>cessato il %1: %2</translation>
        </message>
        <message>
            <source>Decree %1 of %2, %3</source>
            <translation>Decreto %1 del %2, %3</translation>
        </message>
        <message>
            <source>Marked as seen</source>
            <translation>Segnato come visto</translation>
        </message>
        <message>
            <source>Ended from %1</source>
            <translation>Cessa dal %1</translation>
        </message>
    </context>
    <context>
        <name>Differences</name>
        <message>
            <source>The shop's list agrees with what is recorded here.</source>
            <translation>L'elenco del negozio va d'accordo con quello registrato qui.</translation>
        </message>
        <message>
            <source>here %1, the shop says %2</source>
            <translation>qui %1, il negozio dice %2</translation>
        </message>
        <message>
            <source>%1. Say in a few words how it is closed.</source>
            <translation>%1. Scrivi in due parole come si chiude.</translation>
        </message>
    </context>
    <context>
        <name>DocumentFields</name>
        <message>
            <source>Document</source>
            <translation>Documento</translation>
        </message>
        <message>
            <source>Document number</source>
            <translation>Numero del documento</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Valido fino al</translation>
        </message>
        <message>
            <source>Unusual for this document: look at it once more</source>
            <translation>Insolito per questo documento: ricontrollalo</translation>
        </message>
        <message>
            <source>It has expired: kept all the same</source>
            <translation>È scaduto: si registra lo stesso</translation>
        </message>
        <message numerus="yes">
            <source>Too long: write at most %n letters.</source>
            <translation>
                <numerusform>Troppo lungo: scrivi al massimo %n lettera.</numerusform>
                <numerusform>Troppo lungo: scrivi al massimo %n lettere.</numerusform>
            </translation>
        </message>
        <message>
            <source>Write day, month and year, for example 05/03/1962.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 05/03/1962.</translation>
        </message>
        <message>
            <source>Write the number of the document, or take its date away.</source>
            <translation>Scrivi il numero del documento, oppure togli la sua data.</translation>
        </message>
        <message>
            <source>On the document: %1.</source>
            <translation>Sul documento: %1.</translation>
        </message>
        <message>
            <source>The names may be cut: complete them.</source>
            <translation>I nomi possono essere tagliati: completali.</translation>
        </message>
        <message>
            <source>Born on %1 on the document.</source>
            <translation>Sul documento la data di nascita è %1.</translation>
        </message>
        <message>
            <source>Accents and apostrophes are not on it: check the names.</source>
            <translation>Le righe non hanno accenti né apostrofi: controlla i nomi.</translation>
        </message>
        <message>
            <source>Nationality: %1.</source>
            <translation>Cittadinanza: %1.</translation>
        </message>
    </context>
    <context>
        <name>Duplicates</name>
        <message>
            <source>Similar people</source>
            <translation>Persone simili</translation>
        </message>
        <message>
            <source>Searched while you type, also without connection.</source>
            <translation>Cercate mentre scrivi, anche senza collegamento.</translation>
        </message>
        <message>
            <source>If none of them is the same person, go on: the choice is noted.</source>
            <translation>Se nessuna è la stessa persona, continua: la scelta viene annotata.</translation>
        </message>
        <message>
            <source>It is this person: %1</source>
            <translation>È questa persona: %1</translation>
        </message>
        <message>
            <source>Nobody similar so far.</source>
            <translation>Nessuna persona simile finora.</translation>
        </message>
        <message>
            <source>It is this person</source>
            <translation>È questa persona</translation>
        </message>
    </context>
    <context>
        <name>EntitledPage</name>
        <message>
            <source>What this family may have</source>
            <translation>Cosa può avere questa famiglia</translation>
        </message>
        <message>
            <source>No household is registered for this person.</source>
            <translation>Per questa persona non è registrato un nucleo.</translation>
        </message>
        <message>
            <source>Form the household: what it may have appears here.</source>
            <translation>Forma il nucleo: qui apparirà cosa può avere.</translation>
        </message>
        <message>
            <source>Money</source>
            <translation>Aiuti economici</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Servizi</translation>
        </message>
        <message>
            <source>Benefits of this household</source>
            <translation>Benefici di questo nucleo</translation>
        </message>
        <message>
            <source>The same in words</source>
            <translation>Lo stesso a parole</translation>
        </message>
        <message>
            <source>Nothing was given in the last months.</source>
            <translation>Negli ultimi mesi non è stato dato nulla.</translation>
        </message>
        <message>
            <source>A look ahead with what is recorded today: not a decision.</source>
            <translation>Un'anteprima con i dati registrati oggi: non è una decisione.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Print for the person</source>
            <translation>Stampa per la persona</translation>
        </message>
        <message>
            <source>Issue voucher</source>
            <translation>Emetti buono</translation>
        </message>
        <message>
            <source>New application</source>
            <translation>Nuova domanda</translation>
        </message>
        <message>
            <source>free of charge</source>
            <translation>gratuito</translation>
        </message>
        <message>
            <source>Awards of different funds hold at the same time.</source>
            <translation>Benefici di misure diverse valgono nello stesso periodo.</translation>
        </message>
        <message>
            <source>That may be right: look at what the notices say.</source>
            <translation>Può essere giusto: guarda cosa dicono i bandi.</translation>
        </message>
        <message>
            <source>Award</source>
            <translation>Beneficio</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>Application</source>
            <translation>Domanda</translation>
        </message>
        <message>
            <source>Place at a reduced price</source>
            <translation>Posto a prezzo ridotto</translation>
        </message>
        <message>
            <source>overlaps with another award</source>
            <translation>si sovrappone a un altro beneficio</translation>
        </message>
    </context>
    <context>
        <name>EventWords</name>
        <message>
            <source>Belongs to a household</source>
            <translation>Entra in un nucleo</translation>
        </message>
        <message>
            <source>Left a household</source>
            <translation>Esce da un nucleo</translation>
        </message>
        <message>
            <source>Data changed</source>
            <translation>Dati cambiati</translation>
        </message>
        <message>
            <source>To review</source>
            <translation>Da rivedere</translation>
        </message>
        <message>
            <source>here</source>
            <translation>qui</translation>
        </message>
        <message>
            <source>version %1</source>
            <translation>versione %1</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>disdetta</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>sì</translation>
        </message>
        <message>
            <source>no</source>
            <translation>no</translation>
        </message>
        <message>
            <source>sensitive</source>
            <translation>riservata</translation>
        </message>
    </context>
    <context>
        <name>ExceptionBox</name>
        <message>
            <source>Exception to the rule</source>
            <translation>Eccezione alla regola</translation>
        </message>
        <message>
            <source>One of the two who sign is a supervisor. The reason stays in the history.</source>
            <translation>Uno dei due che firmano è responsabile. Il motivo resta nella cronologia.</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Agreed price</source>
            <translation>Prezzo concordato</translation>
        </message>
        <message>
            <source>Sign with a second person</source>
            <translation>Firma con una seconda persona</translation>
        </message>
        <message>
            <source>No exception</source>
            <translation>Nessuna eccezione</translation>
        </message>
        <message>
            <source>Write why: the history shows it.</source>
            <translation>Scrivi perché: la cronologia lo mostra.</translation>
        </message>
        <message>
            <source>Write the price as 12,50.</source>
            <translation>Scrivi il prezzo come 12,50.</translation>
        </message>
    </context>
    <context>
        <name>Exchanging</name>
        <message>
            <source>A file of another desk was not accepted: see To send.</source>
            <translation>Un file di un altro sportello non è stato accettato: guarda in Da inviare.</translation>
        </message>
        <message numerus="yes">
            <source>Delivered: %n operations of another desk</source>
            <translation>
                <numerusform>Consegnata %n operazione di un altro sportello</numerusform>
                <numerusform>Consegnate %n operazioni di un altro sportello</numerusform>
            </translation>
        </message>
        <message>
            <source>Sent and received: all is up to date</source>
            <translation>Inviato e ricevuto: è tutto aggiornato</translation>
        </message>
    </context>
    <context>
        <name>Exercises</name>
        <message>
            <source>Enter</source>
            <translation>Invio</translation>
        </message>
        <message>
            <source>Book for a known person</source>
            <translation>Prenota per una persona conosciuta</translation>
        </message>
        <message>
            <source>%1 is at the counter with her card and wants her usual service.</source>
            <translation>%1 è allo sportello con la sua tessera e vuole il servizio di sempre.</translation>
        </message>
        <message>
            <source>Scan the card.</source>
            <translation>Leggi la tessera.</translation>
        </message>
        <message>
            <source>%1 begins the booking.</source>
            <translation>%1 apre la prenotazione.</translation>
        </message>
        <message>
            <source>%1 takes the service, %1 again the first place.</source>
            <translation>%1 prende il servizio, ancora %1 il primo posto.</translation>
        </message>
        <message>
            <source>%1 books and prints.</source>
            <translation>%1 prenota e stampa.</translation>
        </message>
        <message>
            <source>Register a new person</source>
            <translation>Registra una persona nuova</translation>
        </message>
        <message>
            <source>%1 comes for the first time and brings the health card. Lives in Via Dante 18, phone 347 000 01 61.</source>
            <translation>%1 viene per la prima volta con la tessera sanitaria. Abita in Via Dante 18, telefono 347 000 01 61.</translation>
        </message>
        <message>
            <source>Scan the back of the health card: code, birth and place are filled.</source>
            <translation>Leggi il retro della tessera sanitaria: codice, nascita e luogo sono già scritti.</translation>
        </message>
        <message>
            <source>Type surname, name, phone and street, with Tab between them.</source>
            <translation>Scrivi cognome, nome, telefono e via, con Tab tra l’uno e l’altro.</translation>
        </message>
        <message>
            <source>%1 saves and prints the privacy notice.</source>
            <translation>%1 salva e stampa l’informativa.</translation>
        </message>
        <message>
            <source>Issue a voucher card</source>
            <translation>Emetti una tessera</translation>
        </message>
        <message>
            <source>%1 may have a card. The ISEE is there already.</source>
            <translation>%1 ha diritto a una tessera. L’ISEE c’è già.</translation>
        </message>
        <message>
            <source>Scan the health card.</source>
            <translation>Leggi la tessera sanitaria.</translation>
        </message>
        <message>
            <source>%1 opens the form, %2 takes the fund.</source>
            <translation>%1 apre il modulo, %2 sceglie il fondo.</translation>
        </message>
        <message>
            <source>%1 issues and prints.</source>
            <translation>%1 emette e stampa.</translation>
        </message>
        <message>
            <source>Scan the card that was printed: now it is active.</source>
            <translation>Leggi la tessera appena stampata: ora è attiva.</translation>
        </message>
        <message>
            <source>Replace a lost card</source>
            <translation>Sostituisci una tessera smarrita</translation>
        </message>
        <message>
            <source>%1 has lost the card.</source>
            <translation>%1 ha perso la tessera.</translation>
        </message>
        <message>
            <source>%1 opens the form; choose “lost”.</source>
            <translation>%1 apre il modulo; scegli «smarrita».</translation>
        </message>
        <message>
            <source>%1 blocks the old card and prints the new one.</source>
            <translation>%1 blocca la vecchia tessera e stampa la nuova.</translation>
        </message>
        <message>
            <source>Scan the new card.</source>
            <translation>Leggi la nuova tessera.</translation>
        </message>
        <message>
            <source>Take vouchers back</source>
            <translation>Ritira i buoni di un negozio</translation>
        </message>
        <message>
            <source>The “Bottega di Prova” brings back five vouchers.</source>
            <translation>La «Bottega di Prova» riporta cinque buoni.</translation>
        </message>
        <message>
            <source>Open the returns with %1 and choose the shop.</source>
            <translation>Apri i rientri con %1 e scegli il negozio.</translation>
        </message>
        <message>
            <source>Scan the five vouchers, one after the other.</source>
            <translation>Leggi i cinque buoni, uno dopo l’altro.</translation>
        </message>
        <message>
            <source>%1 closes the return.</source>
            <translation>%1 chiude il rientro.</translation>
        </message>
        <message>
            <source>Cancel a booking</source>
            <translation>Annulla una prenotazione</translation>
        </message>
        <message>
            <source>%1 calls off and has the slip at hand.</source>
            <translation>%1 rinuncia e ha con sé il promemoria.</translation>
        </message>
        <message>
            <source>Scan the slip.</source>
            <translation>Leggi il promemoria.</translation>
        </message>
        <message>
            <source>Del, then %1: the place is free again.</source>
            <translation>Canc, poi %1: il posto torna libero.</translation>
        </message>
        <message>
            <source>Find without a card</source>
            <translation>Trova una persona senza tessera</translation>
        </message>
        <message>
            <source>%1 has nothing at hand, and the name is soon mistyped.</source>
            <translation>%1 non ha niente con sé, e il nome si sbaglia facilmente.</translation>
        </message>
        <message>
            <source>%1 takes you to the search.</source>
            <translation>%1 porta alla ricerca.</translation>
        </message>
        <message>
            <source>Type “genva”: with a letter missing, on purpose.</source>
            <translation>Scrivi «genva»: manca una lettera, apposta.</translation>
        </message>
        <message>
            <source>%1 opens the person.</source>
            <translation>%1 apre la persona.</translation>
        </message>
        <message>
            <source>Close the day</source>
            <translation>Chiudi la giornata</translation>
        </message>
        <message>
            <source>It is evening: the report of the day, also without a link.</source>
            <translation>È sera: il riepilogo della giornata, anche senza collegamento.</translation>
        </message>
        <message>
            <source>%1 shows the day.</source>
            <translation>%1 mostra la giornata.</translation>
        </message>
        <message>
            <source>%1 makes the report and prints it.</source>
            <translation>%1 prepara il riepilogo e lo stampa.</translation>
        </message>
    </context>
    <context>
        <name>ExpiringLists</name>
        <message>
            <source>To call before the ISEE ends</source>
            <translation>Da avvisare prima che scada l'ISEE</translation>
        </message>
        <message>
            <source>Household of</source>
            <translation>Nucleo di</translation>
        </message>
        <message>
            <source>ISEE</source>
            <translation>ISEE</translation>
        </message>
        <message>
            <source>Holds until</source>
            <translation>Vale fino al</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>ISEE that end soon</source>
            <translation>ISEE in scadenza</translation>
        </message>
        <message>
            <source>No ISEE ends within 30 days. Those that do appear here.</source>
            <translation>Nessun ISEE scade entro 30 giorni. Qui appaiono quelli in scadenza.</translation>
        </message>
        <message>
            <source>Bookings after the end of their ISEE</source>
            <translation>Prenotazioni dopo la scadenza dell'ISEE</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Persona</translation>
        </message>
        <message>
            <source>Booking</source>
            <translation>Prenotazione</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message numerus="yes">
            <source>%n more further down the year</source>
            <translation>
                <numerusform>ancora %n più avanti</numerusform>
                <numerusform>ancora %n più avanti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n bookings after that day</source>
            <translation>
                <numerusform>%n prenotazione dopo quel giorno</numerusform>
                <numerusform>%n prenotazioni dopo quel giorno</numerusform>
            </translation>
        </message>
        <message>
            <source>by letter</source>
            <translation>con lettera</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>ISEE until %1</source>
            <translation>ISEE fino al %1</translation>
        </message>
    </context>
    <context>
        <name>Farewell</name>
        <message numerus="yes">
            <source>%n operations leave at the next opening</source>
            <translation>
                <numerusform>%n operazione partirà alla prossima apertura</numerusform>
                <numerusform>%n operazioni partiranno alla prossima apertura</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FieldFrame</name>
        <message>
            <source>optional</source>
            <translation>facoltativo</translation>
        </message>
    </context>
    <context>
        <name>FieldRow</name>
        <message>
            <source>was different</source>
            <translation>era diverso</translation>
        </message>
        <message>
            <source>%1: what it was before</source>
            <translation>%1: che cosa era prima</translation>
        </message>
        <message>
            <source>hide</source>
            <translation>nascondi</translation>
        </message>
    </context>
    <context>
        <name>FieldWords</name>
        <message>
            <source>Surname</source>
            <translation>Cognome</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>Sesso</translation>
        </message>
        <message>
            <source>Birth date</source>
            <translation>Data di nascita</translation>
        </message>
        <message>
            <source>Birthplace</source>
            <translation>Luogo di nascita</translation>
        </message>
        <message>
            <source>Fiscal code</source>
            <translation>Codice fiscale</translation>
        </message>
        <message>
            <source>How sure the code is</source>
            <translation>Quanto è sicuro il codice</translation>
        </message>
        <message>
            <source>Why there is no code</source>
            <translation>Perché manca il codice</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Via</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Numero</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>CAP</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Comune</translation>
        </message>
        <message>
            <source>Language of papers</source>
            <translation>Lingua dei documenti</translation>
        </message>
        <message>
            <source>How to reach</source>
            <translation>Come contattare</translation>
        </message>
        <message>
            <source>Merge with another person</source>
            <translation>Unione con un'altra persona</translation>
        </message>
        <message>
            <source>Privacy notice</source>
            <translation>Informativa privacy</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Dati</translation>
        </message>
    </context>
    <context>
        <name>FirstRunPage</name>
        <message>
            <source>Make this computer a desk</source>
            <translation>Fai di questo computer uno sportello</translation>
        </message>
        <message>
            <source>It needs the network now, and afterwards works without it too.</source>
            <translation>La rete serve adesso; poi lo sportello lavora anche senza.</translation>
        </message>
        <message>
            <source>The first run was interrupted</source>
            <translation>Il primo avvio si era interrotto</translation>
        </message>
        <message>
            <source>Nothing is lost: give the code again, the same or a new one.</source>
            <translation>Niente è perso: ridai il codice, lo stesso o uno nuovo.</translation>
        </message>
        <message>
            <source>Enrol the desk</source>
            <translation>Attiva lo sportello</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Invio</translation>
        </message>
        <message>
            <source>What you have</source>
            <translation>Che cosa hai</translation>
        </message>
        <message>
            <source>The sheet with the code</source>
            <translation>Il foglio con il codice</translation>
        </message>
        <message>
            <source>Address and code</source>
            <translation>Indirizzo e codice</translation>
        </message>
        <message>
            <source>Scan the sheet, or copy the letters that begin with WD1E.</source>
            <translation>Scansiona il foglio, oppure copia le lettere che cominciano con WD1E.</translation>
        </message>
        <message>
            <source>Code of the sheet</source>
            <translation>Codice del foglio</translation>
        </message>
        <message>
            <source>Address of the centre</source>
            <translation>Indirizzo del centro</translation>
        </message>
        <message>
            <source>As the administrator wrote it, such as https://desks.example.it</source>
            <translation>Come l'ha scritto l'amministratore, per esempio https://sportelli.esempio.it</translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation>Codice che vale una volta</translation>
        </message>
        <message>
            <source>It works once, for fifteen minutes.</source>
            <translation>Vale una volta sola, per quindici minuti.</translation>
        </message>
        <message>
            <source>Code read: %1. Fingerprint of the centre: %2</source>
            <translation>Codice letto: %1. Impronta del centro: %2</translation>
        </message>
        <message>
            <source>The code does not add up. Scan it again; a short code goes with the address.</source>
            <translation>Il codice non torna. Scansionalo di nuovo; un codice corto va insieme all'indirizzo.</translation>
        </message>
        <message>
            <source>The sheet does not say the address. Type it here.</source>
            <translation>Il foglio non dice l'indirizzo. Scrivilo qui.</translation>
        </message>
        <message>
            <source>The address is missing. Type it here.</source>
            <translation>Manca l'indirizzo. Scrivilo qui.</translation>
        </message>
        <message>
            <source>The code is missing. Type it here.</source>
            <translation>Manca il codice. Scrivilo qui.</translation>
        </message>
    </context>
    <context>
        <name>FirstRunSteps</name>
        <message>
            <source>First run</source>
            <translation>Primo avvio</translation>
        </message>
        <message>
            <source>Language and look</source>
            <translation>Lingua e aspetto</translation>
        </message>
        <message>
            <source>In force at once.</source>
            <translation>Si vedono subito.</translation>
        </message>
        <message>
            <source>Enrol this computer</source>
            <translation>Attiva questo computer</translation>
        </message>
        <message>
            <source>With the code of the administrator; it takes a minute.</source>
            <translation>Con il codice dell'amministratore; ci vuole un minuto.</translation>
        </message>
        <message>
            <source>Put the recovery code away</source>
            <translation>Metti via il codice di recupero</translation>
        </message>
        <message>
            <source>One sheet of paper, shown now and never again.</source>
            <translation>Un foglio solo: si vede adesso e mai più.</translation>
        </message>
        <message>
            <source>Log in</source>
            <translation>Entra</translation>
        </message>
        <message>
            <source>Each operator with the one-time PIN received.</source>
            <translation>Ogni operatore con il primo PIN che ha ricevuto.</translation>
        </message>
        <message>
            <source>Printers and reader</source>
            <translation>Stampanti e lettore</translation>
        </message>
        <message>
            <source>Each tried once; both may wait.</source>
            <translation>Una prova ciascuno; possono anche aspettare.</translation>
        </message>
    </context>
    <context>
        <name>FormPage</name>
        <message>
            <source>Throw the draft away</source>
            <translation>Getta la bozza</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salva</translation>
        </message>
        <message numerus="yes">
            <source>%n things to mend</source>
            <translation>
                <numerusform>%n cosa da sistemare</numerusform>
                <numerusform>%n cose da sistemare</numerusform>
            </translation>
        </message>
        <message>
            <source>Kept as a draft: it waits under Today</source>
            <translation>Bozza conservata: ti aspetta in Oggi</translation>
        </message>
    </context>
    <context>
        <name>FundPage</name>
        <message>
            <source>Fund</source>
            <translation>Misura</translation>
        </message>
        <message>
            <source>Budget</source>
            <translation>Budget</translation>
        </message>
        <message>
            <source>Issued</source>
            <translation>Emesso</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>Speso</translation>
        </message>
        <message>
            <source>Still to issue</source>
            <translation>Da emettere</translation>
        </message>
        <message>
            <source>Expiring</source>
            <translation>In scadenza</translation>
        </message>
        <message>
            <source>Paid to shops</source>
            <translation>Pagato ai negozi</translation>
        </message>
        <message>
            <source>Nothing used yet. Purchases appear here by week and by shop.</source>
            <translation>Ancora niente speso. Le spese appaiono qui, per settimana e per negozio.</translation>
        </message>
        <message>
            <source>Used by week</source>
            <translation>Speso per settimana</translation>
        </message>
        <message>
            <source>Week from</source>
            <translation>Settimana dal</translation>
        </message>
        <message>
            <source>Purchases</source>
            <translation>Spese</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Importo</translation>
        </message>
        <message>
            <source>Used by shop</source>
            <translation>Speso per negozio</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Negozio</translation>
        </message>
        <message>
            <source>Save the figures</source>
            <translation>Salva i dati</translation>
        </message>
        <message>
            <source>Save what may be published</source>
            <translation>Salva i dati da pubblicare</translation>
        </message>
        <message>
            <source>Closed on %1</source>
            <translation>Chiusa il %1</translation>
        </message>
        <message>
            <source>Nothing moves in it any more.</source>
            <translation>Non si muove più niente.</translation>
        </message>
        <message numerus="yes">
            <source>%n cards</source>
            <translation>
                <numerusform>%n tessera</numerusform>
                <numerusform>%n tessere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>on %n cards within 30 days</source>
            <translation>
                <numerusform>su %n tessera entro 30 giorni</numerusform>
                <numerusform>su %n tessere entro 30 giorni</numerusform>
            </translation>
        </message>
        <message>
            <source>Where to save the list</source>
            <translation>Dove salvare l'elenco</translation>
        </message>
        <message>
            <source>List (*.csv)</source>
            <translation>Elenco (*.csv)</translation>
        </message>
        <message>
            <source>Spreadsheet (*.xlsx)</source>
            <translation>Foglio di calcolo (*.xlsx)</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Salvato: %1</translation>
        </message>
    </context>
    <context>
        <name>Guide</name>
        <message>
            <source>What you can do</source>
            <translation>Che cosa puoi fare</translation>
        </message>
        <message>
            <source>Close the operation</source>
            <translation>Chiudi l’operazione</translation>
        </message>
        <message>
            <source>Leave it open</source>
            <translation>Lasciala aperta</translation>
        </message>
        <message>
            <source>Search and register people</source>
            <translation>Cercare e registrare persone</translation>
        </message>
        <message>
            <source>Book assured places</source>
            <translation>Prenotare sui posti garantiti</translation>
        </message>
        <message>
            <source>Issue and block cards</source>
            <translation>Emettere e bloccare tessere</translation>
        </message>
        <message>
            <source>Print and print again</source>
            <translation>Stampare e ristampare</translation>
        </message>
        <message>
            <source>Other places: provisional booking, we call back</source>
            <translation>Altri posti: prenotazione provvisoria, richiamiamo entro domani</translation>
        </message>
        <message>
            <source>Vouchers beyond those this desk holds</source>
            <translation>Buoni oltre quelli di questo sportello</translation>
        </message>
        <message>
            <source>Replacing a card whose balance another desk holds</source>
            <translation>Sostituire una tessera con il saldo presso un altro sportello</translation>
        </message>
        <message>
            <source>Works as always</source>
            <translation>Funziona come sempre</translation>
        </message>
        <message>
            <source>With some care</source>
            <translation>Con qualche cautela</translation>
        </message>
        <message>
            <source>Waits for the connection</source>
            <translation>Aspetta il collegamento</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tutti</translation>
        </message>
        <message>
            <source>Exercise %1 of %2</source>
            <translation>Esercizio %1 di %2</translation>
        </message>
        <message numerus="yes">
            <source>%n done</source>
            <translation>
                <numerusform>%n fatto</numerusform>
                <numerusform>%n fatti</numerusform>
            </translation>
        </message>
        <message>
            <source>Simulate scan</source>
            <translation>Simula lettura</translation>
        </message>
        <message>
            <source>%1: %2 of %3</source>
            <translation>%1: %2 di %3</translation>
        </message>
        <message>
            <source>So far: %1 · goal: %2</source>
            <translation>Finora: %1 · obiettivo: %2</translation>
        </message>
        <message>
            <source>Done: %1</source>
            <translation>Fatto: %1</translation>
        </message>
        <message>
            <source>Goal reached: nobody is faster.</source>
            <translation>Obiettivo raggiunto: più in fretta non si può.</translation>
        </message>
        <message>
            <source>Your best so far: %1. Try the quick keys again.</source>
            <translation>La tua volta migliore: %1. Riprova con i tasti rapidi.</translation>
        </message>
        <message>
            <source>It also goes with fewer keys: see the steps above.</source>
            <translation>Si può fare con meno tasti: guarda i passi qui sopra.</translation>
        </message>
        <message>
            <source>Count anew</source>
            <translation>Conta da capo</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Prossimo</translation>
        </message>
    </context>
    <context>
        <name>HandOverPage</name>
        <message>
            <source>New card</source>
            <translation>Tessera nuova</translation>
        </message>
        <message>
            <source>Scan the printed card to activate it</source>
            <translation>Scansiona la tessera stampata per attivarla</translation>
        </message>
        <message>
            <source>The scan proves that the code came out well. No key is needed.</source>
            <translation>La lettura prova che il codice è uscito bene. Non serve la tastiera.</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Passi</translation>
        </message>
        <message>
            <source>Number of the card, if the reader does not work</source>
            <translation>Numero della tessera, se il lettore non va</translation>
        </message>
        <message>
            <source>Discard and print again</source>
            <translation>Scarta e ristampa</translation>
        </message>
        <message>
            <source>Who signs and takes it</source>
            <translation>Chi firma e la ritira</translation>
        </message>
        <message>
            <source>The card</source>
            <translation>La tessera</translation>
        </message>
        <message>
            <source>The card as printed</source>
            <translation>La tessera come è stampata</translation>
        </message>
        <message>
            <source>Hand over and print the receipt</source>
            <translation>Consegna e stampa la ricevuta</translation>
        </message>
        <message>
            <source>Back to the person</source>
            <translation>Torna alla scheda</translation>
        </message>
        <message>
            <source>New card for %1</source>
            <translation>Tessera nuova per %1</translation>
        </message>
        <message numerus="yes">
            <source>%n vouchers</source>
            <translation>
                <numerusform>%n buono</numerusform>
                <numerusform>%n buoni</numerusform>
            </translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Importo</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Vale fino al</translation>
        </message>
        <message>
            <source>Came out well</source>
            <translation>Uscito bene</translation>
        </message>
        <message>
            <source>Sent: the scan says whether it came out well</source>
            <translation>Inviata: la lettura dice se è uscita bene</translation>
        </message>
        <message>
            <source>Waits for a printer</source>
            <translation>Aspetta una stampante</translation>
        </message>
        <message>
            <source>The printer did not take it: see Prints</source>
            <translation>La stampante non l’ha presa: guarda in Stampe</translation>
        </message>
        <message>
            <source>On its way</source>
            <translation>In arrivo</translation>
        </message>
        <message>
            <source>The printer stands still: see Prints</source>
            <translation>La stampante è ferma: guarda in Stampe</translation>
        </message>
        <message>
            <source>Issued</source>
            <translation>Emessa</translation>
        </message>
        <message>
            <source>Recorded on this computer</source>
            <translation>Registrata su questo computer</translation>
        </message>
        <message>
            <source>Printed</source>
            <translation>Stampata</translation>
        </message>
        <message>
            <source>Activated</source>
            <translation>Attivata</translation>
        </message>
        <message>
            <source>By the scan of the printed card</source>
            <translation>Con la lettura della tessera stampata</translation>
        </message>
        <message>
            <source>Handed over</source>
            <translation>Consegnate</translation>
        </message>
        <message>
            <source>With the signed receipt</source>
            <translation>Con la ricevuta firmata</translation>
        </message>
        <message>
            <source>The card is active</source>
            <translation>La tessera è attiva</translation>
        </message>
        <message>
            <source>Let the receipt be signed and hand the card over.</source>
            <translation>Fai firmare la ricevuta e consegna la tessera.</translation>
        </message>
        <message>
            <source>The balance is on the health card</source>
            <translation>Il saldo è sulla tessera sanitaria</translation>
        </message>
        <message>
            <source>Let the receipt be signed: from then on it can be used.</source>
            <translation>Fai firmare la ricevuta: da quel momento si può usare.</translation>
        </message>
        <message>
            <source>The card was handed over</source>
            <translation>La tessera è consegnata</translation>
        </message>
        <message>
            <source>This card cannot be used any more</source>
            <translation>Questa tessera non si può più usare</translation>
        </message>
        <message>
            <source>See its state on the person's page.</source>
            <translation>Guarda il suo stato nella scheda della persona.</translation>
        </message>
        <message>
            <source>Card handed over: receipt %1</source>
            <translation>Tessera consegnata: ricevuta %1</translation>
        </message>
        <message>
            <source>This is another card. Scan the one that was just printed.</source>
            <translation>Questa è un’altra tessera. Scansiona quella appena stampata.</translation>
        </message>
    </context>
    <context>
        <name>HelpContents</name>
        <message>
            <source>Help</source>
            <translation>Aiuto</translation>
        </message>
        <message>
            <source>Nothing in the help for “%1”. Try one word of what you want to do.</source>
            <translation>Niente nell'aiuto per «%1». Prova con una sola parola di quello che vuoi fare.</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Messaggi</translation>
        </message>
        <message>
            <source>Read on: %1</source>
            <translation>Continua a leggere: %1</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Tasto</translation>
        </message>
        <message>
            <source>What it does</source>
            <translation>Che cosa fa</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Codice</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Che cosa è successo</translation>
        </message>
    </context>
    <context>
        <name>HelpPage</name>
        <message>
            <source>Search in the help</source>
            <translation>Cerca nell'aiuto</translation>
        </message>
        <message>
            <source>Text of the help</source>
            <translation>Testo dell'aiuto</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>Indice</translation>
        </message>
        <message>
            <source>Page before</source>
            <translation>Pagina precedente</translation>
        </message>
        <message>
            <source>Back to work</source>
            <translation>Torna al lavoro</translation>
        </message>
        <message>
            <source>Show how</source>
            <translation>Mostra come</translation>
        </message>
        <message>
            <source>Ask for help</source>
            <translation>Chiedi aiuto</translation>
        </message>
    </context>
    <context>
        <name>HistoryCard</name>
        <message>
            <source>What was recorded about the person: when, by whom and at which desk</source>
            <translation>Che cosa è stato registrato sulla persona: quando, da chi e a quale sportello</translation>
        </message>
        <message>
            <source>Nothing was recorded about this person yet.</source>
            <translation>Ancora niente è stato registrato su questa persona.</translation>
        </message>
        <message>
            <source>here</source>
            <translation>qui</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Inviata</translation>
        </message>
    </context>
    <context>
        <name>HouseholdForm</name>
        <message>
            <source>Form the household</source>
            <translation>Forma il nucleo</translation>
        </message>
        <message>
            <source>Who lives together</source>
            <translation>Chi vive insieme</translation>
        </message>
        <message>
            <source>Add a person already registered</source>
            <translation>Aggiungi una persona già registrata</translation>
        </message>
        <message>
            <source>A carer or a foster child lives here without counting for the ISEE.</source>
            <translation>Chi assiste o è in affidamento abita qui senza contare per l'ISEE.</translation>
        </message>
        <message>
            <source>From which day</source>
            <translation>Da quale giorno</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message>
            <source>The day of the change in the registry, or today.</source>
            <translation>Il giorno del cambio in anagrafe, oppure oggi.</translation>
        </message>
        <message>
            <source>Write day, month and year, for example 05/03/2026.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 05/03/2026.</translation>
        </message>
        <message>
            <source>A household needs at least one person.</source>
            <translation>Un nucleo ha bisogno di almeno una persona.</translation>
        </message>
        <message>
            <source>Household formed</source>
            <translation>Nucleo formato</translation>
        </message>
    </context>
    <context>
        <name>HouseholdPage</name>
        <message>
            <source>Household</source>
            <translation>Nucleo familiare</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Add a person</source>
            <translation>Aggiungi persona</translation>
        </message>
        <message>
            <source>Move house</source>
            <translation>Cambia casa</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Dividi</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>Scala</translation>
        </message>
        <message>
            <source>No household yet. It is needed for ISEE and vouchers.</source>
            <translation>Ancora nessun nucleo. Serve per ISEE e buoni.</translation>
        </message>
        <message>
            <source>Who counts</source>
            <translation>Chi conta nel nucleo</translation>
        </message>
        <message>
            <source>Lives here without counting</source>
            <translation>Abita qui senza contare</translation>
        </message>
        <message>
            <source>%1, from %2</source>
            <translation>%1, dal %2</translation>
        </message>
        <message>
            <source>was: %1</source>
            <translation>era: %1</translation>
        </message>
        <message>
            <source>alone</source>
            <translation>da sola</translation>
        </message>
        <message>
            <source>Joins later</source>
            <translation>Entra più avanti</translation>
        </message>
        <message>
            <source>Who left</source>
            <translation>Chi è uscito</translation>
        </message>
        <message>
            <source>Addresses</source>
            <translation>Indirizzi</translation>
        </message>
        <message>
            <source>Earlier households of %1</source>
            <translation>Nuclei di prima di %1</translation>
        </message>
        <message>
            <source>%1, from %2 to %3</source>
            <translation>%1, dal %2 al %3</translation>
        </message>
    </context>
    <context>
        <name>HouseholdPicture</name>
        <message>
            <source>Today</source>
            <translation>Oggi</translation>
        </message>
        <message>
            <source>After the change</source>
            <translation>Dopo il cambio</translation>
        </message>
        <message>
            <source>After the change: %1</source>
            <translation>Dopo il cambio: %1</translation>
        </message>
    </context>
    <context>
        <name>IdentifierPage</name>
        <message>
            <source>Add a document</source>
            <translation>Aggiungi un documento</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Documento</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Numero</translation>
        </message>
        <message>
            <source>How sure</source>
            <translation>Come lo sappiamo</translation>
        </message>
        <message>
            <source>Issued by</source>
            <translation>Rilasciato da</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Vale fino al</translation>
        </message>
        <message>
            <source>Renewal asked for: the receipt was seen</source>
            <translation>Rinnovo chiesto: ricevuta vista</translation>
        </message>
        <message>
            <source>Which service needs it</source>
            <translation>Quale servizio lo chiede</translation>
        </message>
        <message>
            <source>It is closed to others, and opened with a reason.</source>
            <translation>Resta chiuso agli altri e si apre con un motivo.</translation>
        </message>
        <message>
            <source>As on the document</source>
            <translation>Come sul documento</translation>
        </message>
        <message>
            <source>Write the number on the document.</source>
            <translation>Scrivi il numero del documento.</translation>
        </message>
        <message>
            <source>It begins with STP or ENI and has 13 figures: read it again.</source>
            <translation>Comincia con STP o ENI e ha 13 cifre: rileggilo.</translation>
        </message>
        <message>
            <source>Write day, month and year, for example 31/12/2026.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 31/12/2026.</translation>
        </message>
        <message>
            <source>Write which service asks for it, for example the family clinic.</source>
            <translation>Scrivi quale servizio lo chiede, per esempio il consultorio.</translation>
        </message>
        <message>
            <source>Document recorded</source>
            <translation>Documento registrato</translation>
        </message>
        <message>
            <source>Other than usual for this document: look again, then go on.</source>
            <translation>Diverso dal solito per questo documento: ricontrolla, poi vai avanti.</translation>
        </message>
    </context>
    <context>
        <name>IdentifiersCard</name>
        <message>
            <source>Add</source>
            <translation>Aggiungi</translation>
        </message>
        <message>
            <source>Add a document</source>
            <translation>Aggiungi un documento</translation>
        </message>
        <message>
            <source>No document recorded. Add the one that is shown.</source>
            <translation>Nessun documento registrato. Aggiungi quello mostrato.</translation>
        </message>
        <message>
            <source>valid until %1</source>
            <translation>vale fino al %1</translation>
        </message>
        <message>
            <source>recorded on %1</source>
            <translation>registrato il %1</translation>
        </message>
        <message>
            <source>A supervisor or social worker opens it.</source>
            <translation>Lo apre chi è responsabile o l'assistente sociale.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Open %1 with a reason</source>
            <translation>Apri %1 con un motivo</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Ritira</translation>
        </message>
        <message>
            <source>Take %1 back</source>
            <translation>Ritira %1</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Scaduta</translation>
        </message>
        <message>
            <source>Being renewed</source>
            <translation>In rinnovo</translation>
        </message>
        <message>
            <source>Expires soon</source>
            <translation>Scade presto</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Chiuso</translation>
        </message>
        <message>
            <source>Why the code is opened</source>
            <translation>Perché apri il codice</translation>
        </message>
        <message>
            <source>Your name, the time and the reason are kept in the log.</source>
            <translation>Nome, ora e motivo restano nel registro degli accessi.</translation>
        </message>
        <message>
            <source>Document taken back</source>
            <translation>Documento ritirato</translation>
        </message>
    </context>
    <context>
        <name>ImportPage</name>
        <message>
            <source>Import a list</source>
            <translation>Importa un elenco</translation>
        </message>
        <message>
            <source>CSV or Excel, as the registry office sends it.</source>
            <translation>CSV o Excel, come lo manda l'anagrafe.</translation>
        </message>
        <message>
            <source>File</source>
            <translation>File</translation>
        </message>
        <message>
            <source>What stands in it</source>
            <translation>Che cosa contiene</translation>
        </message>
        <message>
            <source>Residents of the municipality</source>
            <translation>Residenti del Comune</translation>
        </message>
        <message>
            <source>Where the file is</source>
            <translation>Dove si trova il file</translation>
        </message>
        <message>
            <source>Choose the file</source>
            <translation>Scegli il file</translation>
        </message>
        <message>
            <source>What comes of it</source>
            <translation>Che cosa ne risulta</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Interrompi</translation>
        </message>
        <message>
            <source>Open the refused rows</source>
            <translation>Apri le righe rifiutate</translation>
        </message>
        <message>
            <source>Try without recording</source>
            <translation>Prova senza registrare</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importa</translation>
        </message>
        <message>
            <source>Applications: %1</source>
            <translation>Domande: %1</translation>
        </message>
        <message>
            <source>Lists (*.csv *.txt *.xlsx)</source>
            <translation>Elenchi (*.csv *.txt *.xlsx)</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Lettura del file</translation>
        </message>
        <message>
            <source>Trying: %1</source>
            <translation>Prova in corso: %1</translation>
        </message>
        <message>
            <source>Importing: %1</source>
            <translation>Importazione in corso: %1</translation>
        </message>
        <message>
            <source>The import has stopped</source>
            <translation>L'importazione si è fermata</translation>
        </message>
    </context>
    <context>
        <name>ImportWords</name>
        <message>
            <source>Surname</source>
            <translation>Cognome</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Surname and name together</source>
            <translation>Cognome e nome insieme</translation>
        </message>
        <message>
            <source>Name and surname together</source>
            <translation>Nome e cognome insieme</translation>
        </message>
        <message>
            <source>Fiscal code</source>
            <translation>Codice fiscale</translation>
        </message>
        <message>
            <source>How the fiscal code is known</source>
            <translation>Come è noto il codice fiscale</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>Sesso</translation>
        </message>
        <message>
            <source>Birth date</source>
            <translation>Data di nascita</translation>
        </message>
        <message>
            <source>Birthplace</source>
            <translation>Luogo di nascita</translation>
        </message>
        <message>
            <source>Province of birth</source>
            <translation>Provincia di nascita</translation>
        </message>
        <message>
            <source>Code of the birthplace</source>
            <translation>Codice del luogo di nascita</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>Second phone</source>
            <translation>Secondo telefono</translation>
        </message>
        <message>
            <source>Street and number together</source>
            <translation>Via e civico insieme</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Via</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Numero</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>CAP</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Comune</translation>
        </message>
        <message>
            <source>How many in the household</source>
            <translation>Quante persone nel nucleo</translation>
        </message>
        <message>
            <source>Names and codes of the others</source>
            <translation>Nomi e codici degli altri</translation>
        </message>
        <message>
            <source>People with a disability</source>
            <translation>Persone con disabilità</translation>
        </message>
        <message>
            <source>ISEE</source>
            <translation>ISEE</translation>
        </message>
        <message>
            <source>Day of the ISEE</source>
            <translation>Giorno dell'ISEE</translation>
        </message>
        <message>
            <source>Last day of the ISEE</source>
            <translation>Scadenza dell'ISEE</translation>
        </message>
        <message>
            <source>Kind of ISEE</source>
            <translation>Tipo di ISEE</translation>
        </message>
        <message>
            <source>DSU number</source>
            <translation>Numero della DSU</translation>
        </message>
        <message>
            <source>Income of the month</source>
            <translation>Reddito del mese</translation>
        </message>
        <message>
            <source>Other benefits</source>
            <translation>Altri sostegni</translation>
        </message>
        <message>
            <source>Amount of other benefits</source>
            <translation>Importo degli altri sostegni</translation>
        </message>
        <message>
            <source>Resident from</source>
            <translation>Residente dal</translation>
        </message>
        <message>
            <source>Day of the application</source>
            <translation>Data della domanda</translation>
        </message>
        <message>
            <source>Protocol number</source>
            <translation>Numero di protocollo</translation>
        </message>
        <message>
            <source>Documents shown</source>
            <translation>Documenti mostrati</translation>
        </message>
        <message>
            <source>Not used</source>
            <translation>Non usata</translation>
        </message>
        <message numerus="yes">
            <source>%n rows</source>
            <translation>
                <numerusform>%n riga</numerusform>
                <numerusform>%n righe</numerusform>
            </translation>
        </message>
        <message>
            <source>separated by tabs</source>
            <translation>colonne separate da tabulazioni</translation>
        </message>
        <message>
            <source>separated by semicolons</source>
            <translation>colonne separate da punto e virgola</translation>
        </message>
        <message>
            <source>separated by commas</source>
            <translation>colonne separate da virgole</translation>
        </message>
        <message>
            <source>separated by vertical bars</source>
            <translation>colonne separate da barre verticali</translation>
        </message>
        <message>
            <source>separated by %1</source>
            <translation>colonne separate da %1</translation>
        </message>
        <message>
            <source>Windows characters</source>
            <translation>caratteri di Windows</translation>
        </message>
        <message>
            <source>UTF-8 characters</source>
            <translation>caratteri UTF-8</translation>
        </message>
        <message>
            <source>Choose the column of: %1</source>
            <translation>Scegli la colonna di: %1</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nuove</translation>
        </message>
        <message>
            <source>Brought up to date</source>
            <translation>Aggiornate</translation>
        </message>
        <message>
            <source>Here already</source>
            <translation>Già presenti</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Rifiutate</translation>
        </message>
        <message>
            <source>To look at</source>
            <translation>Da guardare</translation>
        </message>
        <message>
            <source>%1 rows of %2</source>
            <translation>%1 righe su %2</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>meno di un minuto</translation>
        </message>
        <message numerus="yes">
            <source>about %n minutes left</source>
            <translation>
                <numerusform>circa %n minuto</numerusform>
                <numerusform>circa %n minuti</numerusform>
            </translation>
        </message>
        <message>
            <source>Tried: %1 rows of %2 can be imported</source>
            <translation>Prova: %1 righe su %2 si possono importare</translation>
        </message>
        <message>
            <source>Nothing was recorded.</source>
            <translation>Non è stato registrato niente.</translation>
        </message>
        <message>
            <source>Stopped after %1 rows of %2; no row is half in</source>
            <translation>Interrotta dopo %1 righe su %2; nessuna riga a metà</translation>
        </message>
        <message>
            <source>Import the same file again to go on from there.</source>
            <translation>Importa di nuovo lo stesso file per andare avanti da lì.</translation>
        </message>
        <message>
            <source>Imported %1 rows of %2; no row is half in</source>
            <translation>Importate %1 righe su %2; nessuna riga a metà</translation>
        </message>
        <message>
            <source>Put the refused rows right in their file and import that file.</source>
            <translation>Correggi le righe rifiutate nel loro file e importa quel file.</translation>
        </message>
        <message>
            <source>The privacy notice is due at each person's next visit.</source>
            <translation>L'informativa va consegnata alla prossima visita di ogni persona.</translation>
        </message>
        <message>
            <source>An import was stopped after %1 rows of %2</source>
            <translation>Un'importazione si è fermata dopo %1 righe su %2</translation>
        </message>
        <message>
            <source>It goes on where it was; nobody is registered twice.</source>
            <translation>Va avanti da dove era; nessuno viene registrato due volte.</translation>
        </message>
        <message>
            <source>Its file is no longer where it was. Bring it back to go on.</source>
            <translation>Il suo file non è più dov'era. Rimettilo lì per andare avanti.</translation>
        </message>
    </context>
    <context>
        <name>InboxPage</name>
        <message>
            <source>Requests to answer</source>
            <translation>Richieste a cui rispondere</translation>
        </message>
        <message>
            <source>Enter opens a request; A accepts, P proposes another time, R refuses.</source>
            <translation>Invio apre una richiesta; A accetta, P propone un altro orario, R rifiuta.</translation>
        </message>
        <message>
            <source>Waiting for an answer</source>
            <translation>In attesa di risposta</translation>
        </message>
        <message>
            <source>Answered</source>
            <translation>Con risposta</translation>
        </message>
        <message>
            <source>Nobody waits for an answer. New requests come with the next exchange.</source>
            <translation>Nessuno aspetta una risposta. Le nuove richieste arrivano con il prossimo scambio.</translation>
        </message>
        <message>
            <source>Who asks for what</source>
            <translation>Chi chiede che cosa</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message numerus="yes">
            <source>%n late</source>
            <comment>requests to answer</comment>
            <translation>
                <numerusform>%n in ritardo</numerusform>
                <numerusform>%n in ritardo</numerusform>
            </translation>
        </message>
        <message>
            <source>by %1</source>
            <translation>entro il %1</translation>
        </message>
        <message>
            <source>Late: %1</source>
            <translation>In ritardo: %1</translation>
        </message>
    </context>
    <context>
        <name>IntakeBar</name>
        <message>
            <source>Throw the draft away</source>
            <translation>Butta via la bozza</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salva</translation>
        </message>
        <message>
            <source>Save and print the notice</source>
            <translation>Salva e stampa l'informativa</translation>
        </message>
    </context>
    <context>
        <name>IntakeForm</name>
        <message>
            <source>Lives with</source>
            <translation>Abita con</translation>
        </message>
        <message>
            <source>Role in the household</source>
            <translation>Ruolo nel nucleo</translation>
        </message>
        <message>
            <source>Record the household</source>
            <translation>Registra il nucleo familiare</translation>
        </message>
        <message>
            <source>Needed for ISEE and vouchers.</source>
            <translation>Serve per ISEE e buoni.</translation>
        </message>
        <message>
            <source>&amp;Privacy notice read and given</source>
            <translation>&amp;Informativa privacy letta e consegnata</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Confronta</translation>
        </message>
        <message>
            <source>Read from the card: read it back aloud</source>
            <translation>Letto dalla tessera: rileggi ad alta voce</translation>
        </message>
        <message>
            <source>Code and birth</source>
            <translation>Codice e nascita</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Documento</translation>
        </message>
        <message>
            <source>Add a document</source>
            <translation>Aggiungi un documento</translation>
        </message>
        <message>
            <source>It is this person</source>
            <translation>È questa persona</translation>
        </message>
        <message>
            <source>Read from the document: read it back aloud</source>
            <translation>Letto dal documento: rileggi ad alta voce</translation>
        </message>
        <message>
            <source>The code does not fit</source>
            <translation>Il codice non torna</translation>
        </message>
        <message>
            <source>The code fits</source>
            <translation>Il codice torna</translation>
        </message>
        <message numerus="yes">
            <source>%n similar people are already registered</source>
            <translation>
                <numerusform>%n persona simile è già registrata</numerusform>
                <numerusform>%n persone simili sono già registrate</numerusform>
            </translation>
        </message>
        <message>
            <source>Look whether one of them is this person.</source>
            <translation>Guarda se una è questa persona.</translation>
        </message>
        <message>
            <source>The privacy notice is due to every new person: give it and tick it.</source>
            <translation>L'informativa va data a ogni nuova persona: consegnala e metti la spunta.</translation>
        </message>
        <message>
            <source>%1 is almost certainly registered already</source>
            <translation>%1 è quasi certamente già tra le persone registrate</translation>
        </message>
        <message>
            <source>Press %1 again to register another person: the choice is noted.</source>
            <translation>Premi di nuovo %1 per registrare un'altra persona: la scelta viene annotata.</translation>
        </message>
        <message>
            <source>It is this person: %1</source>
            <translation>È questa persona: %1</translation>
        </message>
        <message>
            <source>Needed fields: %1 of %2</source>
            <translation>Campi necessari: %1 di %2</translation>
        </message>
        <message>
            <source>Version %1, %2. It is printed when you save.</source>
            <translation>Versione %1, %2. Si stampa con il salvataggio.</translation>
        </message>
        <message>
            <source>To ask</source>
            <translation>Da chiedere</translation>
        </message>
        <message>
            <source>Household</source>
            <translation>Nucleo familiare</translation>
        </message>
        <message>
            <source>ISEE, if it is at hand</source>
            <translation>ISEE, se c’è</translation>
        </message>
    </context>
    <context>
        <name>IntakePage</name>
        <message>
            <source>New person</source>
            <translation>Nuova persona</translation>
        </message>
        <message>
            <source>Draft: %1</source>
            <translation>Bozza: %1</translation>
        </message>
        <message>
            <source>%1, begun at %2</source>
            <translation>%1, iniziata alle %2</translation>
        </message>
        <message>
            <source>%1 goes back, the draft stays</source>
            <translation>%1 torna indietro, la bozza resta</translation>
        </message>
        <message numerus="yes">
            <source>%n things to mend</source>
            <translation>
                <numerusform>%n cosa da sistemare</numerusform>
                <numerusform>%n cose da sistemare</numerusform>
            </translation>
        </message>
        <message>
            <source>Registered and notice printed: %1</source>
            <translation>Registrazione fatta, informativa in stampa: %1</translation>
        </message>
        <message>
            <source>Registered: %1</source>
            <translation>Registrazione fatta: %1</translation>
        </message>
        <message>
            <source>person</source>
            <translation>persona</translation>
        </message>
        <message>
            <source>document</source>
            <translation>documento</translation>
        </message>
        <message>
            <source>STP or ENI code</source>
            <translation>codice STP o ENI</translation>
        </message>
        <message>
            <source>household</source>
            <translation>nucleo familiare</translation>
        </message>
        <message>
            <source>ISEE</source>
            <translation>ISEE</translation>
        </message>
        <message>
            <source>privacy notice</source>
            <translation>informativa privacy</translation>
        </message>
        <message>
            <source>Saved: %1. Not saved: %2.</source>
            <translation>Salvato: %1. Da sistemare: %2.</translation>
        </message>
        <message>
            <source>Nothing was saved yet; the draft stays.</source>
            <translation>Non è stato salvato nulla; la bozza resta.</translation>
        </message>
        <message>
            <source>The draft stays in its tab: throw it away if it is not needed</source>
            <translation>La bozza resta nella sua scheda: buttala via se non serve</translation>
        </message>
        <message>
            <source>The draft was thrown away</source>
            <translation>La bozza è stata buttata via</translation>
        </message>
        <message>
            <source>Saved on this computer at %1</source>
            <translation>Salvata qui alle %1</translation>
        </message>
    </context>
    <context>
        <name>IseeFields</name>
        <message>
            <source>ISEE value</source>
            <translation>Valore ISEE</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <source>Issued on</source>
            <translation>Rilasciato il</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Vale fino al</translation>
        </message>
        <message>
            <source>DSU number</source>
            <translation>Numero della DSU</translation>
        </message>
        <message>
            <source>For whom</source>
            <translation>Per chi è</translation>
        </message>
        <message>
            <source>Assets were updated too</source>
            <translation>Aggiornato anche il patrimonio</translation>
        </message>
        <message>
            <source>INPS notes discrepancies</source>
            <translation>INPS segnala difformità</translation>
        </message>
        <message>
            <source>Which discrepancies</source>
            <translation>Quali difformità</translation>
        </message>
        <message>
            <source>As written on the attestation; who follows the case decides.</source>
            <translation>Come scritto sull'attestazione; decide chi segue la pratica.</translation>
        </message>
        <message>
            <source>The whole household</source>
            <translation>Tutto il nucleo</translation>
        </message>
        <message>
            <source>Write the day on the attestation, for example 15/01/2026.</source>
            <translation>Scrivi il giorno sull’attestazione, per esempio 15/01/2026.</translation>
        </message>
        <message>
            <source>The day must not be in the future.</source>
            <translation>Il giorno è nel futuro. Scrivi quello sull’attestazione.</translation>
        </message>
        <message>
            <source>Write day, month and year, for example 31/12/2026.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 31/12/2026.</translation>
        </message>
        <message>
            <source>It ended on %1: ask for this year's ISEE.</source>
            <translation>È finito il %1. Chiedi l’ISEE di quest’anno.</translation>
        </message>
        <message>
            <source>Valid until %1</source>
            <translation>Vale fino al %1</translation>
        </message>
    </context>
    <context>
        <name>IseePage</name>
        <message>
            <source>Record an ISEE</source>
            <translation>Registra un ISEE</translation>
        </message>
        <message>
            <source>Write why, in a few words.</source>
            <translation>Scrivi perché, in poche parole.</translation>
        </message>
        <message>
            <source>ISEE put right</source>
            <translation>ISEE corretto</translation>
        </message>
        <message>
            <source>ISEE recorded. Bookings priced anew: %1, listed on the page.</source>
            <translation>ISEE registrato. Prenotazioni ricalcolate: %1, elencate nella scheda.</translation>
        </message>
        <message>
            <source>How the scale is worked out</source>
            <translation>Come si calcola la scala</translation>
        </message>
        <message>
            <source>As written on the attestation</source>
            <translation>Come scritto sull’attestazione</translation>
        </message>
        <message>
            <source>Why it is put right</source>
            <translation>Perché si corregge</translation>
        </message>
        <message>
            <source>What will change</source>
            <translation>Che cosa cambia</translation>
        </message>
        <message>
            <source>Attestations of the household</source>
            <translation>Attestazioni del nucleo</translation>
        </message>
        <message>
            <source>Put the attestation right</source>
            <translation>Correggi l'attestazione</translation>
        </message>
        <message>
            <source>Put right</source>
            <translation>Correggi</translation>
        </message>
        <message>
            <source>beyond</source>
            <translation>oltre</translation>
        </message>
        <message>
            <source>No booking to come changes its price.</source>
            <translation>Nessuna prenotazione futura cambia prezzo.</translation>
        </message>
        <message numerus="yes">
            <source>%n future bookings priced anew</source>
            <translation>
                <numerusform>%n prenotazione futura ricalcolata</numerusform>
                <numerusform>%n prenotazioni future ricalcolate</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2: %3 instead of %4</source>
            <translation>%1, %2: %3 invece di %4</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>e un'altra</numerusform>
                <numerusform>e altre %n</numerusform>
            </translation>
        </message>
        <message>
            <source>up to %1</source>
            <translation>fino a %1</translation>
        </message>
        <message>
            <source>ISEE recorded</source>
            <translation>ISEE registrato</translation>
        </message>
    </context>
    <context>
        <name>IseeStrip</name>
        <message>
            <source>Bracket %1 of %2, %3</source>
            <translation>Fascia %1 di %2, %3</translation>
        </message>
        <message>
            <source>Bracket %1</source>
            <translation>Fascia %1</translation>
        </message>
    </context>
    <context>
        <name>IssuePage</name>
        <message>
            <source>Issue voucher</source>
            <translation>Emetti buono</translation>
        </message>
        <message>
            <source>Ask now</source>
            <translation>Chiedi ora</translation>
        </message>
        <message>
            <source>Fund</source>
            <translation>Misura</translation>
        </message>
        <message>
            <source>Why and how much</source>
            <translation>Perché spetta e quanto</translation>
        </message>
        <message>
            <source>Preview of the card</source>
            <translation>Anteprima della tessera</translation>
        </message>
        <message>
            <source>The card as it will be printed</source>
            <translation>La tessera come sarà stampata</translation>
        </message>
        <message>
            <source>Issue and print</source>
            <translation>Emetti e stampa</translation>
        </message>
        <message>
            <source>Back to the person</source>
            <translation>Torna alla scheda</translation>
        </message>
        <message>
            <source>Then scan the printed card to activate it.</source>
            <translation>Poi scansiona la tessera stampata per attivarla.</translation>
        </message>
        <message>
            <source>Issue a voucher to %1</source>
            <translation>Emetti buono a %1</translation>
        </message>
        <message>
            <source>Issue on the health card</source>
            <translation>Emetti sulla tessera sanitaria</translation>
        </message>
        <message>
            <source>Nothing is printed: the person shows the health card.</source>
            <translation>Non si stampa nulla: la persona mostra la tessera sanitaria.</translation>
        </message>
        <message>
            <source>Then scan one of the printed vouchers: all of them become active.</source>
            <translation>Poi scansiona uno dei buoni stampati: diventano attivi tutti.</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Spetta</translation>
        </message>
        <message>
            <source>Card printer</source>
            <translation>Stampante di tessere</translation>
        </message>
        <message>
            <source>Cards left here</source>
            <translation>Tessere rimaste qui</translation>
        </message>
        <message>
            <source>Fund of this desk</source>
            <translation>Fondo di questo sportello</translation>
        </message>
        <message>
            <source>Vouchers</source>
            <translation>Buoni</translation>
        </message>
        <message>
            <source>Numbers left here</source>
            <translation>Numeri rimasti qui</translation>
        </message>
        <message>
            <source>To %1, on one card. Once printed it cannot be undone: the card can only be blocked and replaced.</source>
            <translation>A %1, su 1 tessera a scalare. Dopo la stampa non si annulla: la tessera si può solo bloccare e sostituire.</translation>
        </message>
        <message>
            <source>To %1, in paper vouchers. Once printed it cannot be undone: a voucher can only be blocked and replaced.</source>
            <translation>A %1, in buoni di carta. Una volta stampati non si torna indietro: un buono si può solo bloccare e sostituire.</translation>
        </message>
        <message>
            <source>To %1, on their own health card. It cannot be undone: the card can only be blocked and replaced.</source>
            <translation>A %1, sulla sua tessera sanitaria. Non si può annullare: si può solo bloccare e sostituire.</translation>
        </message>
        <message>
            <source>You are about to issue %1</source>
            <translation>Stai per emettere %1</translation>
        </message>
        <message>
            <source>print later</source>
            <translation>stampa dopo</translation>
        </message>
        <message>
            <source>PDF in a folder</source>
            <translation>PDF in una cartella</translation>
        </message>
    </context>
    <context>
        <name>JoinCard</name>
        <message>
            <source>Waiting list</source>
            <translation>Lista d'attesa</translation>
        </message>
        <message>
            <source>Which times</source>
            <translation>Quali orari</translation>
        </message>
        <message>
            <source>Any time</source>
            <translation>Qualsiasi</translation>
        </message>
        <message>
            <source>Only this one</source>
            <translation>Solo questo</translation>
        </message>
        <message>
            <source>Join the waiting list</source>
            <translation>Metti in lista d'attesa</translation>
        </message>
        <message>
            <source>%1. %2 on the list. A free place is kept %3 hours, then goes to the next.</source>
            <translation>%1. In lista: %2. Un posto libero è tenuto %3 ore, poi passa al prossimo.</translation>
        </message>
        <message>
            <source>Is on this list already.</source>
            <translation>È già in questa lista.</translation>
        </message>
        <message>
            <source>On the waiting list</source>
            <translation>In lista d'attesa</translation>
        </message>
    </context>
    <context>
        <name>JoinPage</name>
        <message>
            <source>Add a person to the household</source>
            <translation>Aggiungi una persona al nucleo</translation>
        </message>
        <message>
            <source>Surname and name, or code</source>
            <translation>Cognome e nome, o codice</translation>
        </message>
        <message>
            <source>Nobody chosen yet.</source>
            <translation>Ancora nessuno scelto.</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Ruolo</translation>
        </message>
        <message>
            <source>From which day</source>
            <translation>Da quale giorno</translation>
        </message>
        <message>
            <source>Counts in this household</source>
            <translation>Conta in questo nucleo</translation>
        </message>
        <message>
            <source>Search the person and press Add.</source>
            <translation>Cerca la persona e premi Aggiungi.</translation>
        </message>
        <message>
            <source>Write day, month and year, for example 05/03/2026.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 05/03/2026.</translation>
        </message>
        <message>
            <source>%1 joined the household</source>
            <translation>%1 è nel nucleo</translation>
        </message>
        <message>
            <source>Who joins</source>
            <translation>Chi entra</translation>
        </message>
        <message>
            <source>New person</source>
            <translation>Nuova persona</translation>
        </message>
        <message>
            <source>How it will be</source>
            <translation>Come sarà</translation>
        </message>
        <message>
            <source>This household</source>
            <translation>Questo nucleo</translation>
        </message>
        <message>
            <source>comes</source>
            <translation>entra</translation>
        </message>
        <message>
            <source>lives here, does not count</source>
            <translation>abita qui, non conta</translation>
        </message>
        <message>
            <source>Household where %1 counts today</source>
            <translation>Nucleo dove oggi conta %1</translation>
        </message>
        <message>
            <source>Nobody counts there any more.</source>
            <translation>Là non conta più nessuno.</translation>
        </message>
    </context>
    <context>
        <name>KeysPage</name>
        <message>
            <source>Each key does the same on every page.</source>
            <translation>Ogni tasto fa lo stesso in tutte le schermate.</translation>
        </message>
        <message>
            <source>Quick keys</source>
            <translation>Tasti rapidi</translation>
        </message>
        <message>
            <source>Print the key card</source>
            <translation>Stampa il foglio dei tasti</translation>
        </message>
        <message>
            <source>The key card goes to the printer</source>
            <translation>Il foglio dei tasti va in stampa</translation>
        </message>
        <message>
            <source>Open person 1 to 9</source>
            <translation>Apri la persona da 1 a 9</translation>
        </message>
        <message>
            <source>Go to place 1 to 8</source>
            <translation>Vai alla voce da 1 a 8</translation>
        </message>
        <message>
            <source>Set by the body</source>
            <translation>Impostato dall’ente</translation>
        </message>
    </context>
    <context>
        <name>LikenessWords</name>
        <message>
            <source>Almost certain</source>
            <translation>Quasi certo</translation>
        </message>
        <message>
            <source>Probable</source>
            <translation>Probabile</translation>
        </message>
        <message>
            <source>Possible</source>
            <translation>Possibile</translation>
        </message>
        <message>
            <source>Same fiscal code</source>
            <translation>Stesso codice fiscale</translation>
        </message>
        <message>
            <source>Same code but for replaced digits</source>
            <translation>Stesso codice, a parte le cifre sostituite (omocodia)</translation>
        </message>
        <message>
            <source>Same name and birth date</source>
            <translation>Stesso nome e stessa data di nascita</translation>
        </message>
        <message>
            <source>Name written almost the same, same birth date</source>
            <translation>Nome scritto quasi uguale, stessa data di nascita</translation>
        </message>
        <message>
            <source>Name that sounds the same, same birth date</source>
            <translation>Nome che suona uguale, stessa data di nascita</translation>
        </message>
        <message>
            <source>Same name and surname</source>
            <translation>Stesso nome e cognome</translation>
        </message>
        <message>
            <source>Name written almost the same</source>
            <translation>Nome scritto quasi uguale</translation>
        </message>
        <message>
            <source>Name that sounds the same</source>
            <translation>Nome che suona uguale</translation>
        </message>
        <message>
            <source>Same birth date</source>
            <translation>Stessa data di nascita</translation>
        </message>
        <message>
            <source>The birth date fits the fiscal code</source>
            <translation>La data di nascita torna con il codice fiscale</translation>
        </message>
        <message>
            <source>Name and surname the other way round</source>
            <translation>Nome e cognome invertiti</translation>
        </message>
        <message>
            <source>A second name is missing in one of the two</source>
            <translation>Manca un secondo nome in una delle due</translation>
        </message>
        <message>
            <source>Part of the surname is missing in one of the two</source>
            <translation>Manca una parte del cognome in una delle due</translation>
        </message>
        <message>
            <source>A familiar form of the name</source>
            <translation>Forma abbreviata o familiare del nome</translation>
        </message>
        <message>
            <source>Day and month of birth the other way round</source>
            <translation>Giorno e mese di nascita invertiti</translation>
        </message>
        <message>
            <source>One digit of the birth date differs</source>
            <translation>Una cifra diversa nella data di nascita</translation>
        </message>
        <message>
            <source>Birth day not known in one of the two</source>
            <translation>Giorno di nascita non noto in una delle due</translation>
        </message>
        <message>
            <source>Birth dates close to each other</source>
            <translation>Date di nascita vicine</translation>
        </message>
        <message>
            <source>Same phone and surname</source>
            <translation>Stesso telefono e cognome</translation>
        </message>
        <message>
            <source>Same phone</source>
            <translation>Stesso telefono</translation>
        </message>
        <message>
            <source>One digit of the phone differs</source>
            <translation>Una cifra diversa nel telefono</translation>
        </message>
        <message>
            <source>Same address</source>
            <translation>Stesso indirizzo</translation>
        </message>
        <message>
            <source>Another fiscal code</source>
            <translation>Codice fiscale diverso</translation>
        </message>
        <message>
            <source>Another fiscal code, read from a card</source>
            <translation>Codice fiscale diverso, letto da una tessera</translation>
        </message>
        <message>
            <source>Two codes that the tax office assigned</source>
            <translation>Due codici assegnati entrambi dall'Agenzia delle entrate</translation>
        </message>
        <message>
            <source>Another surname</source>
            <translation>Cognome diverso</translation>
        </message>
        <message>
            <source>Another name</source>
            <translation>Nome diverso</translation>
        </message>
        <message>
            <source>Another birth date</source>
            <translation>Data di nascita diversa</translation>
        </message>
        <message>
            <source>Another sex</source>
            <translation>Sesso diverso</translation>
        </message>
        <message>
            <source>Another birthplace</source>
            <translation>Luogo di nascita diverso</translation>
        </message>
        <message>
            <source>Was registered as %1 too</source>
            <translation>Registrata anche come %1</translation>
        </message>
        <message>
            <source>Without fiscal code</source>
            <translation>Senza codice fiscale</translation>
        </message>
        <message>
            <source>Surname</source>
            <translation>Cognome</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>%1: %2 instead of %3</source>
            <translation>%1: %2 invece di %3</translation>
        </message>
        <message>
            <source>Born on %1, not %2</source>
            <translation>Data di nascita: %1, non %2</translation>
        </message>
        <message>
            <source>Phone here: %1</source>
            <translation>Telefono qui: %1</translation>
        </message>
        <message>
            <source>Fiscal code here: %1</source>
            <translation>Codice fiscale qui: %1</translation>
        </message>
    </context>
    <context>
        <name>LinkWords</name>
        <message numerus="yes">
            <source>Sending %n operations…</source>
            <translation>
                <numerusform>Invio di %n operazione…</numerusform>
                <numerusform>Invio di %n operazioni…</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to send</source>
            <translation>Niente da inviare</translation>
        </message>
        <message numerus="yes">
            <source>%n drafts safe on this computer</source>
            <translation>
                <numerusform>%n bozza al sicuro su questo computer</numerusform>
                <numerusform>%n bozze al sicuro su questo computer</numerusform>
            </translation>
        </message>
        <message>
            <source>No draft is open</source>
            <translation>Nessuna bozza aperta</translation>
        </message>
        <message>
            <source>all sent</source>
            <translation>tutto inviato</translation>
        </message>
        <message numerus="yes">
            <source>%n to send</source>
            <translation>
                <numerusform>%n da inviare</numerusform>
                <numerusform>%n da inviare</numerusform>
            </translation>
        </message>
        <message>
            <source>Some data are fetched anew from the centre</source>
            <translation>Alcuni dati si scaricano di nuovo dal centro</translation>
        </message>
        <message numerus="yes">
            <source>%n operations not accepted</source>
            <translation>
                <numerusform>%n operazione non accettata</numerusform>
                <numerusform>%n operazioni non accettate</numerusform>
            </translation>
        </message>
        <message>
            <source>All sent on %1</source>
            <translation>Tutto inviato il %1</translation>
        </message>
        <message numerus="yes">
            <source>%n operations to send, safe here</source>
            <translation>
                <numerusform>%n operazione da inviare, al sicuro qui</numerusform>
                <numerusform>%n operazioni da inviare, al sicuro qui</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n operations wait for the centre's answer</source>
            <translation>
                <numerusform>%n operazione in attesa della risposta del centro</numerusform>
                <numerusform>%n operazioni in attesa della risposta del centro</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n bookings to review</source>
            <translation>
                <numerusform>%n prenotazione da rivedere</numerusform>
                <numerusform>%n prenotazioni da rivedere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n operations to review</source>
            <translation>
                <numerusform>%n operazione da rivedere</numerusform>
                <numerusform>%n operazioni da rivedere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The computer's clock is wrong by %n min: bookings could be confused</source>
            <translation>
                <numerusform>L'ora del computer è sbagliata di %n min: le prenotazioni potrebbero confondersi</numerusform>
                <numerusform>L'ora del computer è sbagliata di %n min: le prenotazioni potrebbero confondersi</numerusform>
            </translation>
        </message>
        <message>
            <source>The centre starts again – go on working, all is safe here</source>
            <translation>Il centro sta ripartendo – continua a lavorare, è tutto al sicuro qui</translation>
        </message>
        <message>
            <source>This computer is a copy of another desk – tell your supervisor</source>
            <translation>Questo computer è una copia di uno sportello – avvisa il responsabile</translation>
        </message>
        <message>
            <source>These are old data – connect (F5) before you book or hand out</source>
            <translation>Questi sono dati vecchi – collegati (F5) prima di prenotare o consegnare</translation>
        </message>
        <message>
            <source>Two different answers from the centre – call the support</source>
            <translation>Due risposte diverse dal centro – chiama l'assistenza</translation>
        </message>
        <message>
            <source>Started again from a safety copy – tell your supervisor</source>
            <translation>Ripartito da una copia di sicurezza – avvisa il responsabile</translation>
        </message>
        <message>
            <source>Never connected yet</source>
            <translation>Mai collegato finora</translation>
        </message>
        <message>
            <source>This desk was withdrawn – call the support</source>
            <translation>Questo sportello è stato ritirato – chiama l'assistenza</translation>
        </message>
        <message>
            <source>This desk was erased – call the support</source>
            <translation>Questo sportello è stato cancellato – chiama l'assistenza</translation>
        </message>
        <message>
            <source>The program must be updated</source>
            <translation>Il programma va aggiornato</translation>
        </message>
        <message>
            <source>This computer is a copy – it is tried again by itself</source>
            <translation>Questo computer è una copia – si riprova da soli</translation>
        </message>
        <message>
            <source>Nothing is sent for now – call the support</source>
            <translation>Per ora non si invia nulla – chiama l'assistenza</translation>
        </message>
        <message>
            <source>No connection since yesterday</source>
            <translation>Senza collegamento da ieri</translation>
        </message>
        <message>
            <source>No connection since the day %1</source>
            <translation>Senza collegamento dal %1</translation>
        </message>
        <message>
            <source>Tell the support</source>
            <translation>Avvisa l'assistenza</translation>
        </message>
        <message>
            <source>The centre's data arrive: %1 %</source>
            <translation>Arrivano i dati del centro: %1 %</translation>
        </message>
        <message>
            <source>Connected – all sent at %1</source>
            <translation>Collegato – tutto inviato alle %1</translation>
        </message>
        <message>
            <source>No connection since %1</source>
            <translation>Senza collegamento dalle %1</translation>
        </message>
        <message numerus="yes">
            <source>%n operations safe on this computer</source>
            <translation>
                <numerusform>%n operazione al sicuro su questo computer</numerusform>
                <numerusform>%n operazioni al sicuro su questo computer</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LockPage</name>
        <message>
            <source>EXAMPLE</source>
            <translation>ESEMPIO</translation>
        </message>
        <message>
            <source>%1 help</source>
            <translation>%1 aiuto</translation>
        </message>
        <message>
            <source>Desk locked</source>
            <translation>Sportello bloccato</translation>
        </message>
        <message>
            <source>Choose the name and type the PIN.</source>
            <translation>Scegli il nome e scrivi il PIN.</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Sblocca</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Invio</translation>
        </message>
        <message>
            <source>Change operator</source>
            <translation>Cambia operatore</translation>
        </message>
        <message>
            <source>At least 6 digits. It is not shown while you type.</source>
            <translation>Almeno 6 cifre. Non si vede mentre scrivi.</translation>
        </message>
    </context>
    <context>
        <name>LockedHelp</name>
        <message>
            <source>Back to the lock</source>
            <translation>Torna al blocco</translation>
        </message>
        <message>
            <source>Text of the help</source>
            <translation>Testo dell'aiuto</translation>
        </message>
    </context>
    <context>
        <name>LookCard</name>
        <message>
            <source>How the window looks</source>
            <translation>Aspetto della finestra</translation>
        </message>
        <message>
            <source>As the computer</source>
            <translation>Come il computer</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Chiaro</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Scuro</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Alto contrasto</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Colori</translation>
        </message>
        <message>
            <source>Size of the text</source>
            <translation>Grandezza del testo</translation>
        </message>
        <message>
            <source>It changes at once and stays so. Nothing you typed is lost.</source>
            <translation>Cambia subito e resta così. Quello che hai scritto rimane.</translation>
        </message>
        <message>
            <source>Set by the body</source>
            <translation>Impostato dall’ente</translation>
        </message>
    </context>
    <context>
        <name>LookPage</name>
        <message>
            <source>How do you read best?</source>
            <translation>Come leggi meglio?</translation>
        </message>
        <message>
            <source>All of it changes at once, and later under Settings too.</source>
            <translation>Tutto cambia subito, e più avanti anche da Impostazioni.</translation>
        </message>
        <message>
            <source>As the computer</source>
            <translation>Come il computer</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Chiaro</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Scuro</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Alto contrasto</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Colori</translation>
        </message>
        <message>
            <source>Size of the text</source>
            <translation>Grandezza del testo</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continua</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Invio</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>New person</source>
            <translation>Nuova persona</translation>
        </message>
        <message>
            <source>Search the person first, then press the key again</source>
            <translation>Prima cerca la persona, poi premi di nuovo il tasto</translation>
        </message>
        <message>
            <source>The draft of %1 waits under Today</source>
            <translation>La bozza di %1 aspetta in Oggi</translation>
        </message>
        <message>
            <source>Something stopped. Your data are safe. Go on, or close and open again.</source>
            <translation>Qualcosa si è fermato. I tuoi dati sono salvi. Continua, oppure chiudi e riapri.</translation>
        </message>
    </context>
    <context>
        <name>MemberList</name>
        <message>
            <source>Role of %1</source>
            <translation>Ruolo di %1</translation>
        </message>
        <message>
            <source>Take %1 away</source>
            <translation>Togli %1</translation>
        </message>
    </context>
    <context>
        <name>MembersCard</name>
        <message>
            <source>Nobody counts today.</source>
            <translation>Oggi non conta nessuno.</translation>
        </message>
        <message numerus="yes">
            <source>%n years</source>
            <translation>
                <numerusform>%n anno</numerusform>
                <numerusform>%n anni</numerusform>
            </translation>
        </message>
        <message>
            <source>since %1</source>
            <translation>dal %1</translation>
        </message>
        <message>
            <source>Does not count</source>
            <translation>Non conta</translation>
        </message>
        <message>
            <source>Open %1</source>
            <translation>Apri %1</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Change the role of %1</source>
            <translation>Cambia il ruolo di %1</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Ruolo</translation>
        </message>
        <message>
            <source>%1 leaves the household</source>
            <translation>%1 esce dal nucleo</translation>
        </message>
        <message>
            <source>Leaves</source>
            <translation>Esce</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Registra l'uscita</translation>
        </message>
        <message>
            <source>Past bookings, cards and papers stay as they are.</source>
            <translation>Prenotazioni, tessere e carte di prima restano come sono.</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Scegli</translation>
        </message>
        <message>
            <source>Another role for %1</source>
            <translation>Un altro ruolo per %1</translation>
        </message>
        <message>
            <source>Change the role</source>
            <translation>Cambia il ruolo</translation>
        </message>
        <message>
            <source>The role until now stays in the history.</source>
            <translation>Il ruolo avuto finora resta nella cronologia.</translation>
        </message>
        <message>
            <source>Role of %1 changed</source>
            <translation>Ruolo di %1 cambiato</translation>
        </message>
        <message>
            <source>%1 left the household</source>
            <translation>%1 è fuori dal nucleo</translation>
        </message>
    </context>
    <context>
        <name>MergedCard</name>
        <message>
            <source>merged on %1</source>
            <translation>unita il %1</translation>
        </message>
        <message>
            <source>Undo the merge of %1</source>
            <translation>Annulla l'unione di %1</translation>
        </message>
        <message>
            <source>Undo the merge</source>
            <translation>Annulla unione</translation>
        </message>
        <message>
            <source>A supervisor can undo it</source>
            <translation>La annulla chi è responsabile</translation>
        </message>
        <message>
            <source>Undo the merge of %1?</source>
            <translation>Annullare l'unione di %1?</translation>
        </message>
        <message>
            <source>Both people stand as before; what was recorded since stays.</source>
            <translation>Le due persone tornano come prima; resta ciò che è stato registrato dopo.</translation>
        </message>
        <message>
            <source>The two people are two again</source>
            <translation>Le due persone sono di nuovo due</translation>
        </message>
    </context>
    <context>
        <name>MessageDetails</name>
        <message>
            <source>Details for support</source>
            <translation>Dettagli per l'assistenza</translation>
        </message>
        <message>
            <source>Copy the details</source>
            <translation>Copia i dettagli</translation>
        </message>
        <message>
            <source>Details copied</source>
            <translation>Dettagli copiati</translation>
        </message>
        <message>
            <source>Details copied: there is nobody's name in them</source>
            <translation>Dettagli copiati: non c'è il nome di nessuno</translation>
        </message>
    </context>
    <context>
        <name>MessagesPage</name>
        <message>
            <source>What was said since you came. A code opens its page of the help.</source>
            <translation>Quello che è stato detto da quando sei qui. Un codice apre la sua pagina dell’aiuto.</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Messaggi</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Messaggio</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>Cosa fare</translation>
        </message>
        <message>
            <source>What the window says appears here.</source>
            <translation>Quello che la finestra dice appare qui.</translation>
        </message>
    </context>
    <context>
        <name>MoveHousePage</name>
        <message>
            <source>Move house</source>
            <translation>Cambia casa</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Via</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Numero</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>CAP</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Comune</translation>
        </message>
        <message>
            <source>From which day</source>
            <translation>Da quale giorno</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Perché</translation>
        </message>
        <message>
            <source>The new address</source>
            <translation>Il nuovo indirizzo</translation>
        </message>
        <message>
            <source>For all who count: %1.</source>
            <translation>Per chi conta nel nucleo: %1.</translation>
        </message>
        <message>
            <source>Address until now: %1. It stays in the history.</source>
            <translation>Indirizzo fino a ora: %1. Resta nella cronologia.</translation>
        </message>
        <message>
            <source>Write the street, for example Via Roma.</source>
            <translation>Scrivi la via, per esempio Via Roma.</translation>
        </message>
        <message>
            <source>Write day, month and year, for example 05/03/2026.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 05/03/2026.</translation>
        </message>
        <message>
            <source>Record it when it is true: the day must not be in the future.</source>
            <translation>Registralo quando è vero: il giorno non può essere nel futuro.</translation>
        </message>
        <message>
            <source>New address recorded</source>
            <translation>Nuovo indirizzo registrato</translation>
        </message>
    </context>
    <context>
        <name>MovePage</name>
        <message>
            <source>Move or cancel</source>
            <translation>Sposta o annulla</translation>
        </message>
        <message>
            <source>Booking</source>
            <translation>Prenotazione</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Posto</translation>
        </message>
        <message>
            <source>New day and time</source>
            <translation>Nuovo giorno e ora</translation>
        </message>
        <message>
            <source>New time</source>
            <translation>Nuovo orario</translation>
        </message>
        <message>
            <source>The booking was provisional: it is booked anew with another number</source>
            <translation>Era provvisoria: si prenota di nuovo con un altro numero</translation>
        </message>
        <message>
            <source>Move and print</source>
            <translation>Sposta e stampa</translation>
        </message>
        <message>
            <source>Cancel the booking</source>
            <translation>Disdici la prenotazione</translation>
        </message>
        <message>
            <source>Del</source>
            <translation>Canc</translation>
        </message>
        <message>
            <source>This booking is closed. There is nothing to move or cancel.</source>
            <translation>Questa prenotazione è chiusa. Non c’è niente da spostare o annullare.</translation>
        </message>
        <message>
            <source>Choose a day and a time</source>
            <translation>Scegli giorno e ora</translation>
        </message>
        <message>
            <source>Not by the rule</source>
            <translation>Fuori dalla regola</translation>
        </message>
        <message>
            <source>Will be confirmed</source>
            <translation>Sarà confermata</translation>
        </message>
        <message>
            <source>Will be provisional</source>
            <translation>Sarà provvisoria</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>Pieno</translation>
        </message>
        <message>
            <source>To pay</source>
            <translation>Da pagare</translation>
        </message>
        <message>
            <source>At the same hour there is %1</source>
            <translation>Alla stessa ora c'è %1</translation>
        </message>
        <message>
            <source>Cancelling now is late: the last free hour is over</source>
            <translation>Disdire adesso è tardi: l'ultima ora utile è passata</translation>
        </message>
        <message>
            <source>Cancelled: %1</source>
            <translation>Annullata: %1</translation>
        </message>
        <message>
            <source>Moved: %1 · %2</source>
            <translation>Spostata: %1 · %2</translation>
        </message>
        <message>
            <source>Moved provisionally: %1 · %2</source>
            <translation>Spostata in via provvisoria: %1 · %2</translation>
        </message>
        <message>
            <source>This booking is not at this desk. Open the person and look again.</source>
            <translation>Questa prenotazione non è in questo sportello. Apri la persona e guarda di nuovo.</translation>
        </message>
    </context>
    <context>
        <name>NewPassphrase</name>
        <message>
            <source>This computer keeps no keys by itself</source>
            <translation>Questo computer non custodisce chiavi</translation>
        </message>
        <message>
            <source>What is recorded here is encrypted, and no keyring of the system answers that could keep the key. A passphrase will open the desk at each start.</source>
            <translation>Quello che si registra qui è cifrato e nessun portachiavi del sistema risponde per tenere la chiave. A ogni avvio lo sportello si apre con una frase segreta.</translation>
        </message>
        <message>
            <source>At least %1 letters, better a whole sentence. Whoever opens knows it.</source>
            <translation>Almeno %1 lettere, meglio una frase intera. La sa chi apre lo sportello.</translation>
        </message>
        <message>
            <source>The passphrase is too short. Type at least %1 letters.</source>
            <translation>La frase è troppo corta. Scrivi almeno %1 lettere.</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Frase segreta</translation>
        </message>
        <message>
            <source>The same passphrase again</source>
            <translation>Di nuovo la stessa frase</translation>
        </message>
        <message>
            <source>The two passphrases differ. Type the second one again.</source>
            <translation>Le due frasi sono diverse. Riscrivi la seconda.</translation>
        </message>
    </context>
    <context>
        <name>NoCode</name>
        <message>
            <source>Which reason</source>
            <translation>Quale motivo</translation>
        </message>
        <message>
            <source>A service needs the code itself</source>
            <translation>Un servizio ha bisogno del codice</translation>
        </message>
        <message>
            <source>It shows an irregular stay: kept closed, and only with the reason.</source>
            <translation>Rivela un soggiorno irregolare: resta chiuso e si tiene solo con il motivo.</translation>
        </message>
        <message>
            <source>STP or ENI code</source>
            <translation>Codice STP o ENI</translation>
        </message>
        <message>
            <source>Which service needs it</source>
            <translation>Quale servizio ne ha bisogno</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Valido fino al</translation>
        </message>
        <message>
            <source>Write in a few words why there is no code.</source>
            <translation>Scrivi in poche parole perché manca il codice.</translation>
        </message>
        <message numerus="yes">
            <source>Too long: write at most %n letters.</source>
            <translation>
                <numerusform>Troppo lungo: scrivi al massimo %n lettera.</numerusform>
                <numerusform>Troppo lungo: scrivi al massimo %n lettere.</numerusform>
            </translation>
        </message>
        <message>
            <source>An STP or ENI code has these three letters and 13 digits.</source>
            <translation>Un codice STP o ENI ha queste tre lettere e 13 cifre: controllalo sul foglio.</translation>
        </message>
        <message>
            <source>Write which service needs it, or take the tick away.</source>
            <translation>Scrivi quale servizio ne ha bisogno, oppure togli la spunta.</translation>
        </message>
        <message>
            <source>Write day, month and year, for example 05/03/1962.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 05/03/1962.</translation>
        </message>
    </context>
    <context>
        <name>NotePage</name>
        <message>
            <source>New note</source>
            <translation>Nuova nota</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Sensitive: stays closed</source>
            <translation>Riservata: resta chiusa</translation>
        </message>
        <message>
            <source>For colleagues</source>
            <translation>Per i colleghi</translation>
        </message>
        <message>
            <source>Who opens a sensitive note writes why, and the opening is kept in the log. The person may ask to read every note about them.</source>
            <translation>Chi apre una nota riservata scrive perché, e l'apertura resta nel registro. La persona può chiedere di leggere ogni nota che la riguarda.</translation>
        </message>
        <message>
            <source>Write the note first.</source>
            <translation>Scrivi prima la nota.</translation>
        </message>
        <message numerus="yes">
            <source>Say it in %n letters at most: facts, no diagnosis.</source>
            <translation>
                <numerusform>Dillo in %n lettera al massimo: fatti, niente diagnosi.</numerusform>
                <numerusform>Dillo in %n lettere al massimo: fatti, niente diagnosi.</numerusform>
            </translation>
        </message>
        <message>
            <source>Note written</source>
            <translation>Nota scritta</translation>
        </message>
        <message>
            <source>%1 of %2 letters. Facts only, never a diagnosis.</source>
            <translation>%1 lettere su %2. Solo fatti, mai una diagnosi.</translation>
        </message>
    </context>
    <context>
        <name>NotesCard</name>
        <message>
            <source>Write</source>
            <translation>Scrivi</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Scrivi una nota</translation>
        </message>
        <message>
            <source>No note. Write what colleagues need.</source>
            <translation>Nessuna nota. Scrivi ciò che serve ai colleghi.</translation>
        </message>
    </context>
    <context>
        <name>NoticeGiven</name>
        <message>
            <source>Privacy notice sent to the printer</source>
            <translation>Informativa privacy mandata in stampa</translation>
        </message>
    </context>
    <context>
        <name>NoticesCard</name>
        <message>
            <source>Give the new version</source>
            <translation>Consegna la nuova versione</translation>
        </message>
        <message>
            <source>Give and print</source>
            <translation>Consegna e stampa</translation>
        </message>
        <message>
            <source>Print again</source>
            <translation>Ristampa</translation>
        </message>
        <message>
            <source>Not given yet. Read it aloud and have it signed.</source>
            <translation>Non ancora consegnata. Leggila a voce e falla firmare.</translation>
        </message>
        <message>
            <source>Version %1, %2</source>
            <translation>Versione %1, %2</translation>
        </message>
        <message>
            <source>Italian</source>
            <translation>Italiano</translation>
        </message>
        <message>
            <source>English</source>
            <translation>Inglese</translation>
        </message>
        <message>
            <source>given on %1, signed by %2</source>
            <translation>consegnata il %1, firmata da %2</translation>
        </message>
        <message>
            <source>In force</source>
            <translation>In vigore</translation>
        </message>
        <message>
            <source>Earlier version</source>
            <translation>Versione di prima</translation>
        </message>
    </context>
    <context>
        <name>NowPanel</name>
        <message>
            <source>Now</source>
            <translation>Adesso</translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n in attesa</numerusform>
                <numerusform>%n in attesa</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n prints</source>
            <translation>
                <numerusform>%n stampa</numerusform>
                <numerusform>%n stampe</numerusform>
            </translation>
        </message>
        <message>
            <source>Calls to make</source>
            <translation>Chiamate da fare</translation>
        </message>
        <message>
            <source>Parked drafts</source>
            <translation>Bozze parcheggiate</translation>
        </message>
        <message>
            <source>Prints to check</source>
            <translation>Stampe da controllare</translation>
        </message>
        <message>
            <source>To review</source>
            <translation>Da rivedere</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>In attesa</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Next in the queue</source>
            <translation>Prossimi in coda</translation>
        </message>
        <message>
            <source>Nobody is waiting</source>
            <translation>Nessuno in attesa</translation>
        </message>
        <message>
            <source>Answers to tell</source>
            <translation>Risposte da comunicare</translation>
        </message>
        <message>
            <source>Requests to answer</source>
            <translation>Richieste a cui rispondere</translation>
        </message>
        <message>
            <source>Freed places, closed slots, reminders</source>
            <translation>Posti e promemoria</translation>
        </message>
        <message>
            <source>New person</source>
            <translation>Nuova persona</translation>
        </message>
        <message>
            <source>Booking</source>
            <translation>Prenotazione</translation>
        </message>
        <message>
            <source>Card to issue</source>
            <translation>Tessera da emettere</translation>
        </message>
        <message>
            <source>Return of a shop</source>
            <translation>Rientro di un negozio</translation>
        </message>
        <message>
            <source>begun %1 by %2</source>
            <translation>iniziata %1 da %2</translation>
        </message>
        <message numerus="yes">
            <source>place kept for %n min</source>
            <translation>
                <numerusform>posto tenuto per %n min</numerusform>
                <numerusform>posto tenuto per %n min</numerusform>
            </translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Riprendi</translation>
        </message>
        <message>
            <source>To print later</source>
            <translation>Da stampare dopo</translation>
        </message>
        <message>
            <source>To check</source>
            <translation>Da controllare</translation>
        </message>
        <message>
            <source>See</source>
            <translation>Guarda</translation>
        </message>
        <message>
            <source>Tell the people</source>
            <translation>Avvisa le persone</translation>
        </message>
        <message>
            <source>People wait for it</source>
            <translation>C'è chi aspetta</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Rivedi</translation>
        </message>
        <message>
            <source>To send</source>
            <translation>Da inviare</translation>
        </message>
        <message>
            <source>All sent at %1</source>
            <translation>Tutto inviato alle %1</translation>
        </message>
        <message>
            <source>Safe on this computer</source>
            <translation>Al sicuro su questo computer</translation>
        </message>
        <message>
            <source>Nothing waits</source>
            <translation>Niente in attesa</translation>
        </message>
    </context>
    <context>
        <name>OfferingPage</name>
        <message>
            <source>Service</source>
            <translation>Servizio</translation>
        </message>
        <message>
            <source>Print the sheet</source>
            <translation>Stampa la scheda</translation>
        </message>
        <message>
            <source>Print in large letters</source>
            <translation>Stampa a caratteri grandi</translation>
        </message>
        <message>
            <source>Provider</source>
            <translation>Ente</translation>
        </message>
    </context>
    <context>
        <name>Omnibox</name>
        <message>
            <source>Search or scan: card, name, fiscal code, booking</source>
            <translation>Cerca o scansiona: tessera, nome, codice fiscale, prenotazione</translation>
        </message>
        <message>
            <source>Search or scan</source>
            <translation>Cerca o scansiona</translation>
        </message>
    </context>
    <context>
        <name>OpeningPage</name>
        <message>
            <source>Larger text %1, smaller %2</source>
            <translation>Testo più grande %1, più piccolo %2</translation>
        </message>
    </context>
    <context>
        <name>OpeningWords</name>
        <message>
            <source>The desk does not open</source>
            <translation>Lo sportello non si apre</translation>
        </message>
        <message>
            <source>This code does not open the desk. Compare it with the sheet.</source>
            <translation>Questo codice non apre lo sportello. Confrontalo con il foglio.</translation>
        </message>
        <message>
            <source>This passphrase does not open the desk. Type it again, or use the recovery code.</source>
            <translation>Questa frase non apre lo sportello. Riscrivila, oppure usa il codice di recupero.</translation>
        </message>
        <message>
            <source>No window answers: a command is at work. Wait a minute and try again.</source>
            <translation>Nessuna finestra risponde: lavora un comando. Aspetta un minuto e riprova.</translation>
        </message>
        <message>
            <source>Something stopped</source>
            <translation>Qualcosa si è fermato</translation>
        </message>
        <message>
            <source>The desk could not be opened. Your data are safe.</source>
            <translation>Lo sportello non si è aperto. I tuoi dati sono salvi.</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>Riprova.</translation>
        </message>
        <message>
            <source>If it stops again, call the support.</source>
            <translation>Se si ferma ancora, chiama l'assistenza.</translation>
        </message>
        <message>
            <source>The centre does not take this code: it was used, is too old or was mistyped. Check it, or ask the administrator for a new one.</source>
            <translation>Il centro non accetta questo codice: è già usato, è scaduto o è scritto male. Controllalo, oppure chiedine uno nuovo all'amministratore.</translation>
        </message>
        <message>
            <source>The centre does not answer at this address. Check network cable and address, then try again: what you typed stays here.</source>
            <translation>Il centro non risponde a questo indirizzo. Controlla cavo di rete e indirizzo e riprova: quello che hai scritto resta qui.</translation>
        </message>
        <message>
            <source>Another centre answered than the one on the sheet: its fingerprint differs. Stop here and call the administrator.</source>
            <translation>Ha risposto un centro diverso da quello del foglio: l'impronta non è la sua. Fermati qui e chiama l'amministratore.</translation>
        </message>
        <message>
            <source>Something answered that is not our centre. Check the address, and whether the network asks you to log in first.</source>
            <translation>Ha risposto qualcosa che non è il nostro centro. Controlla l'indirizzo, e se la rete chiede prima un accesso.</translation>
        </message>
        <message>
            <source>The centre needs a newer program. Ask for the update, then go on.</source>
            <translation>Il centro vuole un programma più nuovo. Chiedi l'aggiornamento, poi continua.</translation>
        </message>
        <message>
            <source>The centre has withdrawn this desk. Ask for a new code.</source>
            <translation>Il centro ha ritirato questo sportello. Chiedi un codice nuovo.</translation>
        </message>
        <message>
            <source>1 of 3 · Making the encrypted store…</source>
            <translation>1 di 3 · Preparo l'archivio cifrato…</translation>
        </message>
        <message>
            <source>2 of 3 · Asking the centre to take this desk…</source>
            <translation>2 di 3 · Mi presento al centro e ricevo i dati…</translation>
        </message>
        <message>
            <source>3 of 3 · Opening what the centre sent…</source>
            <translation>3 di 3 · Apro quello che il centro ha mandato…</translation>
        </message>
        <message>
            <source>Beginning…</source>
            <translation>Comincio…</translation>
        </message>
        <message>
            <source>A territory with services, places and funds, all made up</source>
            <translation>Preparo un territorio con servizi, posti e fondi, tutto inventato</translation>
        </message>
        <message>
            <source>People who do not exist</source>
            <translation>Preparo persone che non esistono</translation>
        </message>
        <message>
            <source>A centre on this computer alone: nothing goes onto the network</source>
            <translation>Avvio una sede solo su questo computer: niente esce in rete</translation>
        </message>
        <message>
            <source>A desk of its own, beside the one you work at</source>
            <translation>Preparo uno sportello a parte, accanto a quello in cui lavori</translation>
        </message>
        <message>
            <source>Cards, vouchers and bookings for eight exercises</source>
            <translation>Preparo tessere, buoni e prenotazioni per otto esercizi</translation>
        </message>
        <message>
            <source>Preparing the training</source>
            <translation>Preparo la formazione</translation>
        </message>
        <message>
            <source>The desk is open already</source>
            <translation>Lo sportello è già aperto</translation>
        </message>
        <message>
            <source>Another window or command of this program has the desk open.</source>
            <translation>Un'altra finestra o un altro comando di questo programma lo tiene aperto.</translation>
        </message>
        <message>
            <source>Go on in the other window, or close it and try again here.</source>
            <translation>Continua nell'altra finestra, oppure chiudila e riprova qui.</translation>
        </message>
        <message>
            <source>If you see none, wait a minute: a command may be at work.</source>
            <translation>Se non c'è, aspetta un minuto: forse lavora un comando.</translation>
        </message>
        <message>
            <source>This program is older than the desk's data</source>
            <translation>Il programma è più vecchio dei dati dello sportello</translation>
        </message>
        <message>
            <source>A newer version has worked here. The data are safe.</source>
            <translation>Qui ha lavorato una versione più nuova. I dati sono salvi.</translation>
        </message>
        <message>
            <source>Update the program, then open it again.</source>
            <translation>Aggiorna il programma, poi riaprilo.</translation>
        </message>
        <message>
            <source>Do not copy older files back: newer work would be lost.</source>
            <translation>Non rimettere file più vecchi: il lavoro più recente andrebbe perso.</translation>
        </message>
        <message>
            <source>The desk's data can no longer be read</source>
            <translation>I dati dello sportello non si leggono più</translation>
        </message>
        <message>
            <source>Touch nothing and call the support: it is mended from the backup.</source>
            <translation>Non toccare nulla e chiama l'assistenza: si ripristina dalla copia.</translation>
        </message>
        <message>
            <source>Delete, move and install nothing on this computer.</source>
            <translation>Non cancellare, non spostare e non installare niente su questo computer.</translation>
        </message>
        <message>
            <source>Tell the support the code and the folder written below.</source>
            <translation>Di' all'assistenza il codice e la cartella scritti qui sotto.</translation>
        </message>
        <message>
            <source>What was already sent is at the centre; go on at another desk.</source>
            <translation>Quello che è già inviato sta al centro; continua a un altro sportello.</translation>
        </message>
        <message>
            <source>The disk is full</source>
            <translation>Il disco è pieno</translation>
        </message>
        <message>
            <source>The desk needs room to open. What was recorded is safe.</source>
            <translation>Lo sportello ha bisogno di spazio per aprirsi. Quello che è registrato è salvo.</translation>
        </message>
        <message>
            <source>Free some space on this computer: downloads, the bin, old films.</source>
            <translation>Libera spazio su questo computer: scaricamenti, cestino, vecchi filmati.</translation>
        </message>
        <message>
            <source>Leave the desk's own folder as it is, then try again.</source>
            <translation>Lascia com'è la cartella dello sportello, poi riprova.</translation>
        </message>
        <message>
            <source>The desk's folder does not open</source>
            <translation>La cartella dello sportello non si apre</translation>
        </message>
        <message>
            <source>This user may not read or write the folder written below.</source>
            <translation>Questo utente non può leggere o scrivere la cartella scritta qui sotto.</translation>
        </message>
        <message>
            <source>Call the support: the folder's permissions must be mended.</source>
            <translation>Chiama l'assistenza: vanno sistemati i permessi della cartella.</translation>
        </message>
    </context>
    <context>
        <name>OperationWords</name>
        <message>
            <source>New person</source>
            <translation>Nuova persona</translation>
        </message>
        <message>
            <source>Data changed</source>
            <translation>Dati cambiati</translation>
        </message>
        <message>
            <source>New household</source>
            <translation>Nuovo nucleo</translation>
        </message>
        <message>
            <source>Household changed</source>
            <translation>Nucleo familiare modificato</translation>
        </message>
        <message>
            <source>ISEE recorded</source>
            <translation>ISEE registrato</translation>
        </message>
        <message>
            <source>Privacy notice given</source>
            <translation>Informativa consegnata</translation>
        </message>
        <message>
            <source>ISEE put right</source>
            <translation>ISEE corretto</translation>
        </message>
        <message>
            <source>ISEE withdrawn</source>
            <translation>ISEE ritirato</translation>
        </message>
        <message>
            <source>Bookings priced anew</source>
            <translation>Prenotazioni ricalcolate</translation>
        </message>
        <message>
            <source>Household split</source>
            <translation>Nucleo diviso</translation>
        </message>
        <message>
            <source>Moved to another household</source>
            <translation>Passaggio a un altro nucleo</translation>
        </message>
        <message>
            <source>New address of the household</source>
            <translation>Nuovo indirizzo del nucleo</translation>
        </message>
        <message>
            <source>Delegate appointed</source>
            <translation>Delega registrata</translation>
        </message>
        <message>
            <source>Signed form seen</source>
            <translation>Modulo firmato visto</translation>
        </message>
        <message>
            <source>Delegate ended</source>
            <translation>Delega cessata</translation>
        </message>
        <message>
            <source>Answer to an optional question</source>
            <translation>Risposta a una domanda facoltativa</translation>
        </message>
        <message>
            <source>Document recorded</source>
            <translation>Documento registrato</translation>
        </message>
        <message>
            <source>Document taken back</source>
            <translation>Documento ritirato</translation>
        </message>
        <message>
            <source>Request opened</source>
            <translation>Richiesta aperta</translation>
        </message>
        <message>
            <source>Step of a request</source>
            <translation>Passo di una richiesta</translation>
        </message>
        <message>
            <source>Complaint taken down</source>
            <translation>Reclamo registrato</translation>
        </message>
        <message>
            <source>Complaint answered</source>
            <translation>Risposta a un reclamo</translation>
        </message>
        <message>
            <source>Answer on how it was</source>
            <translation>Risposta su com'è andata</translation>
        </message>
        <message>
            <source>Note written</source>
            <translation>Nota scritta</translation>
        </message>
        <message>
            <source>Note taken back</source>
            <translation>Nota ritirata</translation>
        </message>
        <message>
            <source>Merge proposed</source>
            <translation>Unione proposta</translation>
        </message>
        <message>
            <source>Two people merged</source>
            <translation>Due persone unite</translation>
        </message>
        <message>
            <source>Merge undone</source>
            <translation>Unione annullata</translation>
        </message>
        <message>
            <source>Review closed</source>
            <translation>Verifica chiusa</translation>
        </message>
        <message>
            <source>Booking</source>
            <translation>Prenotazione</translation>
        </message>
        <message>
            <source>Booking of several people</source>
            <translation>Prenotazione di più persone</translation>
        </message>
        <message>
            <source>Booking moved</source>
            <translation>Prenotazione spostata</translation>
        </message>
        <message>
            <source>Booking cancelled</source>
            <translation>Prenotazione disdetta</translation>
        </message>
        <message>
            <source>Arrival recorded</source>
            <translation>Arrivo segnato</translation>
        </message>
        <message>
            <source>Service asked for</source>
            <translation>Servizio richiesto</translation>
        </message>
        <message>
            <source>Request accepted</source>
            <translation>Richiesta accettata</translation>
        </message>
        <message>
            <source>Another time proposed</source>
            <translation>Proposto un altro orario</translation>
        </message>
        <message>
            <source>Request refused</source>
            <translation>Richiesta rifiutata</translation>
        </message>
        <message>
            <source>Time agreed</source>
            <translation>Orario concordato</translation>
        </message>
        <message>
            <source>Refusal told</source>
            <translation>Rifiuto comunicato</translation>
        </message>
        <message>
            <source>Request withdrawn</source>
            <translation>Richiesta ritirata</translation>
        </message>
        <message>
            <source>On the waiting list</source>
            <translation>In lista d'attesa</translation>
        </message>
        <message>
            <source>Off the waiting list</source>
            <translation>Fuori dalla lista d'attesa</translation>
        </message>
        <message>
            <source>Waiting list drawn</source>
            <translation>Lista d'attesa sorteggiata</translation>
        </message>
        <message>
            <source>Place offered</source>
            <translation>Posto offerto</translation>
        </message>
        <message>
            <source>Offered place accepted</source>
            <translation>Posto offerto accettato</translation>
        </message>
        <message>
            <source>Offered place declined</source>
            <translation>Rinuncia al posto offerto</translation>
        </message>
        <message>
            <source>Offer ran out</source>
            <translation>Offerta scaduta</translation>
        </message>
        <message>
            <source>Call recorded</source>
            <translation>Chiamata registrata</translation>
        </message>
        <message>
            <source>Slot closed</source>
            <translation>Turno chiuso</translation>
        </message>
        <message>
            <source>Application filed</source>
            <translation>Domanda registrata</translation>
        </message>
        <message>
            <source>Protocol number attached</source>
            <translation>Numero di protocollo aggiunto</translation>
        </message>
        <message>
            <source>Application withdrawn</source>
            <translation>Domanda ritirata</translation>
        </message>
        <message>
            <source>Application decided</source>
            <translation>Domanda decisa</translation>
        </message>
        <message>
            <source>Applications put in order</source>
            <translation>Graduatoria fatta</translation>
        </message>
        <message>
            <source>Sample drawn for control</source>
            <translation>Campione estratto per il controllo</translation>
        </message>
        <message>
            <source>Control recorded</source>
            <translation>Controllo registrato</translation>
        </message>
        <message>
            <source>Award revoked</source>
            <translation>Beneficio revocato</translation>
        </message>
        <message>
            <source>Voucher issued</source>
            <translation>Buono emesso</translation>
        </message>
        <message>
            <source>Card activated</source>
            <translation>Tessera attivata</translation>
        </message>
        <message>
            <source>Card handed over</source>
            <translation>Tessera consegnata</translation>
        </message>
        <message>
            <source>Card blocked</source>
            <translation>Tessera bloccata</translation>
        </message>
        <message>
            <source>Card replaced</source>
            <translation>Tessera sostituita</translation>
        </message>
        <message>
            <source>Card printed</source>
            <translation>Tessera stampata</translation>
        </message>
        <message>
            <source>Print of a card discarded</source>
            <translation>Stampa di una tessera scartata</translation>
        </message>
        <message>
            <source>Cards counted</source>
            <translation>Tessere contate</translation>
        </message>
        <message>
            <source>Card used</source>
            <translation>Tessera usata</translation>
        </message>
        <message>
            <source>Purchase taken back</source>
            <translation>Spesa annullata</translation>
        </message>
        <message>
            <source>Voucher taken out of a return</source>
            <translation>Buono tolto dal rientro</translation>
        </message>
        <message>
            <source>Return closed</source>
            <translation>Rientro chiuso</translation>
        </message>
        <message>
            <source>Settlement closed</source>
            <translation>Rendiconto chiuso</translation>
        </message>
        <message>
            <source>Debit note recorded</source>
            <translation>Nota di debito registrata</translation>
        </message>
        <message>
            <source>Payment ordered</source>
            <translation>Pagamento disposto</translation>
        </message>
        <message>
            <source>Payment made</source>
            <translation>Pagamento fatto</translation>
        </message>
        <message>
            <source>Differences noted</source>
            <translation>Differenze annotate</translation>
        </message>
        <message>
            <source>Difference closed</source>
            <translation>Differenza chiusa</translation>
        </message>
        <message>
            <source>PIN changed</source>
            <translation>PIN cambiato</translation>
        </message>
        <message>
            <source>Places and numbers given back</source>
            <translation>Posti e numeri restituiti</translation>
        </message>
        <message>
            <source>Operation</source>
            <translation>Operazione</translation>
        </message>
        <message>
            <source>The centre has it and answers later.</source>
            <translation>Il centro l'ha ricevuta e risponde più tardi.</translation>
        </message>
        <message>
            <source>The centre decides when it arrives.</source>
            <translation>Decide il centro quando arriva.</translation>
        </message>
        <message>
            <source>Leaves by itself when the connection is back.</source>
            <translation>Parte da sola quando torna il collegamento.</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>adesso</translation>
        </message>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n min fa</numerusform>
                <numerusform>%n min fa</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n h ago</source>
            <translation>
                <numerusform>%n h fa</numerusform>
                <numerusform>%n h fa</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation>
                <numerusform>%n giorno fa</numerusform>
                <numerusform>%n giorni fa</numerusform>
            </translation>
        </message>
        <message>
            <source>Not accepted</source>
            <translation>Non accettata</translation>
        </message>
        <message>
            <source>To review</source>
            <translation>Da rivedere</translation>
        </message>
        <message>
            <source>At the centre</source>
            <translation>In attesa</translation>
        </message>
        <message>
            <source>Provisional</source>
            <translation>Provvisoria</translation>
        </message>
        <message>
            <source>Blocked here</source>
            <translation>Bloccata qui</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <translation>Confermata</translation>
        </message>
        <message>
            <source>Safe here</source>
            <translation>Al sicuro qui</translation>
        </message>
    </context>
    <context>
        <name>OutboxPage</name>
        <message>
            <source>To send</source>
            <translation>Da inviare</translation>
        </message>
        <message>
            <source>Leaves by itself when the connection is back.</source>
            <translation>Parte da solo quando torna il collegamento.</translation>
        </message>
        <message>
            <source>How long this desk lasts alone</source>
            <translation>Autonomia di questo sportello</translation>
        </message>
        <message>
            <source>Not accepted and to review</source>
            <translation>Non accettate e da rivedere</translation>
        </message>
        <message>
            <source>With a USB stick</source>
            <translation>Con una chiavetta</translation>
        </message>
        <message>
            <source>Export to a stick</source>
            <translation>Esporta su chiavetta</translation>
        </message>
        <message>
            <source>Seen by the supervisor</source>
            <translation>Visto dal responsabile</translation>
        </message>
        <message>
            <source>Waiting to leave</source>
            <translation>In attesa di partire</translation>
        </message>
        <message>
            <source>The centre has them and answers when it can. Go on working.</source>
            <translation>Il centro le ha ricevute e risponde appena può. Continua a lavorare.</translation>
        </message>
        <message>
            <source>Set date and hour in the settings of the computer, or call the support. What you record is safe.</source>
            <translation>Correggi data e ora nelle impostazioni del computer, o chiama l'assistenza. Quello che registri è al sicuro.</translation>
        </message>
        <message>
            <source>Below stands why. Correct it, or close it: it stays recorded.</source>
            <translation>Qui sotto c'è il perché. Correggi, o chiudi: resta nel registro.</translation>
        </message>
        <message>
            <source>Below stands why, whom to call and what to do.</source>
            <translation>Qui sotto c'è il perché, chi chiamare e cosa fare.</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Stampa</translation>
        </message>
        <message>
            <source>Everything has been sent. What you record appears here until it leaves.</source>
            <translation>Tutto è stato inviato. Quello che registri appare qui finché non parte.</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>Operation</source>
            <translation>Operazione</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>The desk tries again by itself.</source>
            <translation>Lo sportello riprova da solo.</translation>
        </message>
        <message>
            <source>They leave by themselves within a minute.</source>
            <translation>Partono da sole entro un minuto.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>You are about to close: %1</source>
            <translation>Stai per chiudere: %1</translation>
        </message>
        <message>
            <source>Of %1. It was not accepted and is not sent again. It stays in the journal.</source>
            <translation>Di %1. Non è stata accettata e non parte di nuovo. Resta nel registro.</translation>
        </message>
        <message>
            <source>Closed: %1</source>
            <translation>Chiusa: %1</translation>
        </message>
    </context>
    <context>
        <name>PageMakers</name>
        <message>
            <source>A4</source>
            <translation>A4</translation>
        </message>
        <message>
            <source>Receipts</source>
            <translation>Ricevute</translation>
        </message>
        <message>
            <source>Cards</source>
            <translation>Tessere</translation>
        </message>
        <message>
            <source>%1: to check</source>
            <translation>%1: da controllare</translation>
        </message>
        <message>
            <source>%1: ready</source>
            <translation>%1: pronta</translation>
        </message>
        <message>
            <source>%1: prints later</source>
            <translation>%1: stampa dopo</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Oggi</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Persone</translation>
        </message>
        <message>
            <source>Agenda</source>
            <translation>Agenda</translation>
        </message>
        <message>
            <source>Vouchers and cards</source>
            <translation>Buoni e tessere</translation>
        </message>
        <message>
            <source>Shops and funds</source>
            <translation>Negozi e misure</translation>
        </message>
        <message>
            <source>Returns</source>
            <translation>Rientri</translation>
        </message>
        <message>
            <source>Prints</source>
            <translation>Stampe</translation>
        </message>
        <message>
            <source>To send</source>
            <translation>Da inviare</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Impostazioni</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Aiuto</translation>
        </message>
    </context>
    <context>
        <name>PairCard</name>
        <message>
            <source>Registered</source>
            <translation>Registrata</translation>
        </message>
        <message>
            <source>Lives with</source>
            <translation>Abita con</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>Registrato</translation>
        </message>
        <message>
            <source>Page that stays</source>
            <translation>Scheda che resta</translation>
        </message>
        <message>
            <source>%1: which value stays</source>
            <translation>%1: quale valore resta</translation>
        </message>
    </context>
    <context>
        <name>PaperWords</name>
        <message>
            <source>Delegate</source>
            <translation>Persona delegata</translation>
        </message>
        <message>
            <source>Parent</source>
            <translation>Genitore</translation>
        </message>
        <message>
            <source>Support administrator</source>
            <translation>Amministratore di sostegno</translation>
        </message>
        <message>
            <source>Guardian</source>
            <translation>Tutore</translation>
        </message>
        <message>
            <source>Curator</source>
            <translation>Curatore</translation>
        </message>
        <message>
            <source>Relative, for health reasons</source>
            <translation>Familiare, per motivi di salute</translation>
        </message>
        <message>
            <source>By a form that the person signs. See the delegate's document.</source>
            <translation>Con un modulo firmato dalla persona. Guarda il documento di chi è delegato.</translation>
        </message>
        <message>
            <source>Of a minor. Who comes declares it; nothing else is asked.</source>
            <translation>Di minorenne. Chi viene lo dichiara; non serve altro.</translation>
        </message>
        <message>
            <source>Read in the decree which powers there are.</source>
            <translation>Leggi nel decreto quali poteri ci sono.</translation>
        </message>
        <message>
            <source>Of a minor or of who is interdicted. See the decree.</source>
            <translation>Di minorenne o di chi è interdetto. Guarda il decreto.</translation>
        </message>
        <message>
            <source>Acts together with the person, never alone. See the decree.</source>
            <translation>Agisce insieme alla persona, mai da solo. Guarda il decreto.</translation>
        </message>
        <message>
            <source>Declares for who cannot, for health reasons. Do not write which.</source>
            <translation>Dichiara per chi non può, per motivi di salute. Non scrivere quali.</translation>
        </message>
        <message>
            <source>Collect cards</source>
            <translation>Ritirare tessere</translation>
        </message>
        <message>
            <source>Collect vouchers</source>
            <translation>Ritirare buoni</translation>
        </message>
        <message>
            <source>Book and cancel</source>
            <translation>Prenotare e disdire</translation>
        </message>
        <message>
            <source>Receive information</source>
            <translation>Ricevere informazioni</translation>
        </message>
        <message>
            <source>Change the data</source>
            <translation>Cambiare i dati</translation>
        </message>
        <message>
            <source>Apply for benefits</source>
            <translation>Presentare domande</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Firmare</translation>
        </message>
        <message>
            <source>Every act at the desk</source>
            <translation>Ogni atto allo sportello</translation>
        </message>
        <message>
            <source>Spouse</source>
            <translation>Coniuge</translation>
        </message>
        <message>
            <source>Child</source>
            <translation>Figlio o figlia</translation>
        </message>
        <message>
            <source>Brother or sister</source>
            <translation>Fratello o sorella</translation>
        </message>
        <message>
            <source>Grandparent</source>
            <translation>Nonno o nonna</translation>
        </message>
        <message>
            <source>Grandchild</source>
            <translation>Nipote (di nonni)</translation>
        </message>
        <message>
            <source>Uncle or aunt</source>
            <translation>Zio o zia</translation>
        </message>
        <message>
            <source>Nephew or niece</source>
            <translation>Nipote (di zii)</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Vale</translation>
        </message>
        <message>
            <source>To come</source>
            <translation>Più avanti</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Cessata</translation>
        </message>
        <message>
            <source>Decree not seen yet.</source>
            <translation>Decreto non ancora visto.</translation>
        </message>
        <message>
            <source>Something is missing: complete it when the person comes.</source>
            <translation>Manca qualcosa: completa quando la persona viene.</translation>
        </message>
        <message>
            <source>The decree has ended: ask for the new one.</source>
            <translation>Il decreto è scaduto: chiedi quello nuovo.</translation>
        </message>
        <message>
            <source>It has ended: a new form is needed.</source>
            <translation>È scaduta: serve un nuovo modulo.</translation>
        </message>
        <message>
            <source>It ends soon.</source>
            <translation>Scade presto.</translation>
        </message>
        <message>
            <source>Without an end: ask until when.</source>
            <translation>Senza scadenza: chiedi fino a quando.</translation>
        </message>
        <message>
            <source>The day of the decree lies ahead: look again.</source>
            <translation>La data del decreto è nel futuro: ricontrolla.</translation>
        </message>
        <message>
            <source>Signed form not seen yet.</source>
            <translation>Modulo firmato non ancora visto.</translation>
        </message>
        <message>
            <source>Document not seen.</source>
            <translation>Documento non visto.</translation>
        </message>
        <message>
            <source>Kinship beyond the third degree: look again.</source>
            <translation>Parentela oltre il terzo grado: ricontrolla.</translation>
        </message>
        <message>
            <source>A relative declares, and collects nothing by this right.</source>
            <translation>Il familiare dichiara: a questo titolo non ritira nulla.</translation>
        </message>
        <message>
            <source>Electronic identity card</source>
            <translation>Carta d'identità elettronica</translation>
        </message>
        <message>
            <source>Paper identity card</source>
            <translation>Carta d'identità cartacea</translation>
        </message>
        <message>
            <source>Passport</source>
            <translation>Passaporto</translation>
        </message>
        <message>
            <source>Residence permit</source>
            <translation>Permesso di soggiorno</translation>
        </message>
        <message>
            <source>Health card</source>
            <translation>Tessera sanitaria</translation>
        </message>
        <message>
            <source>STP code</source>
            <translation>Codice STP</translation>
        </message>
        <message>
            <source>ENI code</source>
            <translation>Codice ENI</translation>
        </message>
        <message>
            <source>Former fiscal code</source>
            <translation>Codice fiscale di prima</translation>
        </message>
        <message>
            <source>Seen on the document</source>
            <translation>Visto sul documento</translation>
        </message>
        <message>
            <source>Told by the person</source>
            <translation>Detto dalla persona</translation>
        </message>
        <message>
            <source>Verified</source>
            <translation>Verificato</translation>
        </message>
        <message>
            <source>The person</source>
            <translation>La persona</translation>
        </message>
        <message>
            <source>A relative</source>
            <translation>Un familiare</translation>
        </message>
        <message>
            <source>A delegate</source>
            <translation>Una persona delegata</translation>
        </message>
        <message>
            <source>Another service</source>
            <translation>Un altro servizio</translation>
        </message>
        <message>
            <source>Offered</source>
            <translation>Proposto</translation>
        </message>
        <message>
            <source>Booked</source>
            <translation>Prenotato</translation>
        </message>
        <message>
            <source>Referred to another service</source>
            <translation>Inviata a un altro servizio</translation>
        </message>
        <message>
            <source>Declined by the person</source>
            <translation>La persona ha rinunciato</translation>
        </message>
        <message>
            <source>No answer here</source>
            <translation>Qui non c'è risposta</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Chiusa</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
    </context>
    <context>
        <name>Papers</name>
        <message>
            <source>Printed again: %1</source>
            <translation>Ristampa in corso: %1</translation>
        </message>
    </context>
    <context>
        <name>Parking</name>
        <message>
            <source>%1 – by %3, %2</source>
            <translation>%1 – di %3, %2</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Bozza</translation>
        </message>
        <message numerus="yes">
            <source>%n drafts older than %1 days were deleted: %2</source>
            <translation>
                <numerusform>%n bozza più vecchia di %1 giorni è stata cancellata: %2</numerusform>
                <numerusform>%n bozze più vecchie di %1 giorni sono state cancellate: %2</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PeoplePage</name>
        <message>
            <source>People</source>
            <translation>Persone</translation>
        </message>
        <message>
            <source>Import a list</source>
            <translation>Importa un elenco</translation>
        </message>
        <message>
            <source>Lists of people</source>
            <translation>Elenchi di persone</translation>
        </message>
        <message>
            <source>Served last</source>
            <translation>Servite di recente</translation>
        </message>
        <message>
            <source>To review</source>
            <translation>Da rivedere</translation>
        </message>
        <message>
            <source>ISEE that end</source>
            <translation>ISEE in scadenza</translation>
        </message>
    </context>
    <context>
        <name>PeopleWords</name>
        <message>
            <source>Female</source>
            <translation>Femmina</translation>
        </message>
        <message>
            <source>Male</source>
            <translation>Maschio</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>Letter</source>
            <translation>Lettera</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>Nessuno</translation>
        </message>
        <message>
            <source>Italian</source>
            <translation>Italiano</translation>
        </message>
        <message>
            <source>English</source>
            <translation>Inglese</translation>
        </message>
        <message>
            <source>Ordinary</source>
            <translation>Ordinario</translation>
        </message>
        <message>
            <source>For minors</source>
            <translation>Minorenni</translation>
        </message>
        <message>
            <source>Social and health care</source>
            <translation>Sociosanitario</translation>
        </message>
        <message>
            <source>Residential care</source>
            <translation>Residenziale</translation>
        </message>
        <message>
            <source>University</source>
            <translation>Università</translation>
        </message>
        <message>
            <source>Current</source>
            <translation>Corrente</translation>
        </message>
        <message>
            <source>Ordinary ISEE</source>
            <translation>ISEE ordinario</translation>
        </message>
        <message>
            <source>ISEE for minors</source>
            <translation>ISEE minorenni</translation>
        </message>
        <message>
            <source>ISEE for social and health care</source>
            <translation>ISEE sociosanitario</translation>
        </message>
        <message>
            <source>ISEE for residential care</source>
            <translation>ISEE residenziale</translation>
        </message>
        <message>
            <source>ISEE for university</source>
            <translation>ISEE università</translation>
        </message>
        <message>
            <source>Current ISEE</source>
            <translation>ISEE corrente</translation>
        </message>
        <message>
            <source>ISEE</source>
            <translation>ISEE</translation>
        </message>
        <message>
            <source>For most benefits.</source>
            <translation>Per la maggior parte delle prestazioni.</translation>
        </message>
        <message>
            <source>For children whose parents are not married or live apart.</source>
            <translation>Per minorenni con genitori non sposati o non conviventi.</translation>
        </message>
        <message>
            <source>For care at home of adults with a disability.</source>
            <translation>Per le cure a casa di adulti con disabilità.</translation>
        </message>
        <message>
            <source>For care homes: counts children who live elsewhere.</source>
            <translation>Per le strutture: conta anche i figli che vivono altrove.</translation>
        </message>
        <message>
            <source>For the right to study.</source>
            <translation>Per il diritto allo studio.</translation>
        </message>
        <message>
            <source>After income fell: usually holds six months.</source>
            <translation>Dopo un calo di reddito: di solito vale sei mesi.</translation>
        </message>
        <message>
            <source>Choose a reason</source>
            <translation>Scegli il motivo</translation>
        </message>
        <message>
            <source>Not at hand today</source>
            <translation>Oggi non ce l’ha con sé</translation>
        </message>
        <message>
            <source>STP code only</source>
            <translation>Ha solo il codice STP</translation>
        </message>
        <message>
            <source>ENI code only</source>
            <translation>Ha solo il codice ENI</translation>
        </message>
        <message>
            <source>Applied for, not given yet</source>
            <translation>Richiesto, non ancora assegnato</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Non si conosce</translation>
        </message>
        <message>
            <source>Another reason</source>
            <translation>Un altro motivo</translation>
        </message>
        <message>
            <source>Asked for protection, code not given yet</source>
            <translation>Richiesta di protezione, codice non ancora dato</translation>
        </message>
        <message>
            <source>No nationality or unknown identity</source>
            <translation>Senza cittadinanza o identità non nota</translation>
        </message>
        <message>
            <source>Newborn, code not given yet</source>
            <translation>Neonata o neonato, codice non ancora dato</translation>
        </message>
    </context>
    <context>
        <name>PersonFields</name>
        <message>
            <source>Fiscal code</source>
            <translation>Codice fiscale</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>Sesso</translation>
        </message>
        <message>
            <source>Birth date</source>
            <translation>Data di nascita</translation>
        </message>
        <message>
            <source>Birthplace</source>
            <translation>Luogo di nascita</translation>
        </message>
        <message>
            <source>Surname</source>
            <translation>Cognome</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>How to reach</source>
            <translation>Come avvisare</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Via o piazza</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Numero</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>CAP</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Comune</translation>
        </message>
        <message>
            <source>Language of papers</source>
            <translation>Lingua per i fogli</translation>
        </message>
        <message>
            <source>Why there is no code</source>
            <translation>Perché manca il codice</translation>
        </message>
        <message>
            <source>In lists it stands under: %1</source>
            <translation>Negli elenchi si trova sotto: %1</translation>
        </message>
        <message>
            <source>One name only: it is kept as the surname</source>
            <translation>Un solo nome: si registra come cognome</translation>
        </message>
        <message>
            <source>Day not known</source>
            <translation>Giorno non noto</translation>
        </message>
        <message>
            <source>Scan or type the code, or choose why there is none.</source>
            <translation>Scansiona o scrivi il codice, oppure scegli perché manca.</translation>
        </message>
        <message>
            <source>Write the surname, for example Rossi; a dash if there is only one name.</source>
            <translation>Scrivi il cognome, per esempio Rossi; un trattino se c'è un solo nome.</translation>
        </message>
        <message>
            <source>There is no letter in it. Write the name in letters.</source>
            <translation>Non c'è nessuna lettera. Scrivi il nome in lettere.</translation>
        </message>
        <message>
            <source>Write at least one name.</source>
            <translation>Scrivi almeno un nome.</translation>
        </message>
        <message>
            <source>This place is not in the list. Choose one of those offered; for somebody born abroad the state is enough.</source>
            <translation>Questo luogo non è nell'elenco. Scegline uno tra quelli proposti; per chi è nato all'estero basta lo Stato.</translation>
        </message>
        <message>
            <source>Write the number with its prefix, for example 347 000 0456.</source>
            <translation>Scrivi il numero con il prefisso, per esempio 347 000 0456.</translation>
        </message>
        <message>
            <source>Too long for a phone number: write one number alone.</source>
            <translation>Troppo lungo per un telefono: scrivi un numero solo.</translation>
        </message>
        <message>
            <source>Write the name, for example Maria; a dash if there is only one name.</source>
            <translation>Scrivi il nome, per esempio Maria; un trattino se ha un nome solo.</translation>
        </message>
        <message numerus="yes">
            <source>Too long: write at most %n letters.</source>
            <translation>
                <numerusform>Troppo lungo: scrivi al massimo %n lettera.</numerusform>
                <numerusform>Troppo lungo: scrivi al massimo %n lettere.</numerusform>
            </translation>
        </message>
        <message>
            <source>Five digits, for example 35016.</source>
            <translation>Cinque cifre, per esempio 35016.</translation>
        </message>
        <message>
            <source>Write day, month and year, for example 05/03/1962.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 05/03/1962.</translation>
        </message>
        <message>
            <source>The birth date must be in the past, for example 05/03/1962.</source>
            <translation>La data di nascita deve essere nel passato, per esempio 05/03/1962.</translation>
        </message>
    </context>
    <context>
        <name>PersonForms</name>
        <message>
            <source>Form the household first: an ISEE belongs to it</source>
            <translation>Prima forma il nucleo: l'ISEE è del nucleo</translation>
        </message>
    </context>
    <context>
        <name>PersonHead</name>
        <message numerus="yes">
            <source>%n years</source>
            <translation>
                <numerusform>%n anno</numerusform>
                <numerusform>%n anni</numerusform>
            </translation>
        </message>
        <message>
            <source>Birth date not known</source>
            <translation>Data di nascita non nota</translation>
        </message>
        <message>
            <source>No address</source>
            <translation>Indirizzo mancante</translation>
        </message>
        <message>
            <source>No phone</source>
            <translation>Telefono mancante</translation>
        </message>
        <message>
            <source>Show fewer</source>
            <translation>Mostra meno</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>Un altro avviso</numerusform>
                <numerusform>Altri %n avvisi</numerusform>
            </translation>
        </message>
        <message>
            <source>Copy the fiscal code</source>
            <translation>Copia il codice fiscale</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Altro</translation>
        </message>
        <message>
            <source>Code copied: it is forgotten in 30 seconds</source>
            <translation>Codice copiato: si cancella dopo 30 secondi</translation>
        </message>
        <message>
            <source>Without fiscal code</source>
            <translation>Senza codice fiscale</translation>
        </message>
        <message>
            <source>Code verified</source>
            <translation>Codice verificato</translation>
        </message>
        <message>
            <source>Code seen</source>
            <translation>Codice visto</translation>
        </message>
        <message>
            <source>Code computed</source>
            <translation>Codice calcolato</translation>
        </message>
        <message>
            <source>Data declared</source>
            <translation>Dati dichiarati</translation>
        </message>
    </context>
    <context>
        <name>PersonPage</name>
        <message>
            <source>Parts of the page</source>
            <translation>Parti della scheda</translation>
        </message>
        <message>
            <source>There is no card to replace</source>
            <translation>Nessuna tessera da sostituire</translation>
        </message>
        <message>
            <source>This person is not at this desk</source>
            <translation>Questa persona non è a questo sportello</translation>
        </message>
        <message>
            <source>Requests and notes</source>
            <translation>Richieste e note</translation>
        </message>
        <message>
            <source>New prices to tell</source>
            <translation>Prezzi nuovi da dire alla persona</translation>
        </message>
        <message>
            <source>Merged into this person</source>
            <translation>Unite a questa persona</translation>
        </message>
        <message>
            <source>Who may act for this person</source>
            <translation>Chi può agire per questa persona</translation>
        </message>
        <message>
            <source>Optional questions</source>
            <translation>Domande facoltative</translation>
        </message>
        <message>
            <source>Papers printed here</source>
            <translation>Carte stampate qui</translation>
        </message>
        <message>
            <source>Documents and codes</source>
            <translation>Documenti e codici</translation>
        </message>
        <message>
            <source>Privacy notices</source>
            <translation>Informative privacy</translation>
        </message>
        <message>
            <source>Summary</source>
            <translation>Riepilogo</translation>
        </message>
        <message>
            <source>Bookings</source>
            <translation>Prenotazioni</translation>
        </message>
        <message>
            <source>Vouchers and cards</source>
            <translation>Buoni e tessere</translation>
        </message>
        <message>
            <source>What this family may have</source>
            <translation>Cosa può avere questa famiglia</translation>
        </message>
        <message>
            <source>New application</source>
            <translation>Nuova domanda</translation>
        </message>
        <message>
            <source>New request</source>
            <translation>Nuova richiesta</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Scrivi una nota</translation>
        </message>
        <message>
            <source>Name who may act</source>
            <translation>Indica chi può agire</translation>
        </message>
        <message>
            <source>Add a document</source>
            <translation>Aggiungi un documento</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Dati</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Documenti</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Cronologia</translation>
        </message>
        <message>
            <source>Edit the data</source>
            <translation>Modifica i dati</translation>
        </message>
        <message>
            <source>Household</source>
            <translation>Nucleo familiare</translation>
        </message>
        <message>
            <source>Record an ISEE</source>
            <translation>Registra un ISEE</translation>
        </message>
        <message>
            <source>Print the privacy notice</source>
            <translation>Stampa l’informativa privacy</translation>
        </message>
        <message>
            <source>Block and replace the card</source>
            <translation>Blocca e sostituisci la tessera</translation>
        </message>
        <message>
            <source>Registered twice</source>
            <translation>Registrata due volte</translation>
        </message>
        <message>
            <source>Sent to the printer: %1</source>
            <translation>In stampa: %1</translation>
        </message>
        <message>
            <source>Cancel the booking</source>
            <translation>Disdici la prenotazione</translation>
        </message>
        <message>
            <source>Cancel %1, %2?</source>
            <translation>Disdire %1, %2?</translation>
        </message>
        <message>
            <source>The place is free for others at once. The slip counts no more.</source>
            <translation>Il posto torna libero per altri. Il promemoria non vale più.</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Mantieni</translation>
        </message>
        <message>
            <source>Booking cancelled</source>
            <translation>Prenotazione disdetta</translation>
        </message>
    </context>
    <context>
        <name>PersonRow</name>
        <message>
            <source>Opens the person</source>
            <translation>Apre la persona</translation>
        </message>
    </context>
    <context>
        <name>PersonSearch</name>
        <message>
            <source>Add</source>
            <translation>Aggiungi</translation>
        </message>
    </context>
    <context>
        <name>PersonTabs</name>
        <message>
            <source>New person</source>
            <translation>Nuova persona</translation>
        </message>
        <message>
            <source>Close %1</source>
            <translation>Chiudi %1</translation>
        </message>
    </context>
    <context>
        <name>PersonWarnings</name>
        <message>
            <source>To review</source>
            <translation>Da rivedere</translation>
        </message>
        <message>
            <source>Why there is no code: %1</source>
            <translation>Perché manca il codice: %1</translation>
        </message>
        <message>
            <source>Add it as soon as it is known: «Edit the data».</source>
            <translation>Aggiungilo appena lo sai, con «Modifica i dati».</translation>
        </message>
        <message numerus="yes">
            <source>Did not come %n times in the last year</source>
            <translation>
                <numerusform>Non è venuta %n volta nell'ultimo anno</numerusform>
                <numerusform>Non è venuta %n volte nell'ultimo anno</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Cancelled late %n times in the last year</source>
            <translation>
                <numerusform>Ha disdetto tardi %n volta nell'ultimo anno</numerusform>
                <numerusform>Ha disdetto tardi %n volte nell'ultimo anno</numerusform>
            </translation>
        </message>
        <message>
            <source>Ask whether another time or a reminder by letter would help.</source>
            <translation>Chiedi se aiuterebbe un altro orario o un promemoria per lettera.</translation>
        </message>
        <message>
            <source>Urgent request: %1</source>
            <translation>Richiesta urgente: %1</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Vai avanti</translation>
        </message>
        <message>
            <source>It still waits for an answer.</source>
            <translation>Aspetta ancora una risposta.</translation>
        </message>
        <message>
            <source>Document expired on %1</source>
            <translation>Documento scaduto il %1</translation>
        </message>
        <message>
            <source>Record another</source>
            <translation>Registra</translation>
        </message>
        <message>
            <source>Ask for one in force.</source>
            <translation>Chiedine uno in corso.</translation>
        </message>
        <message>
            <source>Privacy notice not given yet</source>
            <translation>Informativa privacy non ancora consegnata</translation>
        </message>
        <message>
            <source>Read it aloud and have it signed.</source>
            <translation>Leggila a voce e falla firmare.</translation>
        </message>
        <message>
            <source>New version of the privacy notice</source>
            <translation>Nuova versione dell'informativa</translation>
        </message>
        <message>
            <source>Give version %1 today.</source>
            <translation>Consegna oggi la versione %1.</translation>
        </message>
        <message>
            <source>Give and print</source>
            <translation>Consegna</translation>
        </message>
        <message>
            <source>%1 may act until %2</source>
            <translation>%1 può agire fino al %2</translation>
        </message>
        <message>
            <source>%1 may act no more since %2</source>
            <translation>%1 non può più agire dal %2</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Guarda</translation>
        </message>
        <message>
            <source>Note by %1, %2</source>
            <translation>Nota di %1, %2</translation>
        </message>
        <message>
            <source>Sensitive: open it with a reason.</source>
            <translation>Riservata: si apre con un motivo.</translation>
        </message>
    </context>
    <context>
        <name>PinPage</name>
        <message>
            <source>%1, choose your own PIN</source>
            <translation>%1, scegli il tuo PIN</translation>
        </message>
        <message>
            <source>The PIN you were given works once. Only you will know the new one.</source>
            <translation>Il PIN che hai ricevuto vale una volta. Il nuovo lo saprai solo tu.</translation>
        </message>
        <message>
            <source>New PIN</source>
            <translation>Nuovo PIN</translation>
        </message>
        <message>
            <source>At least 6 digits. It is not shown while you type.</source>
            <translation>Almeno 6 cifre. Non si vede mentre scrivi.</translation>
        </message>
        <message>
            <source>The same PIN again</source>
            <translation>Lo stesso PIN un’altra volta</translation>
        </message>
        <message>
            <source>Save my PIN</source>
            <translation>Salva il mio PIN</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Invio</translation>
        </message>
        <message>
            <source>The PIN is too short. Type at least 6 digits.</source>
            <translation>Il PIN è troppo corto. Scrivi almeno 6 cifre.</translation>
        </message>
        <message>
            <source>The two PINs differ. Type the second one again.</source>
            <translation>I due PIN sono diversi. Riscrivi il secondo.</translation>
        </message>
    </context>
    <context>
        <name>PlaceHold</name>
        <message>
            <source>The place of %1 is not kept any more.</source>
            <translation>Il posto delle %1 non è più tenuto.</translation>
        </message>
        <message>
            <source>The nearest is chosen: %1, %2.</source>
            <translation>È scelto il più vicino: %1, %2.</translation>
        </message>
    </context>
    <context>
        <name>PriceBox</name>
        <message>
            <source>Price explained</source>
            <translation>Prezzo spiegato</translation>
        </message>
        <message>
            <source>To pay</source>
            <translation>Da pagare</translation>
        </message>
    </context>
    <context>
        <name>PrintWords</name>
        <message>
            <source>Reminder</source>
            <translation>Promemoria</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Ricevuta</translation>
        </message>
        <message>
            <source>Privacy notice</source>
            <translation>Informativa privacy</translation>
        </message>
        <message>
            <source>Delegation</source>
            <translation>Delega</translation>
        </message>
        <message>
            <source>Delegation form</source>
            <translation>Modulo di delega</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Codice di recupero</translation>
        </message>
        <message>
            <source>Sheets of cards</source>
            <translation>Fogli di tessere</translation>
        </message>
        <message>
            <source>Paper vouchers</source>
            <translation>Buoni di carta</translation>
        </message>
        <message>
            <source>Test sheet</source>
            <translation>Foglio di prova</translation>
        </message>
        <message>
            <source>Test page</source>
            <translation>Prova di stampa</translation>
        </message>
        <message>
            <source>Trial of the reader</source>
            <translation>Prova del lettore</translation>
        </message>
        <message>
            <source>Quick keys</source>
            <translation>Tasti rapidi</translation>
        </message>
        <message>
            <source>Application</source>
            <translation>Domanda</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Esito</translation>
        </message>
        <message>
            <source>What a family can have</source>
            <translation>Cosa può avere la famiglia</translation>
        </message>
        <message>
            <source>Statement for a shop</source>
            <translation>Rendiconto per un negozio</translation>
        </message>
        <message>
            <source>Letter</source>
            <translation>Lettera</translation>
        </message>
        <message>
            <source>Calls to make</source>
            <translation>Chiamate da fare</translation>
        </message>
        <message>
            <source>Waiting list</source>
            <translation>Lista d'attesa</translation>
        </message>
        <message>
            <source>Attendance list</source>
            <translation>Foglio presenze</translation>
        </message>
        <message>
            <source>A provider's day</source>
            <translation>Giornata di un ente</translation>
        </message>
        <message>
            <source>The desk's day</source>
            <translation>Giornata dello sportello</translation>
        </message>
        <message>
            <source>Price explained</source>
            <translation>Prezzo spiegato</translation>
        </message>
        <message>
            <source>Statement of a cooperative</source>
            <translation>Rendiconto di un ente</translation>
        </message>
        <message>
            <source>Sheet of a service</source>
            <translation>Scheda di un servizio</translation>
        </message>
        <message>
            <source>Dossier of a provider</source>
            <translation>Fascicolo di un ente</translation>
        </message>
        <message>
            <source>Receipt of a complaint</source>
            <translation>Ricevuta di un reclamo</translation>
        </message>
        <message>
            <source>Receipt of a return</source>
            <translation>Ricevuta di rientro</translation>
        </message>
        <message>
            <source>Queued</source>
            <translation>In coda</translation>
        </message>
        <message>
            <source>Printing</source>
            <translation>In stampa</translation>
        </message>
        <message>
            <source>Printed</source>
            <translation>Stampata</translation>
        </message>
        <message>
            <source>To check</source>
            <translation>Da controllare</translation>
        </message>
        <message>
            <source>Print later</source>
            <translation>Stampa dopo</translation>
        </message>
        <message>
            <source>Not printed</source>
            <translation>Non stampata</translation>
        </message>
        <message>
            <source>The program ended while it was printed. Did it come out well?</source>
            <translation>Il programma si è chiuso durante la stampa. È uscita bene?</translation>
        </message>
        <message>
            <source>Did it come out well?</source>
            <translation>È uscita bene?</translation>
        </message>
        <message>
            <source>No printer is chosen for it: see Settings.</source>
            <translation>Manca la stampante: sceglila in Impostazioni.</translation>
        </message>
        <message>
            <source>The printer is not there. Switch it on, then print again.</source>
            <translation>La stampante non c’è. Accendila, poi ristampa.</translation>
        </message>
        <message>
            <source>The printer does not take it. Check paper and ribbon.</source>
            <translation>La stampante non accetta la stampa. Controlla carta e nastro.</translation>
        </message>
        <message>
            <source>It was taken out of the printer's queue. Print it again.</source>
            <translation>È stata tolta dalla coda della stampante. Stampala di nuovo.</translation>
        </message>
        <message>
            <source>The folder cannot be written. Choose another in Settings.</source>
            <translation>Non si può scrivere nella cartella. Scegline un’altra in Impostazioni.</translation>
        </message>
        <message>
            <source>The card printer is out of ribbon.</source>
            <translation>La stampante tessere è senza nastro.</translation>
        </message>
        <message>
            <source>The printer is out of toner or ink.</source>
            <translation>La stampante è senza toner o inchiostro.</translation>
        </message>
        <message>
            <source>The printer is out of paper or cards.</source>
            <translation>Nella stampante mancano fogli o tessere.</translation>
        </message>
        <message>
            <source>Something is stuck in the printer.</source>
            <translation>Qualcosa è inceppato nella stampante.</translation>
        </message>
        <message>
            <source>The printer's cover is open.</source>
            <translation>Il coperchio della stampante è aperto.</translation>
        </message>
        <message>
            <source>The printer does not answer: is it switched on?</source>
            <translation>La stampante non risponde: è accesa?</translation>
        </message>
        <message>
            <source>The printer is not there any more: see Settings.</source>
            <translation>La stampante non c’è più: guarda in Impostazioni.</translation>
        </message>
        <message>
            <source>The printer stands still: let it go on.</source>
            <translation>La stampante è ferma: falla ripartire.</translation>
        </message>
        <message>
            <source>The print goes on by itself after that. You can serve the next person.</source>
            <translation>Poi la stampa riparte da sola. Puoi servire la prossima persona.</translation>
        </message>
    </context>
    <context>
        <name>PrinterRoles</name>
        <message>
            <source>Printers</source>
            <translation>Stampanti</translation>
        </message>
        <message>
            <source>A4 papers</source>
            <translation>Fogli A4</translation>
        </message>
        <message>
            <source>Reminders on a roll of 80 mm</source>
            <translation>Promemoria su rotolo da 80 mm</translation>
        </message>
        <message>
            <source>Cards</source>
            <translation>Tessere</translation>
        </message>
        <message>
            <source>Without one they come on A4.</source>
            <translation>Senza, escono su foglio A4.</translation>
        </message>
        <message>
            <source>Without a printer, papers wait under Prints.</source>
            <translation>Senza stampante i fogli aspettano in Stampe.</translation>
        </message>
        <message>
            <source>Print a test page</source>
            <translation>Stampa una prova</translation>
        </message>
        <message>
            <source>The test page is on its way: measure its line and look at its frame.</source>
            <translation>La prova è in stampa: misura la linea e guarda se la cornice è intera.</translation>
        </message>
        <message>
            <source>Print later</source>
            <translation>Stampa dopo</translation>
        </message>
        <message>
            <source>None: on A4</source>
            <translation>Nessuna: su foglio A4</translation>
        </message>
        <message>
            <source>PDF in %1</source>
            <translation>PDF in %1</translation>
        </message>
        <message>
            <source>%1 (not there now)</source>
            <translation>%1 (ora non c’è)</translation>
        </message>
        <message>
            <source>PDF in a folder…</source>
            <translation>PDF in una cartella…</translation>
        </message>
        <message>
            <source>Folder for PDF files</source>
            <translation>Cartella per i PDF</translation>
        </message>
    </context>
    <context>
        <name>PrintsCard</name>
        <message>
            <source>Nothing was printed here about this person.</source>
            <translation>Qui non è stato stampato nulla per questa persona.</translation>
        </message>
        <message>
            <source>Print again</source>
            <translation>Ristampa</translation>
        </message>
        <message>
            <source>Print %1 again</source>
            <translation>Ristampa %1</translation>
        </message>
    </context>
    <context>
        <name>PrintsPage</name>
        <message>
            <source>Prints</source>
            <translation>Stampe</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Foglio</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Papers that you print appear here. Book a place to print the first.</source>
            <translation>I fogli che stampi appaiono qui. Prenota un posto per stampare il primo.</translation>
        </message>
        <message>
            <source>The paper</source>
            <translation>Il foglio</translation>
        </message>
        <message>
            <source>The page as it comes out</source>
            <translation>La pagina come esce</translation>
        </message>
        <message>
            <source>The card as it comes out</source>
            <translation>La tessera come esce</translation>
        </message>
        <message>
            <source>Yes, it came out well</source>
            <translation>Sì, è uscita bene</translation>
        </message>
        <message>
            <source>Print again</source>
            <translation>Ristampa</translation>
        </message>
        <message>
            <source>Discard and print again</source>
            <translation>Scarta e ristampa</translation>
        </message>
        <message numerus="yes">
            <source>%n papers</source>
            <translation>
                <numerusform>%n foglio</numerusform>
                <numerusform>%n fogli</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to look at</source>
            <translation>
                <numerusform>%n da guardare</numerusform>
                <numerusform>%n da guardare</numerusform>
            </translation>
        </message>
        <message>
            <source>Yes, it did</source>
            <translation>Sì, bene</translation>
        </message>
        <message>
            <source>Print now</source>
            <translation>Stampa ora</translation>
        </message>
    </context>
    <context>
        <name>PrivateDoor</name>
        <message>
            <source>Hold to see</source>
            <translation>Tieni premuto per vedere</translation>
        </message>
        <message>
            <source>Private screen: codes, notes and amounts are hidden. Hold to see.</source>
            <translation>Schermo privato: codici, note e importi sono nascosti. Tieni premuto per vedere.</translation>
        </message>
        <message>
            <source>Private screen: codes, notes and amounts are hidden</source>
            <translation>Schermo privato: codici, note e importi sono nascosti</translation>
        </message>
        <message>
            <source>Private screen off: everything is shown</source>
            <translation>Schermo privato spento: si vede tutto</translation>
        </message>
    </context>
    <context>
        <name>ProviderPage</name>
        <message>
            <source>Provider</source>
            <translation>Ente</translation>
        </message>
        <message>
            <source>Print the dossier</source>
            <translation>Stampa il fascicolo</translation>
        </message>
    </context>
    <context>
        <name>ProvidersPage</name>
        <message>
            <source>Providers</source>
            <translation>Enti</translation>
        </message>
        <message>
            <source>Ask how it was</source>
            <translation>Chiedi com'è andata</translation>
        </message>
        <message>
            <source>Provider</source>
            <translation>Ente</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Servizi</translation>
        </message>
        <message>
            <source>Papers</source>
            <translation>Documenti</translation>
        </message>
        <message>
            <source>Complaints</source>
            <translation>Reclami</translation>
        </message>
        <message>
            <source>No provider yet. Providers come with the territory's file.</source>
            <translation>Nessun ente ancora. Gli enti arrivano con il prossimo scambio.</translation>
        </message>
        <message>
            <source>provides nothing from %1</source>
            <translation>non offre più servizi dal %1</translation>
        </message>
        <message numerus="yes">
            <source>%n ended</source>
            <translation>
                <numerusform>%n scaduto</numerusform>
                <numerusform>%n scaduti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ending</source>
            <translation>
                <numerusform>%n in scadenza</numerusform>
                <numerusform>%n in scadenza</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n late</source>
            <translation>
                <numerusform>%n in ritardo</numerusform>
                <numerusform>%n in ritardo</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to answer</source>
            <translation>
                <numerusform>%n senza risposta</numerusform>
                <numerusform>%n senza risposta</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PurchasePage</name>
        <message>
            <source>Record a purchase</source>
            <translation>Registra un acquisto</translation>
        </message>
        <message>
            <source>Ask now</source>
            <translation>Chiedi adesso</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Negozio</translation>
        </message>
        <message>
            <source>Name, address or VAT number; Enter takes the first of the list.</source>
            <translation>Nome, indirizzo o partita IVA; Invio prende il primo dell'elenco.</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Importo</translation>
        </message>
        <message>
            <source>Day of the purchase</source>
            <translation>Giorno dell'acquisto</translation>
        </message>
        <message>
            <source>Shops admitted</source>
            <translation>Negozi ammessi</translation>
        </message>
        <message>
            <source>No shop of this fund has this name. Type another part of it.</source>
            <translation>Nessun negozio di questa misura si chiama così. Scrivi un'altra parte del nome.</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Conferma</translation>
        </message>
        <message>
            <source>Record the purchase</source>
            <translation>Registra l'acquisto</translation>
        </message>
        <message>
            <source>Back to the person</source>
            <translation>Torna alla persona</translation>
        </message>
        <message>
            <source>Purchase with the card of %1</source>
            <translation>Acquisto con la tessera di %1</translation>
        </message>
        <message>
            <source>It is spent whole, never in part.</source>
            <translation>Si spende per intero, mai in parte.</translation>
        </message>
        <message>
            <source>The balance of this card is at another counter</source>
            <translation>Il saldo di questa tessera è presso un altro sportello</translation>
        </message>
        <message>
            <source>Ask for it, or record the purchase provisionally: the centre decides.</source>
            <translation>Chiedilo, oppure registra l'acquisto come provvisorio: decide il centro.</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>Saldo</translation>
        </message>
        <message>
            <source>Left afterwards</source>
            <translation>Resta dopo</translation>
        </message>
        <message>
            <source>The purchase is final at once.</source>
            <translation>L'acquisto è subito definitivo.</translation>
        </message>
        <message>
            <source>The purchase is provisional until the centre answers.</source>
            <translation>L'acquisto è provvisorio finché il centro non risponde.</translation>
        </message>
        <message>
            <source>It cannot be undone here: two supervisors take a purchase back.</source>
            <translation>Qui non si può annullare: un acquisto lo stornano due responsabili.</translation>
        </message>
        <message>
            <source>The purchase of %1 at %2 went through. Two supervisors can take it back.</source>
            <translation>L'acquisto di %1 da %2 è passato. Possono stornarlo due responsabili.</translation>
        </message>
        <message>
            <source>The purchase of %1 at %2 is provisional: the centre will answer.</source>
            <translation>L'acquisto di %1 da %2 è provvisorio: risponderà il centro.</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Places</source>
            <translation>Voci</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
    </context>
    <context>
        <name>RailButton</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <comment>things in a place</comment>
            <translation>
                <numerusform>%n in attesa</numerusform>
                <numerusform>%n in attesa</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Reader</name>
        <message>
            <source>Reader: to try</source>
            <translation>Lettore: da provare</translation>
        </message>
        <message>
            <source>Reader: off</source>
            <translation>Lettore: spento</translation>
        </message>
        <message>
            <source>Reader: half a code</source>
            <translation>Lettore: codice a metà</translation>
        </message>
        <message>
            <source>Reader: read at %1</source>
            <translation>Lettore: ha letto alle %1</translation>
        </message>
        <message>
            <source>Reader: tried</source>
            <translation>Lettore: provato</translation>
        </message>
        <message>
            <source>The code was read only in part. Pass it again.</source>
            <translation>Il codice è stato letto solo in parte. Passalo di nuovo.</translation>
        </message>
    </context>
    <context>
        <name>ReaderCard</name>
        <message>
            <source>Reader of codes</source>
            <translation>Lettore di codici</translation>
        </message>
        <message>
            <source>There is a reader</source>
            <translation>C’è un lettore</translation>
        </message>
        <message>
            <source>There is none</source>
            <translation>Non c’è</translation>
        </message>
        <message>
            <source>Reader</source>
            <translation>Lettore</translation>
        </message>
        <message>
            <source>Sound at each code</source>
            <translation>Suono a ogni codice</translation>
        </message>
        <message>
            <source>One sound for a code that was understood, another for one that was not.</source>
            <translation>Un suono per il codice capito, un altro per quello non capito.</translation>
        </message>
        <message>
            <source>Try the reader</source>
            <translation>Prova lettore</translation>
        </message>
        <message>
            <source>Set by the body</source>
            <translation>Impostato dall’ente</translation>
        </message>
        <message>
            <source>Told from typing by the keys that it sends around a code.</source>
            <translation>Si distingue da chi scrive per i tasti che manda attorno al codice.</translation>
        </message>
        <message>
            <source>Told from typing by its speed: %1 ms between two keys at most.</source>
            <translation>Si distingue da chi scrive per la velocità: al massimo %1 ms tra due tasti.</translation>
        </message>
        <message>
            <source>What a reader sends is typed like anything else.</source>
            <translation>Quello che un lettore manda viene scritto come il resto.</translation>
        </message>
    </context>
    <context>
        <name>ReaderTrialForm</name>
        <message>
            <source>The code to read</source>
            <translation>Il codice da leggere</translation>
        </message>
        <message>
            <source>A square code to pass the reader over</source>
            <translation>Un codice quadrato su cui passare il lettore</translation>
        </message>
        <message>
            <source>A reader for bars alone needs the printed sheet.</source>
            <translation>Se il lettore legge solo codici a barre, stampa il foglio.</translation>
        </message>
        <message>
            <source>What came</source>
            <translation>Che cosa è arrivato</translation>
        </message>
        <message>
            <source>Pass the reader over the square code</source>
            <translation>Passa il lettore sul codice quadrato</translation>
        </message>
        <message>
            <source>The program learns how the reader sends its codes. Nothing is stored yet.</source>
            <translation>Il programma impara come il lettore manda i codici. Per ora non salva niente.</translation>
        </message>
        <message>
            <source>by the keys around the code</source>
            <translation>dai tasti attorno al codice</translation>
        </message>
        <message>
            <source>by its speed</source>
            <translation>dalla velocità</translation>
        </message>
        <message>
            <source>What was read</source>
            <translation>Codice letto</translation>
        </message>
        <message>
            <source>Time between two keys</source>
            <translation>Tempo tra due tasti</translation>
        </message>
        <message>
            <source>Keys around the code</source>
            <translation>Tasti attorno al codice</translation>
        </message>
        <message>
            <source>Told from typing</source>
            <translation>Come si riconosce</translation>
        </message>
    </context>
    <context>
        <name>ReasonBox</name>
        <message>
            <source>From which day</source>
            <translation>Da quale giorno</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Perché</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Lascia così</translation>
        </message>
        <message>
            <source>Choose from the list.</source>
            <translation>Scegli dall'elenco.</translation>
        </message>
        <message>
            <source>Write why, in a few words.</source>
            <translation>Scrivi perché, in poche parole.</translation>
        </message>
        <message>
            <source>Write day, month and year, for example 05/03/2026.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 05/03/2026.</translation>
        </message>
    </context>
    <context>
        <name>RecentList</name>
        <message>
            <source>Person</source>
            <translation>Persona</translation>
        </message>
        <message>
            <source>Birth date</source>
            <translation>Data di nascita</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Indirizzo</translation>
        </message>
        <message>
            <source>Last opened</source>
            <translation>Ultima apertura</translation>
        </message>
        <message>
            <source>People served last</source>
            <translation>Persone servite di recente</translation>
        </message>
        <message>
            <source>People you open will appear here. Search by name, code or card.</source>
            <translation>Le persone che apri appaiono qui. Cerca per nome, codice o tessera.</translation>
        </message>
    </context>
    <context>
        <name>RecoveryFlow</name>
        <message>
            <source>Recovery code</source>
            <translation>Codice di recupero</translation>
        </message>
        <message>
            <source>The sheet was sent to %1.</source>
            <translation>Foglio inviato a %1.</translation>
        </message>
        <message>
            <source>Saved as %1. Print it, put the paper away, then delete the file.</source>
            <translation>Salvato come %1. Stampalo, metti via il foglio, poi cancella il file.</translation>
        </message>
        <message>
            <source>This folder takes no file. Choose another one.</source>
            <translation>In questa cartella non si può salvare. Scegline un'altra.</translation>
        </message>
        <message>
            <source>The printer does not take it. Save the sheet as PDF.</source>
            <translation>La stampante non lo prende. Salva il foglio in PDF.</translation>
        </message>
        <message>
            <source>The sheet could not be made. Write the code by hand.</source>
            <translation>Il foglio non si è potuto preparare. Scrivi il codice a mano.</translation>
        </message>
    </context>
    <context>
        <name>RecoveryPage</name>
        <message>
            <source>Put the recovery code away</source>
            <translation>Metti via il codice di recupero</translation>
        </message>
        <message>
            <source>If this computer ever fails to open, only this code opens what is recorded here. Nobody can make it again.</source>
            <translation>Se un giorno questo computer non si apre, solo questo codice apre quello che è registrato qui. Nessuno può rifarlo.</translation>
        </message>
        <message>
            <source>Fingerprint of the centre: %1</source>
            <translation>Impronta del centro: %1</translation>
        </message>
        <message>
            <source>The sheet is put away</source>
            <translation>Il foglio è al sicuro</translation>
        </message>
        <message>
            <source>Far from this computer, in a closed envelope.</source>
            <translation>Lontano da questo computer, in busta chiusa.</translation>
        </message>
        <message>
            <source>Go to the desk</source>
            <translation>Vai allo sportello</translation>
        </message>
        <message>
            <source>This computer has no printer. Save the sheet and print it elsewhere, or write the code by hand.</source>
            <translation>Questo computer non ha una stampante. Salva il foglio e stampalo altrove, oppure scrivi il codice a mano.</translation>
        </message>
        <message>
            <source>Printer</source>
            <translation>Stampante</translation>
        </message>
        <message>
            <source>Print the sheet</source>
            <translation>Stampa il foglio</translation>
        </message>
        <message>
            <source>Save the sheet as PDF</source>
            <translation>Salva il foglio in PDF</translation>
        </message>
        <message>
            <source>recovery-code.pdf</source>
            <translation>codice-di-recupero.pdf</translation>
        </message>
    </context>
    <context>
        <name>ReplacePage</name>
        <message>
            <source>Replace card</source>
            <translation>Sostituisci tessera</translation>
        </message>
        <message>
            <source>Ask now</source>
            <translation>Chiedi ora</translation>
        </message>
        <message>
            <source>The card</source>
            <translation>La tessera</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Or the print is spoilt</source>
            <translation>Oppure la stampa è da scartare</translation>
        </message>
        <message>
            <source>Number of the report to the police</source>
            <translation>Numero della denuncia</translation>
        </message>
        <message>
            <source>The theft must be reported before the card is replaced.</source>
            <translation>Il furto va denunciato prima di sostituire la tessera.</translation>
        </message>
        <message>
            <source>The damaged card was taken back</source>
            <translation>La tessera danneggiata è stata ritirata</translation>
        </message>
        <message>
            <source>Block and replace</source>
            <translation>Blocca e sostituisci</translation>
        </message>
        <message>
            <source>Block only</source>
            <translation>Blocca soltanto</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>Che cosa fare</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Che cosa succede</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Conferma</translation>
        </message>
        <message>
            <source>Replace and print</source>
            <translation>Sostituisci e stampa</translation>
        </message>
        <message>
            <source>Back to the person</source>
            <translation>Torna alla scheda</translation>
        </message>
        <message>
            <source>Replace the card of %1</source>
            <translation>Sostituisci la tessera di %1</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>Saldo</translation>
        </message>
        <message>
            <source>Issued with</source>
            <translation>Emessa con</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Vale fino al</translation>
        </message>
        <message>
            <source>choose the reason first</source>
            <translation>prima scegli il motivo</translation>
        </message>
        <message>
            <source>Block the card</source>
            <translation>Blocca la tessera</translation>
        </message>
        <message>
            <source>You are about to block %1</source>
            <translation>Stai per bloccare %1</translation>
        </message>
        <message>
            <source>Of %1, with %2 on it (%3). Nobody can use it any more.</source>
            <translation>Di %1, con %2 sopra (%3). Nessuno potrà più usarla.</translation>
        </message>
        <message>
            <source>You are about to replace %1</source>
            <translation>Stai per sostituire %1</translation>
        </message>
        <message>
            <source>%2 of %1 go to a new card (%3). The old one is dead at once.</source>
            <translation>%2 di %1 passano su una tessera nuova (%3). La vecchia non vale più da subito.</translation>
        </message>
        <message>
            <source>The old card is blocked</source>
            <translation>La tessera vecchia è bloccata</translation>
        </message>
        <message>
            <source>The balance goes to a new number</source>
            <translation>Il saldo passa su un numero nuovo</translation>
        </message>
        <message>
            <source>The new card is printed</source>
            <translation>Si stampa la tessera nuova</translation>
        </message>
        <message>
            <source>Scan it to activate it, then let the receipt be signed</source>
            <translation>Scansionala per attivarla, poi fai firmare la ricevuta</translation>
        </message>
        <message>
            <source>At once here, at every other desk as soon as they are in touch.</source>
            <translation>Subito qui, negli altri sportelli appena si collegano.</translation>
        </message>
        <message>
            <source>The list of blocked cards that shops and desks have is of %1.</source>
            <translation>L'elenco delle tessere bloccate che hanno negozi e sportelli è del %1.</translation>
        </message>
        <message>
            <source>Card blocked: %1</source>
            <translation>Tessera bloccata: %1</translation>
        </message>
    </context>
    <context>
        <name>RepricedCard</name>
        <message>
            <source>Tell the person and hand over the new slip, or call.</source>
            <translation>Consegna il promemoria nuovo, oppure telefona.</translation>
        </message>
        <message>
            <source>%1: %2, before %3</source>
            <translation>%1: %2, prima %3</translation>
        </message>
        <message>
            <source>To call: %1</source>
            <translation>Telefono: %1</translation>
        </message>
        <message>
            <source>no phone</source>
            <translation>manca</translation>
        </message>
        <message>
            <source>Print the new slip: %1</source>
            <translation>Stampa il promemoria nuovo: %1</translation>
        </message>
        <message>
            <source>Print slip</source>
            <translation>Promemoria</translation>
        </message>
        <message>
            <source>The price was told: %1</source>
            <translation>Prezzo detto alla persona: %1</translation>
        </message>
        <message>
            <source>Told</source>
            <translation>Detto</translation>
        </message>
    </context>
    <context>
        <name>RequestPage</name>
        <message>
            <source>New request</source>
            <translation>Nuova richiesta</translation>
        </message>
        <message>
            <source>What is needed, in a few words</source>
            <translation>Di che cosa c'è bisogno, in poche parole</translation>
        </message>
        <message>
            <source>Kind of need</source>
            <translation>Tipo di bisogno</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Scegli</translation>
        </message>
        <message>
            <source>Urgent: cannot wait</source>
            <translation>Urgente: non può aspettare</translation>
        </message>
        <message>
            <source>Who asks</source>
            <translation>Chi chiede</translation>
        </message>
        <message>
            <source>Surname and name</source>
            <translation>Cognome e nome</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>Request recorded</source>
            <translation>Richiesta registrata</translation>
        </message>
        <message>
            <source>The request</source>
            <translation>La richiesta</translation>
        </message>
        <message>
            <source>Choose the kind of need from the list.</source>
            <translation>Scegli il tipo di bisogno dall'elenco.</translation>
        </message>
        <message numerus="yes">
            <source>Say it in %n letters at most: facts, no diagnosis.</source>
            <translation>
                <numerusform>Dillo in %n lettera al massimo: fatti, niente diagnosi.</numerusform>
                <numerusform>Dillo in %n lettere al massimo: fatti, niente diagnosi.</numerusform>
            </translation>
        </message>
        <message>
            <source>Write who asks, for example Rossi Maria.</source>
            <translation>Scrivi chi chiede, per esempio Rossi Maria.</translation>
        </message>
        <message>
            <source>Proposed from the words.</source>
            <translation>Proposto dalle parole.</translation>
        </message>
        <message>
            <source>Proposed from the words. Or: %1</source>
            <translation>Proposto dalle parole. Oppure: %1</translation>
        </message>
        <message>
            <source>%1 of %2 letters. Facts only, never a diagnosis.</source>
            <translation>%1 lettere su %2. Solo fatti, mai una diagnosi.</translation>
        </message>
    </context>
    <context>
        <name>RequestWords</name>
        <message>
            <source>%1, urgent</source>
            <translation>%1, urgente</translation>
        </message>
        <message>
            <source>Contact: %1</source>
            <translation>Riferimento: %1</translation>
        </message>
    </context>
    <context>
        <name>RequestsCard</name>
        <message>
            <source>New request</source>
            <translation>Nuova richiesta</translation>
        </message>
        <message>
            <source>No request yet. Write down what is asked for.</source>
            <translation>Nessuna richiesta finora. Scrivi che cosa viene chiesto.</translation>
        </message>
    </context>
    <context>
        <name>ReturnWords</name>
        <message>
            <source>Not readable</source>
            <translation>Non leggibile</translation>
        </message>
        <message>
            <source>Taken, provisional</source>
            <translation>Accolto, provvisorio</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Accolto</translation>
        </message>
        <message>
            <source>Already read, counted once</source>
            <translation>Già letto, contato una volta</translation>
        </message>
        <message>
            <source>Put aside</source>
            <translation>Da parte</translation>
        </message>
        <message>
            <source>Taken: %1, %2</source>
            <translation>Accolto: %1, %2</translation>
        </message>
        <message>
            <source>Scan the next one. No key is needed.</source>
            <translation>Scansiona il prossimo buono. Non serve la tastiera.</translation>
        </message>
        <message>
            <source>Already read: %1</source>
            <translation>Già letto: %1</translation>
        </message>
        <message>
            <source>It is counted once. Scan the next one.</source>
            <translation>Conta una volta sola. Scansiona il prossimo.</translation>
        </message>
        <message>
            <source>Put aside: %1</source>
            <translation>Da parte: %1</translation>
        </message>
        <message>
            <source>Scan the next one.</source>
            <translation>Scansiona il prossimo.</translation>
        </message>
        <message>
            <source>Admitted</source>
            <translation>Convenzionato</translation>
        </message>
        <message>
            <source>Not yet admitted</source>
            <translation>Non ancora convenzionato</translation>
        </message>
        <message>
            <source>Admission ended</source>
            <translation>Convenzione finita</translation>
        </message>
        <message>
            <source>Suspended</source>
            <translation>Sospeso</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Uscito</translation>
        </message>
    </context>
    <context>
        <name>ReturnsPage</name>
        <message>
            <source>Returns</source>
            <translation>Rientri</translation>
        </message>
        <message>
            <source>Change shop</source>
            <translation>Cambia negozio</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Negozio</translation>
        </message>
        <message>
            <source>Name, address or VAT number; Enter takes the first of the list.</source>
            <translation>Nome, indirizzo o partita IVA; Invio prende il primo dell'elenco.</translation>
        </message>
        <message>
            <source>Shops</source>
            <translation>Negozi</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>To settle</source>
            <translation>Da rendicontare</translation>
        </message>
        <message>
            <source>No shop has this name. Type another word.</source>
            <translation>Nessun negozio ha questo nome. Scrivi un'altra parola.</translation>
        </message>
        <message>
            <source>Scan the first voucher</source>
            <translation>Scansiona il primo buono</translation>
        </message>
        <message>
            <source>No key is needed. Each piece is stored at once.</source>
            <translation>Non serve la tastiera. Ogni buono è salvato subito.</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Accolto</translation>
        </message>
        <message>
            <source>Total taken</source>
            <translation>Totale accolto</translation>
        </message>
        <message>
            <source>Put aside</source>
            <translation>Da parte</translation>
        </message>
        <message>
            <source>they do not stop the return</source>
            <translation>non fermano il rientro</translation>
        </message>
        <message>
            <source>Amount of the receipt</source>
            <translation>Importo dello scontrino</translation>
        </message>
        <message>
            <source>For cards with a balance: type it, then scan.</source>
            <translation>Per le tessere a scalare: scrivilo, poi scansiona.</translation>
        </message>
        <message>
            <source>Number, if the reader does not work</source>
            <translation>Numero, se il lettore non funziona</translation>
        </message>
        <message>
            <source>Pieces that the shop declares</source>
            <translation>Pezzi dichiarati dal negozio</translation>
        </message>
        <message>
            <source>Euros that the shop declares</source>
            <translation>Euro dichiarati dal negozio</translation>
        </message>
        <message>
            <source>Write a number, such as 12 or 240,00.</source>
            <translation>Scrivi un numero, per esempio 12 oppure 240,00.</translation>
        </message>
        <message>
            <source>Read last</source>
            <translation>Ultimi letti</translation>
        </message>
        <message>
            <source>Take the last one out</source>
            <translation>Annulla l'ultimo</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>N.</translation>
        </message>
        <message>
            <source>Voucher</source>
            <translation>Buono</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Esito</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Importo</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>Vouchers read last</source>
            <translation>Buoni letti per ultimi</translation>
        </message>
        <message>
            <source>Put off</source>
            <translation>Sospendi</translation>
        </message>
        <message>
            <source>Close and print</source>
            <translation>Chiudi e stampa</translation>
        </message>
        <message>
            <source>Whose vouchers are these?</source>
            <translation>Di quale negozio sono questi buoni?</translation>
        </message>
        <message>
            <source>Returns: %1</source>
            <translation>Rientri: %1</translation>
        </message>
        <message numerus="yes">
            <source>of %n declared</source>
            <translation>
                <numerusform>su %n dichiarato</numerusform>
                <numerusform>su %n dichiarati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n a minute</source>
            <translation>
                <numerusform>%n al minuto</numerusform>
                <numerusform>%n al minuto</numerusform>
            </translation>
        </message>
        <message>
            <source>of %1 declared</source>
            <translation>di %1 dichiarati</translation>
        </message>
        <message>
            <source>VAT %1</source>
            <translation>P. IVA %1</translation>
        </message>
        <message>
            <source>Put aside: %1</source>
            <translation>Da parte: %1</translation>
        </message>
        <message>
            <source>The return goes on. Decide at the end.</source>
            <translation>Il rientro va avanti. Decidi alla fine.</translation>
        </message>
        <message>
            <source>What cannot be taken in is listed here with its reason.</source>
            <translation>Quello che non si può accogliere è elencato qui con il suo motivo.</translation>
        </message>
        <message>
            <source>Give back</source>
            <translation>Restituisci</translation>
        </message>
        <message>
            <source>Write an amount such as 12,50.</source>
            <translation>Scrivi un importo, per esempio 12,50.</translation>
        </message>
        <message>
            <source>Return closed, receipt %1</source>
            <translation>Rientro chiuso, ricevuta %1</translation>
        </message>
    </context>
    <context>
        <name>ReviewList</name>
        <message>
            <source>What</source>
            <translation>Cosa</translation>
        </message>
        <message>
            <source>Whom</source>
            <translation>Chi</translation>
        </message>
        <message>
            <source>To review</source>
            <translation>Da rivedere</translation>
        </message>
        <message>
            <source>Nothing to review. What desks must look at together appears here.</source>
            <translation>Niente da rivedere. Qui appare ciò che più sportelli devono guardare insieme.</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Rivedi</translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message>
            <source>To review</source>
            <translation>Da rivedere</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 di %2</translation>
        </message>
        <message>
            <source>Nothing to review. What desks must look at together appears here.</source>
            <translation>Niente da rivedere. Qui appare ciò che più sportelli devono guardare insieme.</translation>
        </message>
        <message>
            <source>Would be there twice</source>
            <translation>Ci sarebbe due volte</translation>
        </message>
        <message>
            <source>Nothing is taken back: it comes here to review.</source>
            <translation>Niente viene tolto: arriva qui da rivedere.</translation>
        </message>
        <message>
            <source>Stands now</source>
            <translation>Vale ora</translation>
        </message>
        <message>
            <source>Came late</source>
            <translation>Arrivato tardi</translation>
        </message>
        <message>
            <source>A supervisor decides this.</source>
            <translation>Decide la responsabile.</translation>
        </message>
        <message>
            <source>Open the person</source>
            <translation>Apri la persona</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Avanti</translation>
        </message>
        <message>
            <source>They are two people</source>
            <translation>Sono due persone</translation>
        </message>
        <message>
            <source>It is the same person</source>
            <translation>È la stessa persona</translation>
        </message>
        <message>
            <source>Leave what stands</source>
            <translation>Lascia quello che vale</translation>
        </message>
        <message>
            <source>Write the other one</source>
            <translation>Scrivi l'altro</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Visto</translation>
        </message>
        <message>
            <source>Decided: %1</source>
            <translation>Deciso: %1</translation>
        </message>
        <message>
            <source>Merge two people</source>
            <translation>Unire due persone</translation>
        </message>
        <message>
            <source>From now on %1 and %2 are one person.</source>
            <translation>Da ora %1 e %2 sono una persona sola.</translation>
        </message>
        <message>
            <source>Bookings, cards, household and papers of both stay and are shown together. A supervisor can take it back later.</source>
            <translation>Prenotazioni, tessere, nucleo e documenti di entrambe restano e si vedono insieme. La responsabile può annullare l'unione anche dopo.</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Unisci</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Non adesso</translation>
        </message>
        <message>
            <source>One person now: %1</source>
            <translation>Ora una persona sola: %1</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>Non è stato fatto</translation>
        </message>
    </context>
    <context>
        <name>ReviewWords</name>
        <message>
            <source>Perhaps the same person</source>
            <translation>Forse la stessa persona</translation>
        </message>
        <message>
            <source>Two fiscal codes for one person</source>
            <translation>Due codici fiscali per una persona</translation>
        </message>
        <message>
            <source>Two birth dates for one person</source>
            <translation>Due date di nascita per una persona</translation>
        </message>
        <message>
            <source>To check: %1</source>
            <translation>Da controllare: %1</translation>
        </message>
        <message>
            <source>To check</source>
            <translation>Da controllare</translation>
        </message>
        <message>
            <source>Surname</source>
            <translation>Cognome</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>Sesso</translation>
        </message>
        <message>
            <source>Birth date</source>
            <translation>Data di nascita</translation>
        </message>
        <message>
            <source>Birthplace</source>
            <translation>Luogo di nascita</translation>
        </message>
        <message>
            <source>Fiscal code</source>
            <translation>Codice fiscale</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Via</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Numero</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>CAP</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Comune</translation>
        </message>
        <message>
            <source>Language of papers</source>
            <translation>Lingua dei fogli</translation>
        </message>
        <message>
            <source>How to reach</source>
            <translation>Come avvisare</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>niente</translation>
        </message>
        <message numerus="yes">
            <source>%n bookings</source>
            <translation>
                <numerusform>%n prenotazione</numerusform>
                <numerusform>%n prenotazioni</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cards</source>
            <translation>
                <numerusform>%n tessera</numerusform>
                <numerusform>%n tessere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n awards</source>
            <translation>
                <numerusform>%n assegnazione</numerusform>
                <numerusform>%n assegnazioni</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n requests</source>
            <translation>
                <numerusform>%n richiesta</numerusform>
                <numerusform>%n richieste</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n notes</source>
            <translation>
                <numerusform>%n nota</numerusform>
                <numerusform>%n note</numerusform>
            </translation>
        </message>
        <message>
            <source>nothing recorded yet</source>
            <translation>ancora niente</translation>
        </message>
        <message>
            <source>Two places on %1 at %2: %3</source>
            <translation>Due posti il %1 alle %2: %3</translation>
        </message>
        <message>
            <source>Two awards of %1 (%2): %3</source>
            <translation>Due assegnazioni di %1 (%2): %3</translation>
        </message>
        <message>
            <source>Two households since %1: %2; and %3</source>
            <translation>Due nuclei dal %1: %2; e %3</translation>
        </message>
    </context>
    <context>
        <name>Rights</name>
        <message>
            <source>For “%1” %2 is needed. Press %3 to change operator, or press Esc.</source>
            <translation>Per «%1» serve %2. Premi %3 per cambiare operatore, oppure Esc.</translation>
        </message>
        <message>
            <source>an operator of the counter</source>
            <translation>chi lavora allo sportello</translation>
        </message>
        <message>
            <source>the supervisor</source>
            <translation>la responsabile</translation>
        </message>
        <message>
            <source>the social worker</source>
            <translation>l’assistente sociale</translation>
        </message>
        <message>
            <source>the administrator</source>
            <translation>chi amministra</translation>
        </message>
    </context>
    <context>
        <name>RoundPage</name>
        <message>
            <source>Order and sample</source>
            <translation>Ordina e sorteggia</translation>
        </message>
        <message>
            <source>How it stands</source>
            <translation>A che punto è</translation>
        </message>
        <message>
            <source>Who takes part</source>
            <translation>Chi partecipa</translation>
        </message>
        <message>
            <source>Applications filed until</source>
            <translation>Domande presentate fino al</translation>
        </message>
        <message>
            <source>The order</source>
            <translation>La graduatoria</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Posto</translation>
        </message>
        <message>
            <source>Application</source>
            <translation>Domanda</translation>
        </message>
        <message>
            <source>ISEE</source>
            <translation>ISEE</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Importo</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Not ordered yet. Press Order.</source>
            <translation>Non ancora in ordine. Premi Metti in ordine.</translation>
        </message>
        <message>
            <source>Made until now</source>
            <translation>Fatto finora</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Draw the sample</source>
            <translation>Estrai il campione</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Metti in ordine</translation>
        </message>
        <message>
            <source>To decide</source>
            <translation>Da decidere</translation>
        </message>
        <message>
            <source>Approved</source>
            <translation>Approvate</translation>
        </message>
        <message>
            <source>Budget</source>
            <translation>Dotazione</translation>
        </message>
        <message>
            <source>Within the budget</source>
            <translation>Dentro i fondi</translation>
        </message>
        <message>
            <source>In the order of: %1. Where all tie, by lot. Sample: %2 of 100 approved.</source>
            <translation>In ordine di: %1. A parità di tutto, per sorteggio. Campione: %2 su 100 approvate.</translation>
        </message>
        <message>
            <source>Sample</source>
            <translation>Campione</translation>
        </message>
        <message>
            <source>%1, by %2. Seed %3, %4 took part.</source>
            <translation>%1, da %2. Seme %3, hanno partecipato in %4.</translation>
        </message>
        <message>
            <source>beyond the budget</source>
            <translation>oltre i fondi</translation>
        </message>
        <message>
            <source>Order made</source>
            <translation>Graduatoria fatta</translation>
        </message>
        <message>
            <source>Sample drawn</source>
            <translation>Campione estratto</translation>
        </message>
        <message>
            <source>Write the last day, for example 30/11/2026.</source>
            <translation>Scrivi l'ultimo giorno, per esempio 30/11/2026.</translation>
        </message>
    </context>
    <context>
        <name>RunPage</name>
        <message>
            <source>Whom free places go to</source>
            <translation>A chi vanno i posti liberi</translation>
        </message>
        <message>
            <source>Time is over: given back first</source>
            <translation>Tempo scaduto: prima si restituiscono</translation>
        </message>
        <message>
            <source>No place is free for who waits. Exchange first: a place given back at another desk comes with it.</source>
            <translation>Non c'è un posto libero per chi aspetta. Fai prima uno scambio: porta anche i posti restituiti negli altri sportelli.</translation>
        </message>
        <message>
            <source>Back, nothing offered</source>
            <translation>Indietro, senza offrire</translation>
        </message>
        <message>
            <source>Offer these places</source>
            <translation>Offri questi posti</translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) free</source>
            <translation>
                <numerusform>%n posto libero</numerusform>
                <numerusform>%n posti liberi</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n offer(s)</source>
            <translation>
                <numerusform>%n offerta</numerusform>
                <numerusform>%n offerte</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing has happened yet. A place is kept %n hour(s).</source>
            <translation>
                <numerusform>Non è ancora successo niente. Un posto è tenuto %n ora.</numerusform>
                <numerusform>Non è ancora successo niente. Un posto è tenuto %n ore.</numerusform>
            </translation>
        </message>
        <message>
            <source>asks for %1: passed over, keeps the turn</source>
            <translation>chiede %1: saltato, tiene il suo turno</translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) offered: call now</source>
            <translation>
                <numerusform>%n posto offerto: chiama adesso</numerusform>
                <numerusform>%n posti offerti: chiama adesso</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n asked of the centre: call after the exchange</source>
            <translation>
                <numerusform>%n chiesto al centro: chiama dopo lo scambio</numerusform>
                <numerusform>%n chiesti al centro: chiama dopo lo scambio</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n given back</source>
            <translation>
                <numerusform>%n restituito</numerusform>
                <numerusform>%n restituiti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not offered: look again</source>
            <translation>
                <numerusform>%n non offerto: guarda di nuovo</numerusform>
                <numerusform>%n non offerti: guarda di nuovo</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SamePage</name>
        <message>
            <source>Registered twice</source>
            <translation>Registrata due volte</translation>
        </message>
        <message>
            <source>The other registration</source>
            <translation>L'altra registrazione</translation>
        </message>
        <message>
            <source>Nobody chosen yet.</source>
            <translation>Ancora nessuno scelto.</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Perché</translation>
        </message>
        <message>
            <source>Who is the same person</source>
            <translation>Chi è la stessa persona</translation>
        </message>
        <message>
            <source>Both stay as they are. A supervisor compares them and decides whether to merge them.</source>
            <translation>Restano tutte e due come sono. Chi è responsabile le confronta e decide se unirle.</translation>
        </message>
        <message>
            <source>Search the other registration and press Add.</source>
            <translation>Cerca l'altra registrazione e premi Aggiungi.</translation>
        </message>
        <message>
            <source>It stands under «To review»</source>
            <translation>È fra le cose da rivedere</translation>
        </message>
    </context>
    <context>
        <name>ScalePage</name>
        <message>
            <source>How the equivalence scale is worked out</source>
            <translation>Come si calcola la scala di equivalenza</translation>
        </message>
        <message>
            <source>People who count</source>
            <translation>Persone che contano</translation>
        </message>
        <message>
            <source>Children</source>
            <translation>Figli</translation>
        </message>
        <message>
            <source>With a disability or not self-sufficient</source>
            <translation>Con disabilità o non autosufficienti</translation>
        </message>
        <message>
            <source>A child is under 18</source>
            <translation>C'è un figlio sotto i 18 anni</translation>
        </message>
        <message>
            <source>A child is under 3</source>
            <translation>C'è un figlio sotto i 3 anni</translation>
        </message>
        <message>
            <source>Work of the parents</source>
            <translation>Lavoro dei genitori</translation>
        </message>
        <message>
            <source>None of these</source>
            <translation>Nessuno di questi casi</translation>
        </message>
        <message>
            <source>Both, or the only one, worked six months</source>
            <translation>Tutti e due, o l'unico, almeno sei mesi</translation>
        </message>
        <message>
            <source>One parent alone, without work</source>
            <translation>Un genitore solo, senza lavoro</translation>
        </message>
        <message>
            <source>Line by line</source>
            <translation>Riga per riga</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>The household</source>
            <translation>Il nucleo</translation>
        </message>
        <message>
            <source>Income of all, euros a year</source>
            <translation>Redditi di tutti, euro all'anno</translation>
        </message>
        <message>
            <source>Assets of all, euros</source>
            <translation>Patrimonio di tutti, euro</translation>
        </message>
        <message>
            <source>An example: INPS works out the real one</source>
            <translation>Un esempio: quello vero lo calcola l'INPS</translation>
        </message>
        <message>
            <source>Write an amount, for example 12.500,00.</source>
            <translation>Scrivi un importo, per esempio 12.500,00.</translation>
        </message>
        <message>
            <source>Write the income: the sum shows itself.</source>
            <translation>Scrivi i redditi: il conto compare da solo.</translation>
        </message>
        <message>
            <source>Equivalence scale</source>
            <translation>Scala di equivalenza</translation>
        </message>
    </context>
    <context>
        <name>Searching</name>
        <message>
            <source>Already read</source>
            <translation>Già letto</translation>
        </message>
        <message>
            <source>That is the card's number. Read the bar code of the health card.</source>
            <translation>Questo è il numero della tessera. Leggi il codice a barre della tessera sanitaria.</translation>
        </message>
        <message>
            <source>No command for “%1”</source>
            <translation>Nessun comando per «%1»</translation>
        </message>
        <message>
            <source>Try another word, or press %1 for all keys.</source>
            <translation>Prova un’altra parola, oppure premi %1 per tutti i tasti.</translation>
        </message>
        <message>
            <source>Code read</source>
            <translation>Codice letto</translation>
        </message>
        <message>
            <source>That is the sheet for a new desk. It is read when a desk is set up.</source>
            <translation>Questo è il foglio per un nuovo sportello. Si legge quando si prepara lo sportello.</translation>
        </message>
        <message>
            <source>Code not recognised: %1. Scan the card or type the name.</source>
            <translation>Codice non riconosciuto: %1. Scansiona la tessera o scrivi il nome.</translation>
        </message>
        <message>
            <source>That is a passport, whose lines are not read here. Type the data.</source>
            <translation>È un passaporto: le sue righe qui non si leggono. Scrivi i dati a mano.</translation>
        </message>
        <message numerus="yes">
            <source>%n of the three lines were read. Pass the document again, slowly, or type the data.</source>
            <translation>
                <numerusform>Letta %n riga su tre. Ripassa il documento piano, oppure scrivi i dati a mano.</numerusform>
                <numerusform>Lette %n righe su tre. Ripassa il documento piano, oppure scrivi i dati a mano.</numerusform>
            </translation>
        </message>
        <message>
            <source>Open the agenda of that day</source>
            <translation>Apri l’agenda di quel giorno</translation>
        </message>
        <message>
            <source>Somebody here has this code, one slip away</source>
            <translation>Qualcuno qui ha questo codice, a una svista di distanza</translation>
        </message>
        <message>
            <source>New person with this document</source>
            <translation>Nuova persona con questo documento</translation>
        </message>
        <message>
            <source>New person with this code</source>
            <translation>Nuova persona con questo codice</translation>
        </message>
        <message>
            <source>Create new person</source>
            <translation>Crea nuova persona</translation>
        </message>
        <message>
            <source>Open the person</source>
            <translation>Apri la persona</translation>
        </message>
        <message>
            <source>Open the card's person</source>
            <translation>Apri la persona della tessera</translation>
        </message>
        <message>
            <source>Open the booking's person</source>
            <translation>Apri la persona della prenotazione</translation>
        </message>
        <message>
            <source>Nobody for “%1”. Try the birth date, or create the person.</source>
            <translation>Nessuna persona per «%1». Prova con la data di nascita, oppure creala.</translation>
        </message>
        <message>
            <source>last visit %1</source>
            <translation>ultima visita %1</translation>
        </message>
    </context>
    <context>
        <name>SecondPersonPanel</name>
        <message>
            <source>Second person</source>
            <translation>Seconda persona</translation>
        </message>
        <message>
            <source>They read what is decided, choose their name and type their own PIN.</source>
            <translation>Legge che cosa si decide, sceglie il proprio nome e digita il proprio PIN.</translation>
        </message>
        <message>
            <source>Who signs as well</source>
            <translation>Chi firma insieme</translation>
        </message>
        <message>
            <source>Nobody else who may sign is known at this desk.</source>
            <translation>A questo sportello non risulta nessun altro che possa firmare.</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>PIN of the second person</source>
            <translation>PIN della seconda persona</translation>
        </message>
        <message>
            <source>Sign as well</source>
            <translation>Firma insieme</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Invio</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Non adesso</translation>
        </message>
    </context>
    <context>
        <name>Segmented</name>
        <message>
            <source>optional</source>
            <translation>facoltativo</translation>
        </message>
    </context>
    <context>
        <name>ServiceModel</name>
        <message>
            <source>Usually</source>
            <translation>Di solito</translation>
        </message>
        <message>
            <source>Children</source>
            <translation>Bambini e ragazzi</translation>
        </message>
        <message>
            <source>Children and families</source>
            <translation>Bambini e famiglie</translation>
        </message>
        <message>
            <source>Elderly people</source>
            <translation>Anziani</translation>
        </message>
        <message>
            <source>People with disabilities</source>
            <translation>Persone con disabilità</translation>
        </message>
        <message>
            <source>For everyone</source>
            <translation>Per tutti</translation>
        </message>
        <message>
            <source>Other services</source>
            <translation>Altri servizi</translation>
        </message>
        <message>
            <source>after an assessment</source>
            <translation>dopo una valutazione</translation>
        </message>
        <message>
            <source>no places now</source>
            <translation>nessun posto ora</translation>
        </message>
        <message numerus="yes">
            <source>%n free</source>
            <comment>places of a service</comment>
            <translation>
                <numerusform>%n libero</numerusform>
                <numerusform>%n liberi</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ServiceRequestWords</name>
        <message>
            <source>Waits for an answer</source>
            <translation>Attende risposta</translation>
        </message>
        <message>
            <source>Another time proposed</source>
            <translation>Proposto un altro orario</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Accettata</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Rifiutata</translation>
        </message>
        <message>
            <source>Refused, told</source>
            <translation>Rifiutata, comunicato</translation>
        </message>
        <message>
            <source>Agreed</source>
            <translation>Concordata</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Ritirata</translation>
        </message>
        <message>
            <source>All day</source>
            <translation>Tutto il giorno</translation>
        </message>
        <message>
            <source>Morning</source>
            <translation>Mattina</translation>
        </message>
        <message>
            <source>Afternoon</source>
            <translation>Pomeriggio</translation>
        </message>
        <message>
            <source>Evening</source>
            <translation>Sera</translation>
        </message>
        <message>
            <source>%1, of which the person %2</source>
            <translation>%1, di cui la persona %2</translation>
        </message>
        <message>
            <source>no phone</source>
            <translation>nessun telefono</translation>
        </message>
        <message>
            <source>The person agrees</source>
            <translation>Va bene alla persona</translation>
        </message>
        <message>
            <source>Time agreed</source>
            <translation>Orario concordato</translation>
        </message>
        <message>
            <source>Told</source>
            <translation>Comunicato</translation>
        </message>
        <message>
            <source>Refusal told</source>
            <translation>Rifiuto comunicato</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Ritira</translation>
        </message>
        <message>
            <source>Request withdrawn</source>
            <translation>Richiesta ritirata</translation>
        </message>
    </context>
    <context>
        <name>ServiceRequestsCard</name>
        <message>
            <source>Services on request</source>
            <translation>Servizi su richiesta</translation>
        </message>
        <message>
            <source>Ask for a service</source>
            <translation>Chiedi un servizio</translation>
        </message>
        <message>
            <source>Nothing was asked for yet.</source>
            <translation>Non è ancora stato chiesto nulla.</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>Impostazioni</translation>
        </message>
    </context>
    <context>
        <name>SettlementsCard</name>
        <message>
            <source>Settlements</source>
            <translation>Rendiconti</translation>
        </message>
        <message numerus="yes">
            <source>%n purchases</source>
            <translation>
                <numerusform>%n spesa</numerusform>
                <numerusform>%n spese</numerusform>
            </translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Stampa</translation>
        </message>
        <message>
            <source>to close</source>
            <translation>da chiudere</translation>
        </message>
        <message>
            <source>Say in a few words how it is closed, then Enter.</source>
            <translation>Scrivi in due parole come si chiude, poi Invio.</translation>
        </message>
        <message>
            <source>Number and amount of the shop's debit note</source>
            <translation>Numero e importo della nota di debito del negozio</translation>
        </message>
        <message>
            <source>For example 7/2026 165,50, then Enter.</source>
            <translation>Per esempio 7/2026 165,50, poi Invio.</translation>
        </message>
        <message>
            <source>Write the number, a blank, and the amount.</source>
            <translation>Scrivi il numero, uno spazio e l'importo.</translation>
        </message>
    </context>
    <context>
        <name>SetupPage</name>
        <message>
            <source>Last step: choose the printers and try the reader. Both may wait.</source>
            <translation>Ultimo passo: scegli le stampanti e prova il lettore. Possono anche aspettare.</translation>
        </message>
        <message>
            <source>Printers and reader</source>
            <translation>Stampanti e lettore</translation>
        </message>
        <message>
            <source>You find both again under Settings.</source>
            <translation>Li ritrovi in Impostazioni.</translation>
        </message>
        <message>
            <source>Begin to work</source>
            <translation>Inizia a lavorare</translation>
        </message>
    </context>
    <context>
        <name>SheetCard</name>
        <message>
            <source>Printed sheets</source>
            <translation>Fogli stampati</translation>
        </message>
        <message>
            <source>Number of a spoilt sheet</source>
            <translation>Numero del foglio da scartare</translation>
        </message>
        <message>
            <source>It stands at the edge of the sheet.</source>
            <translation>È scritto sul bordo del foglio.</translation>
        </message>
        <message>
            <source>What happened to it</source>
            <translation>Che cosa è successo</translation>
        </message>
        <message>
            <source>Discard this sheet and print its cards again</source>
            <translation>Scarta il foglio e ristampa le sue tessere</translation>
        </message>
        <message numerus="yes">
            <source>%n cards</source>
            <translation>
                <numerusform>%n tessera</numerusform>
                <numerusform>%n tessere</numerusform>
            </translation>
        </message>
        <message>
            <source>Came out well</source>
            <translation>Uscito bene</translation>
        </message>
        <message>
            <source>No sheet of this fund has this number.</source>
            <translation>Nessun foglio di questo fondo ha questo numero.</translation>
        </message>
    </context>
    <context>
        <name>Shell</name>
        <message>
            <source>%1 changes person</source>
            <translation>%1 cambia persona</translation>
        </message>
    </context>
    <context>
        <name>ShopPage</name>
        <message>
            <source>Shop</source>
            <translation>Negozio</translation>
        </message>
        <message>
            <source>Take the shop's file in</source>
            <translation>Prendi il file del negozio</translation>
        </message>
        <message>
            <source>Register</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Papers</source>
            <translation>Documenti</translation>
        </message>
        <message>
            <source>Settle</source>
            <translation>Rendiconta</translation>
        </message>
        <message>
            <source>Fund</source>
            <translation>Misura</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Dal</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Al</translation>
        </message>
        <message>
            <source>Close with a second person</source>
            <translation>Chiudi con una seconda persona</translation>
        </message>
        <message>
            <source>Compare with the shop's list</source>
            <translation>Confronta con l'elenco del negozio</translation>
        </message>
        <message>
            <source>Taken in last</source>
            <translation>Ultime spese</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Importo</translation>
        </message>
        <message>
            <source>Purchases taken in last</source>
            <translation>Spese prese per ultime</translation>
        </message>
        <message>
            <source>Nothing taken in yet. Scan this shop's vouchers under Returns.</source>
            <translation>Ancora nessuna spesa. Scansiona i buoni di questo negozio in Rientri.</translation>
        </message>
        <message>
            <source>Why the purchase is taken back</source>
            <translation>Perché si annulla la spesa</translation>
        </message>
        <message>
            <source>The reason stays with the purchase. A second supervisor signs.</source>
            <translation>Il motivo resta con la spesa. Firma un secondo responsabile.</translation>
        </message>
        <message>
            <source>VAT number</source>
            <translation>Partita IVA</translation>
        </message>
        <message>
            <source>Fiscal code</source>
            <translation>Codice fiscale</translation>
        </message>
        <message>
            <source>IBAN</source>
            <translation>IBAN</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Referente</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>Email</source>
            <translation>Email</translation>
        </message>
        <message>
            <source>Admitted from</source>
            <translation>Convenzionato dal</translation>
        </message>
        <message>
            <source>Admitted until</source>
            <translation>Convenzionato fino al</translation>
        </message>
        <message>
            <source>Funds</source>
            <translation>Misure</translation>
        </message>
        <message>
            <source>all</source>
            <translation>tutte</translation>
        </message>
        <message>
            <source>Choose the shop's list</source>
            <translation>Scegli l'elenco del negozio</translation>
        </message>
        <message>
            <source>Lists (*.csv *.txt *.xlsx)</source>
            <translation>Elenchi (*.csv *.txt *.xlsx)</translation>
        </message>
        <message>
            <source>Choose the shop's file</source>
            <translation>Scegli il file del negozio</translation>
        </message>
        <message numerus="yes">
            <source>%n purchases taken in</source>
            <translation>
                <numerusform>%n spesa accolta</numerusform>
                <numerusform>%n spese accolte</numerusform>
            </translation>
        </message>
        <message>
            <source>what became of each row is in %1</source>
            <translation>l'esito di ogni riga è in %1</translation>
        </message>
        <message>
            <source>Nothing is left to settle in these days.</source>
            <translation>In questi giorni non c'è niente da rendicontare.</translation>
        </message>
        <message numerus="yes">
            <source>%n purchases, %1</source>
            <translation>
                <numerusform>%n spesa, %1</numerusform>
                <numerusform>%n spese, %1</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 is to get %2 for %3.</source>
            <translation>%1 riceverà %2 per %3.</translation>
        </message>
        <message>
            <source>Settlement closed, the statement is printed</source>
            <translation>Rendiconto chiuso, la stampa è in corso</translation>
        </message>
        <message>
            <source>Write the reason in a few words.</source>
            <translation>Scrivi il motivo in due parole.</translation>
        </message>
        <message>
            <source>%1 goes back to card %2.</source>
            <translation>%1 torna sulla tessera %2.</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Annulla</translation>
        </message>
    </context>
    <context>
        <name>ShopWords</name>
        <message>
            <source>No end</source>
            <translation>Senza scadenza</translation>
        </message>
        <message>
            <source>Until %1</source>
            <translation>Fino al %1</translation>
        </message>
        <message>
            <source>Ends on %1</source>
            <translation>Scade il %1</translation>
        </message>
        <message>
            <source>Ended on %1</source>
            <translation>Scaduto il %1</translation>
        </message>
        <message>
            <source>To settle</source>
            <translation>Da rendicontare</translation>
        </message>
        <message>
            <source>Settled</source>
            <translation>Rendicontata</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>Annullata</translation>
        </message>
        <message>
            <source>at the counter</source>
            <translation>allo sportello</translation>
        </message>
        <message>
            <source>by a return</source>
            <translation>con un rientro</translation>
        </message>
        <message>
            <source>by the shop's file</source>
            <translation>dal file del negozio</translation>
        </message>
        <message>
            <source>by the shop's system</source>
            <translation>dal sistema del negozio</translation>
        </message>
        <message>
            <source>Waits for the debit note</source>
            <translation>Aspetta la nota di debito</translation>
        </message>
        <message>
            <source>Ready to be paid</source>
            <translation>Pronto da pagare</translation>
        </message>
        <message>
            <source>Payment ordered</source>
            <translation>Pagamento disposto</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Pagato</translation>
        </message>
        <message>
            <source>Voucher that was not brought</source>
            <translation>Buono non consegnato</translation>
        </message>
        <message>
            <source>In the shop's list, not recorded here</source>
            <translation>Nell'elenco del negozio, qui non c'è</translation>
        </message>
        <message>
            <source>Recorded here, not in the shop's list</source>
            <translation>Qui c'è, nell'elenco del negozio no</translation>
        </message>
        <message>
            <source>Another amount</source>
            <translation>Importo diverso</translation>
        </message>
        <message>
            <source>Not in the bank's list</source>
            <translation>Non è nell'elenco della banca</translation>
        </message>
        <message>
            <source>The bank paid another amount</source>
            <translation>La banca ha pagato un altro importo</translation>
        </message>
    </context>
    <context>
        <name>ShopsPage</name>
        <message>
            <source>Shops and funds</source>
            <translation>Negozi e misure</translation>
        </message>
        <message>
            <source>Search a shop</source>
            <translation>Cerca un negozio</translation>
        </message>
        <message>
            <source>Name, address or VAT number.</source>
            <translation>Nome, indirizzo o partita IVA.</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Negozio</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Papers</source>
            <translation>Documenti</translation>
        </message>
        <message>
            <source>To settle</source>
            <translation>Da rendicontare</translation>
        </message>
        <message>
            <source>Shops</source>
            <translation>Negozi</translation>
        </message>
        <message>
            <source>No shop has this name. Shops come with the territory's file.</source>
            <translation>Nessun negozio ha questo nome. I negozi arrivano con il file del territorio.</translation>
        </message>
        <message>
            <source>Fund</source>
            <translation>Misura</translation>
        </message>
        <message>
            <source>Budget</source>
            <translation>Budget</translation>
        </message>
        <message>
            <source>Committed</source>
            <translation>Impegnato</translation>
        </message>
        <message>
            <source>Free</source>
            <translation>Libero</translation>
        </message>
        <message>
            <source>Funds</source>
            <translation>Misure</translation>
        </message>
        <message>
            <source>No fund here yet. Funds come with the territory's file, at an exchange.</source>
            <translation>Nessuna misura qui, per ora. Le misure arrivano con il file del territorio, a uno scambio.</translation>
        </message>
        <message numerus="yes">
            <source>%n ended</source>
            <translation>
                <numerusform>%n scaduto</numerusform>
                <numerusform>%n scaduti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ending</source>
            <translation>
                <numerusform>%n in scadenza</numerusform>
                <numerusform>%n in scadenza</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ShortCard</name>
        <message>
            <source>Request</source>
            <translation>Richiesta</translation>
        </message>
        <message>
            <source>New request</source>
            <translation>Nuova richiesta</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Scrivi una nota</translation>
        </message>
        <message>
            <source>No open request and no note.</source>
            <translation>Nessuna richiesta aperta e nessuna nota.</translation>
        </message>
        <message>
            <source>All requests and notes</source>
            <translation>Tutte le richieste e le note</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>ce n'è un'altra</numerusform>
                <numerusform>ce ne sono altre %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SideCard</name>
        <message>
            <source>Born</source>
            <translation>Data di nascita</translation>
        </message>
        <message>
            <source>Fiscal code</source>
            <translation>Codice fiscale</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Via</translation>
        </message>
        <message>
            <source>Lives with</source>
            <translation>Abita con</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>Registrato</translation>
        </message>
        <message>
            <source>Registered</source>
            <translation>Registrata</translation>
        </message>
    </context>
    <context>
        <name>SlipPage</name>
        <message>
            <source>Reminder for the person</source>
            <translation>Promemoria per la persona</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normale</translation>
        </message>
        <message>
            <source>Large print</source>
            <translation>Caratteri grandi</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Testo</translation>
        </message>
        <message>
            <source>Save for a phone's calendar</source>
            <translation>Salva per il calendario di un telefono</translation>
        </message>
        <message>
            <source>Print how the price is made up</source>
            <translation>Stampa come si forma il prezzo</translation>
        </message>
        <message>
            <source>A file with the appointments for a relative: it names no person.</source>
            <translation>Un file con gli appuntamenti per un parente: non nomina nessuno.</translation>
        </message>
        <message>
            <source>Preview of the slip</source>
            <translation>Anteprima del promemoria</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Stampa</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Salvato: %1</translation>
        </message>
        <message>
            <source>The reminder goes to the printer</source>
            <translation>Il promemoria va in stampa</translation>
        </message>
        <message>
            <source>The sheet with the price goes to the printer</source>
            <translation>Il foglio del prezzo va in stampa</translation>
        </message>
        <message>
            <source>Where to save the appointments</source>
            <translation>Dove salvare gli appuntamenti</translation>
        </message>
        <message>
            <source>Calendar (*.ics)</source>
            <translation>Calendario (*.ics)</translation>
        </message>
    </context>
    <context>
        <name>SlotChoice</name>
        <message>
            <source>Times of the week</source>
            <translation>Orari della settimana</translation>
        </message>
        <message>
            <source>No times in the next weeks.</source>
            <translation>Nessun orario nelle prossime settimane.</translation>
        </message>
        <message>
            <source>Show the week</source>
            <translation>Mostra la settimana</translation>
        </message>
        <message>
            <source>Show as a list</source>
            <translation>Mostra come elenco</translation>
        </message>
        <message>
            <source>Earlier days</source>
            <translation>Giorni prima</translation>
        </message>
        <message>
            <source>Later days</source>
            <translation>Giorni dopo</translation>
        </message>
        <message>
            <source>First free date</source>
            <translation>Prima data libera</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Posti</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Qui</translation>
        </message>
        <message>
            <source>Times as a list</source>
            <translation>Orari in elenco</translation>
        </message>
        <message numerus="yes">
            <source>%n free</source>
            <comment>places of a slot</comment>
            <translation>
                <numerusform>%n libero</numerusform>
                <numerusform>%n liberi</numerusform>
            </translation>
        </message>
        <message>
            <source>Full</source>
            <translation>Pieno</translation>
        </message>
        <message numerus="yes">
            <source>%n assured</source>
            <comment>places of a slot</comment>
            <translation>
                <numerusform>%n garantito</numerusform>
                <numerusform>%n garantiti</numerusform>
            </translation>
        </message>
        <message>
            <source>provisional</source>
            <translation>provvisoria</translation>
        </message>
    </context>
    <context>
        <name>SlotLegend</name>
        <message>
            <source>assured: you confirm even without connection</source>
            <translation>garantiti: confermi anche senza collegamento</translation>
        </message>
        <message>
            <source>provisional: we call back</source>
            <translation>provvisoria: richiamiamo noi</translation>
        </message>
    </context>
    <context>
        <name>SlotModel</name>
        <message>
            <source>Closed</source>
            <translation>Chiuso</translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n in attesa</numerusform>
                <numerusform>%n in attesa</numerusform>
            </translation>
        </message>
        <message>
            <source>Full</source>
            <translation>Pieno</translation>
        </message>
        <message numerus="yes">
            <source>%n free</source>
            <comment>places of a slot</comment>
            <translation>
                <numerusform>%n libero</numerusform>
                <numerusform>%n liberi</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n assured</source>
            <comment>places of a slot</comment>
            <translation>
                <numerusform>%n garantito</numerusform>
                <numerusform>%n garantiti</numerusform>
            </translation>
        </message>
        <message>
            <source>provisional</source>
            <comment>under a slot</comment>
            <translation>provvisoria</translation>
        </message>
    </context>
    <context>
        <name>SlotPage</name>
        <message>
            <source>Slot</source>
            <translation>Orario</translation>
        </message>
        <message>
            <source>Print the day's sheet</source>
            <translation>Stampa il foglio del giorno</translation>
        </message>
        <message>
            <source>Close the slot</source>
            <translation>Chiudi il turno</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Posti</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Persona</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Who comes</source>
            <translation>Chi viene</translation>
        </message>
        <message>
            <source>Nobody has booked here yet. To book, find the person and press F2.</source>
            <translation>Qui non ha ancora prenotato nessuno. Per prenotare cerca la persona e premi F2.</translation>
        </message>
        <message>
            <source>This slot is no longer in the agenda.</source>
            <translation>Questo orario non è più nell'agenda.</translation>
        </message>
        <message>
            <source>This slot is closed.</source>
            <translation>Questo orario è chiuso.</translation>
        </message>
        <message>
            <source>%1 of %2 taken</source>
            <translation>occupati %1 di %2</translation>
        </message>
        <message numerus="yes">
            <source>%n known at this desk</source>
            <comment>people</comment>
            <translation>
                <numerusform>%n noto a questo sportello</numerusform>
                <numerusform>%n noti a questo sportello</numerusform>
            </translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Dove</translation>
        </message>
        <message>
            <source>Provider</source>
            <translation>Ente</translation>
        </message>
        <message>
            <source>Assured here</source>
            <translation>Garantiti qui</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 di %2</translation>
        </message>
        <message>
            <source>Meeting</source>
            <translation>Incontro</translation>
        </message>
        <message numerus="yes">
            <source>%n places</source>
            <translation>
                <numerusform>%n posto</numerusform>
                <numerusform>%n posti</numerusform>
            </translation>
        </message>
        <message>
            <source>Mark arrival</source>
            <translation>Segna arrivo</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Waits for a place</source>
            <translation>Attende un posto</translation>
        </message>
        <message>
            <source>Arrival marked: %1</source>
            <translation>Arrivo segnato: %1</translation>
        </message>
        <message>
            <source>Slot closed. The centre confirms it at the next exchange.</source>
            <translation>Il turno è chiuso. Il centro lo conferma al prossimo scambio.</translation>
        </message>
        <message>
            <source>The day's sheet goes to the printer</source>
            <translation>Il foglio del giorno va in stampa</translation>
        </message>
    </context>
    <context>
        <name>SplitPage</name>
        <message>
            <source>Split the household</source>
            <translation>Dividi il nucleo</translation>
        </message>
        <message>
            <source>From which day</source>
            <translation>Da quale giorno</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Perché</translation>
        </message>
        <message>
            <source>Municipality of the new household</source>
            <translation>Comune del nuovo nucleo</translation>
        </message>
        <message>
            <source>Choose who leaves.</source>
            <translation>Scegli chi esce.</translation>
        </message>
        <message>
            <source>Somebody must stay. If all move, record that they move house.</source>
            <translation>Qualcuno deve restare. Se si spostano tutti, registra il cambio di casa.</translation>
        </message>
        <message>
            <source>Write day, month and year, for example 05/03/2026.</source>
            <translation>Scrivi giorno, mese e anno, per esempio 05/03/2026.</translation>
        </message>
        <message>
            <source>Household split</source>
            <translation>Nucleo diviso</translation>
        </message>
        <message>
            <source>Who leaves</source>
            <translation>Chi esce</translation>
        </message>
        <message>
            <source>When and why</source>
            <translation>Quando e perché</translation>
        </message>
        <message>
            <source>How it will be</source>
            <translation>Come sarà</translation>
        </message>
        <message>
            <source>Leave it empty if it is the same.</source>
            <translation>Lascialo vuoto se è lo stesso.</translation>
        </message>
        <message>
            <source>Where %1 lives</source>
            <translation>Dove vive %1</translation>
        </message>
        <message>
            <source>Role of %1 in the new household</source>
            <translation>Ruolo di %1 nel nuovo nucleo</translation>
        </message>
        <message>
            <source>Stays</source>
            <translation>Resta</translation>
        </message>
        <message>
            <source>Leaves</source>
            <translation>Esce</translation>
        </message>
        <message>
            <source>Lives in both, counts here</source>
            <translation>Vive in tutti e due, conta qui</translation>
        </message>
        <message>
            <source>This household</source>
            <translation>Questo nucleo</translation>
        </message>
        <message>
            <source>New household</source>
            <translation>Nuovo nucleo</translation>
        </message>
        <message>
            <source>comes</source>
            <translation>entra</translation>
        </message>
        <message>
            <source>does not count</source>
            <translation>non conta</translation>
        </message>
        <message>
            <source>Needs an ISEE of its own.</source>
            <translation>Serve un ISEE suo.</translation>
        </message>
    </context>
    <context>
        <name>Standing</name>
        <message>
            <source>Municipality of %1</source>
            <translation>Comune di %1</translation>
        </message>
        <message>
            <source>Export to a stick</source>
            <translation>Esporta su chiavetta</translation>
        </message>
        <message numerus="yes">
            <source>Locks in %n s: press any key to go on</source>
            <translation>
                <numerusform>Blocco tra %n s: premi un tasto per continuare</numerusform>
                <numerusform>Blocco tra %n s: premi un tasto per continuare</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Locks in %n min</source>
            <translation>
                <numerusform>Blocco tra %n min</numerusform>
                <numerusform>Blocco tra %n min</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatementPage</name>
        <message>
            <source>Monthly statement</source>
            <translation>Rendiconto mensile</translation>
        </message>
        <message>
            <source>Cooperative</source>
            <translation>Ente</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mese</translation>
        </message>
        <message>
            <source>Stored: %1</source>
            <translation>Salvato: %1</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Stampa</translation>
        </message>
        <message>
            <source>Store as a table</source>
            <translation>Salva come tabella</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servizio</translation>
        </message>
        <message>
            <source>Bookings</source>
            <translation>Prenotazioni</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Unità</translation>
        </message>
        <message>
            <source>Present</source>
            <translation>Presente</translation>
        </message>
        <message>
            <source>Absent</source>
            <translation>Assente</translation>
        </message>
        <message>
            <source>Late cancelled</source>
            <translation>Disdette tardi</translation>
        </message>
        <message>
            <source>Others</source>
            <translation>Altre</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Importo</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Servizi</translation>
        </message>
        <message>
            <source>Who pays</source>
            <translation>Chi paga</translation>
        </message>
        <message>
            <source>No booking in this month. Choose another month above.</source>
            <translation>Nessuna prenotazione in questo mese. Scegli sopra un altro mese.</translation>
        </message>
        <message>
            <source>To mark</source>
            <translation>Da segnare</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>Insieme</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
    </context>
    <context>
        <name>StepPage</name>
        <message>
            <source>Request</source>
            <translation>Richiesta</translation>
        </message>
        <message>
            <source>Step recorded</source>
            <translation>Passo registrato</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Che cosa succede</translation>
        </message>
        <message>
            <source>What is offered</source>
            <translation>Che cosa si propone</translation>
        </message>
        <message>
            <source>Which service</source>
            <translation>Quale servizio</translation>
        </message>
        <message>
            <source>For example: CAF, family clinic, school.</source>
            <translation>Per esempio: CAF, consultorio, scuola.</translation>
        </message>
        <message>
            <source>Contact person</source>
            <translation>Persona di riferimento</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>In a few words</source>
            <translation>In poche parole</translation>
        </message>
        <message>
            <source>Book now</source>
            <translation>Prenota ora</translation>
        </message>
        <message>
            <source>The next step</source>
            <translation>Il prossimo passo</translation>
        </message>
        <message>
            <source>In words</source>
            <translation>A parole</translation>
        </message>
        <message>
            <source>What was done</source>
            <translation>Che cosa è stato fatto</translation>
        </message>
        <message>
            <source>Write which service, for example the CAF.</source>
            <translation>Scrivi quale servizio, per esempio il CAF.</translation>
        </message>
        <message>
            <source>Choose a service or write what is offered.</source>
            <translation>Scegli un servizio o scrivi che cosa si propone.</translation>
        </message>
        <message numerus="yes">
            <source>Say it in %n letters at most: facts, no diagnosis.</source>
            <translation>
                <numerusform>Dillo in %n lettera al massimo: fatti, niente diagnosi.</numerusform>
                <numerusform>Dillo in %n lettere al massimo: fatti, niente diagnosi.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StickCard</name>
        <message>
            <source>Without a connection the work can leave on a USB stick too. The file is closed: only the centre can read it. Nothing is deleted here.</source>
            <translation>Senza collegamento il lavoro può partire anche con una chiavetta. Il file è chiuso: lo legge solo il centro. Qui non si cancella nulla.</translation>
        </message>
        <message>
            <source>Export to a stick</source>
            <translation>Esporta su chiavetta</translation>
        </message>
        <message>
            <source>Bring another desk's work</source>
            <translation>Porta il lavoro di un altro sportello</translation>
        </message>
        <message>
            <source>A file of another desk was not accepted by the centre.</source>
            <translation>Il centro non ha accettato il file di un altro sportello.</translation>
        </message>
        <message numerus="yes">
            <source>%n files of other desks wait for the connection.</source>
            <translation>
                <numerusform>%n file di un altro sportello aspetta il collegamento.</numerusform>
                <numerusform>%n file di altri sportelli aspettano il collegamento.</numerusform>
            </translation>
        </message>
        <message>
            <source>They are delivered with the next exchange.</source>
            <translation>Si consegna da solo con il prossimo invio.</translation>
        </message>
        <message>
            <source>work-of-desk</source>
            <translation>lavoro-sportello</translation>
        </message>
        <message>
            <source>Work of a desk (*%1)</source>
            <translation>Lavoro di uno sportello (*%1)</translation>
        </message>
        <message numerus="yes">
            <source>%n operations are in the file %1.</source>
            <translation>
                <numerusform>%n operazione è nel file %1.</numerusform>
                <numerusform>%n operazioni sono nel file %1.</numerusform>
            </translation>
        </message>
        <message>
            <source>Take the stick to another desk (To send, «Bring another desk's work») or to whoever runs the centre. If the connection comes back first, all leaves by itself as well: nothing counts twice.</source>
            <translation>Porta la chiavetta a un altro sportello (Da inviare, «Porta il lavoro di un altro sportello») o a chi gestisce il centro. Se torna prima il collegamento parte tutto anche da solo: nulla conta due volte.</translation>
        </message>
        <message>
            <source>This file was here already: nothing counts twice.</source>
            <translation>Questo file c'era già: nulla conta due volte.</translation>
        </message>
        <message numerus="yes">
            <source>Taken: %n operations of desk %1.</source>
            <translation>
                <numerusform>Preso: %n operazione dello sportello %1.</numerusform>
                <numerusform>Preso: %n operazioni dello sportello %1.</numerusform>
            </translation>
        </message>
        <message>
            <source>They leave with the next exchange. Keep the stick until they are there.</source>
            <translation>Partono con il prossimo invio. Tieni la chiavetta finché sono arrivate.</translation>
        </message>
    </context>
    <context>
        <name>StockPage</name>
        <message>
            <source>Count the cards</source>
            <translation>Conta le tessere</translation>
        </message>
        <message>
            <source>At a change of shift: count what lies in the drawer.</source>
            <translation>Al cambio turno: conta quello che c'è nel cassetto.</translation>
        </message>
        <message>
            <source>Counted now</source>
            <translation>Contate adesso</translation>
        </message>
        <message>
            <source>Blank cards</source>
            <translation>Tessere bianche</translation>
        </message>
        <message>
            <source>Printed, not handed over</source>
            <translation>Stampate, non consegnate</translation>
        </message>
        <message>
            <source>Spoilt since the last count</source>
            <translation>Scartate dall'ultimo conteggio</translation>
        </message>
        <message>
            <source>Delivered since the last count</source>
            <translation>Arrivate dall'ultimo conteggio</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Last counts</source>
            <translation>Ultimi conteggi</translation>
        </message>
        <message>
            <source>Record the count</source>
            <translation>Registra il conteggio</translation>
        </message>
        <message>
            <source>%1 blank, %2 printed, %3 spoilt</source>
            <translation>%1 bianche, %2 stampate, %3 scartate</translation>
        </message>
        <message>
            <source>As expected</source>
            <translation>Come previsto</translation>
        </message>
        <message>
            <source>blanks %1</source>
            <translation>bianche %1</translation>
        </message>
        <message>
            <source>printed %1</source>
            <translation>stampate %1</translation>
        </message>
        <message>
            <source>Should be there: %1 blank, %2 printed. Since the last count: %3 used.</source>
            <translation>Dovrebbero esserci: %1 bianche, %2 stampate. Dall'ultimo conteggio: %3 usate.</translation>
        </message>
        <message>
            <source>Difference: %1</source>
            <translation>Differenza: %1</translation>
        </message>
        <message>
            <source>Count again; if it stays, write in the note what is known.</source>
            <translation>Conta di nuovo; se resta, scrivi nella nota che cosa si sa.</translation>
        </message>
        <message>
            <source>The count is as expected</source>
            <translation>Il conteggio torna</translation>
        </message>
        <message>
            <source>The count was recorded</source>
            <translation>Il conteggio è registrato</translation>
        </message>
    </context>
    <context>
        <name>Summary</name>
        <message>
            <source>Household</source>
            <translation>Nucleo familiare</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Modifica</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>Forma</translation>
        </message>
        <message>
            <source>No household yet. It is needed for ISEE and vouchers.</source>
            <translation>Nessun nucleo finora. Serve per ISEE e buoni.</translation>
        </message>
        <message>
            <source>ISEE</source>
            <translation>ISEE</translation>
        </message>
        <message>
            <source>Record new</source>
            <translation>Registra nuovo</translation>
        </message>
        <message>
            <source>No ISEE in force: the highest price applies, no voucher is due.</source>
            <translation>Nessun ISEE in corso: vale il prezzo più alto e non spettano buoni.</translation>
        </message>
        <message>
            <source>An ISEE belongs to a household: form the household first.</source>
            <translation>L’ISEE è del nucleo: prima forma il nucleo familiare.</translation>
        </message>
        <message>
            <source>beyond</source>
            <translation>oltre</translation>
        </message>
        <message>
            <source>Bookings</source>
            <translation>Prenotazioni</translation>
        </message>
        <message>
            <source>See all</source>
            <translation>Guarda tutte</translation>
        </message>
        <message>
            <source>Nothing booked. Press %1 to book the first.</source>
            <translation>Nessuna prenotazione. Premi %1 per la prima.</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Sposta</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Disdici</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Stampa</translation>
        </message>
        <message>
            <source>Large, phone</source>
            <translation>Grande, telefono</translation>
        </message>
        <message>
            <source>Nothing booked yet.</source>
            <translation>Nessuna prenotazione finora.</translation>
        </message>
        <message>
            <source>Vouchers and cards</source>
            <translation>Buoni e tessere</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Sostituisci</translation>
        </message>
        <message>
            <source>No card yet. Press %1 to see what is due.</source>
            <translation>Nessuna tessera finora. Premi %1 per vedere che cosa spetta.</translation>
        </message>
        <message>
            <source>Record a purchase</source>
            <translation>Registra un acquisto</translation>
        </message>
        <message>
            <source>Block and replace</source>
            <translation>Blocca e sostituisci</translation>
        </message>
        <message>
            <source>No card yet.</source>
            <translation>Nessuna tessera finora.</translation>
        </message>
        <message numerus="yes">
            <source>%n vouchers of one booklet</source>
            <translation>
                <numerusform>%n buono di un blocchetto</numerusform>
                <numerusform>%n buoni di un blocchetto</numerusform>
            </translation>
        </message>
        <message>
            <source>One by one</source>
            <translation>Uno per uno</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>Insieme</translation>
        </message>
        <message numerus="yes">
            <source>%n years</source>
            <translation>
                <numerusform>%n anno</numerusform>
                <numerusform>%n anni</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, lives here without counting</source>
            <translation>%1, abita qui senza contare</translation>
        </message>
        <message>
            <source>Not accepted</source>
            <translation>Non accettata</translation>
        </message>
        <message>
            <source>of %1</source>
            <translation>di %1</translation>
        </message>
        <message>
            <source>Valid until %1</source>
            <translation>Vale fino al %1</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>Smarrita</translation>
        </message>
        <message>
            <source>Stolen</source>
            <translation>Rubata</translation>
        </message>
        <message>
            <source>Damaged</source>
            <translation>Rovinata</translation>
        </message>
        <message>
            <source>Printed badly</source>
            <translation>Stampata male</translation>
        </message>
        <message>
            <source>To activate</source>
            <translation>Da attivare</translation>
        </message>
        <message>
            <source>Replaced</source>
            <translation>Sostituita</translation>
        </message>
        <message>
            <source>Print discarded</source>
            <translation>Stampa scartata</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Scaduta</translation>
        </message>
        <message>
            <source>Spent</source>
            <translation>Esaurita</translation>
        </message>
        <message>
            <source>up to %1</source>
            <translation>fino a %1</translation>
        </message>
        <message numerus="yes">
            <source>%n days left.</source>
            <translation>
                <numerusform>Ancora %n giorno.</numerusform>
                <numerusform>Ancora %n giorni.</numerusform>
            </translation>
        </message>
        <message>
            <source>INPS notes discrepancies: ask for a corrected one.</source>
            <translation>INPS segnala difformità: chiedine uno corretto.</translation>
        </message>
        <message>
            <source>Afterwards a new ISEE is needed.</source>
            <translation>Poi serve un nuovo ISEE.</translation>
        </message>
    </context>
    <context>
        <name>SupportPage</name>
        <message>
            <source>Read it, then give it to support. Nobody's name or code is in it.</source>
            <translation>Leggilo, poi dallo all'assistenza. Non c'è il nome né il codice di nessuno.</translation>
        </message>
        <message>
            <source>The report</source>
            <translation>Il rapporto</translation>
        </message>
        <message>
            <source>Ask for help</source>
            <translation>Chiedi aiuto</translation>
        </message>
        <message>
            <source>This folder takes no file. Choose another one.</source>
            <translation>In questa cartella non si può salvare. Scegline un'altra.</translation>
        </message>
        <message>
            <source>Stored: %1</source>
            <translation>Salvato: %1</translation>
        </message>
        <message>
            <source>Send this file to support, or take it there on a stick.</source>
            <translation>Manda questo file all'assistenza, o portaglielo su una chiavetta.</translation>
        </message>
        <message>
            <source>Nothing is sent by itself.</source>
            <translation>Non parte niente da solo.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copia</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Salva il rapporto</translation>
        </message>
        <message>
            <source>Report copied</source>
            <translation>Rapporto copiato</translation>
        </message>
        <message>
            <source>welfare-desk-report</source>
            <translation>rapporto-sportello</translation>
        </message>
    </context>
    <context>
        <name>SwitchPanel</name>
        <message>
            <source>Change operator</source>
            <translation>Cambia operatore</translation>
        </message>
        <message>
            <source>Open persons and drafts stay as they are.</source>
            <translation>Le persone aperte e le bozze restano come sono.</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>Operatore</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Take over</source>
            <translation>Subentra</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Invio</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>Resta</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Undo</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Close the message</source>
            <translation>Chiudi il messaggio</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 s</translation>
        </message>
    </context>
    <context>
        <name>TodayPage</name>
        <message>
            <source>Today</source>
            <translation>Oggi</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostra</translation>
        </message>
        <message>
            <source>Appointments of today</source>
            <translation>Appuntamenti di oggi</translation>
        </message>
        <message>
            <source>Today's appointments will appear here. Search a person to book the first.</source>
            <translation>Gli appuntamenti di oggi appariranno qui. Cerca una persona per prenotare il primo.</translation>
        </message>
        <message numerus="yes">
            <source>%n appointments</source>
            <translation>
                <numerusform>%n appuntamento</numerusform>
                <numerusform>%n appuntamenti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n free places</source>
            <translation>
                <numerusform>%n posto libero</numerusform>
                <numerusform>%n posti liberi</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n in attesa</numerusform>
                <numerusform>%n in attesa</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n calls to make</source>
            <translation>
                <numerusform>%n chiamata da fare</numerusform>
                <numerusform>%n chiamate da fare</numerusform>
            </translation>
        </message>
        <message>
            <source>Today, %1</source>
            <translation>Oggi, %1</translation>
        </message>
        <message>
            <source>All %1</source>
            <translation>Tutti %1</translation>
        </message>
        <message>
            <source>Waiting %1</source>
            <translation>In attesa %1</translation>
        </message>
        <message>
            <source>Expected %1</source>
            <translation>Attesi %1</translation>
        </message>
        <message>
            <source>Served %1</source>
            <translation>Serviti %1</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Persona</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servizio</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Free place</source>
            <translation>Posto libero</translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n min</numerusform>
                <numerusform>%n min</numerusform>
            </translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Prenota</translation>
        </message>
        <message>
            <source>Mark arrival</source>
            <translation>Segna arrivo</translation>
        </message>
        <message>
            <source>Receive</source>
            <translation>Accogli</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Arrival marked: %1</source>
            <translation>Arrivo segnato: %1</translation>
        </message>
        <message>
            <source>At the desk: %1</source>
            <translation>Allo sportello: %1</translation>
        </message>
        <message>
            <source>Search or scan the person, then press F2</source>
            <translation>Cerca o scansiona la persona, poi premi F2</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>EXAMPLE</source>
            <translation>ESEMPIO</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Adesso</translation>
        </message>
        <message>
            <source>Desk</source>
            <translation>Sportello</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>Operatore</translation>
        </message>
        <message numerus="yes">
            <source>Open %n</source>
            <comment>persons</comment>
            <translation>
                <numerusform>Aperta %n</numerusform>
                <numerusform>Aperte %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TownField</name>
        <message>
            <source>This municipality is not in the list. Choose one of those offered.</source>
            <translation>Questo comune non è nell'elenco. Scegli uno di quelli proposti.</translation>
        </message>
    </context>
    <context>
        <name>Training</name>
        <message>
            <source>%1 – Training</source>
            <translation>%1 – Formazione</translation>
        </message>
        <message>
            <source>Training: the PIN of everybody is %1</source>
            <translation>Formazione: il PIN di tutti è %1</translation>
        </message>
    </context>
    <context>
        <name>TrainingBanner</name>
        <message>
            <source>Training</source>
            <translation>Formazione</translation>
        </message>
        <message>
            <source>TRAINING</source>
            <translation>FORMAZIONE</translation>
        </message>
        <message>
            <source>Nothing here is real: people, cards and papers are made up.</source>
            <translation>Qui niente è vero: persone, tessere e stampe sono inventate.</translation>
        </message>
        <message>
            <source>Cards to scan</source>
            <translation>Tessere da leggere</translation>
        </message>
        <message>
            <source>Begin anew</source>
            <translation>Ricomincia da capo</translation>
        </message>
        <message>
            <source>Plug the cable in</source>
            <translation>Riattacca il cavo</translation>
        </message>
        <message>
            <source>The cable is out: go on working, nothing is lost. See To send.</source>
            <translation>Il cavo è staccato: lavora pure, non si perde niente. Guarda «Da inviare».</translation>
        </message>
        <message>
            <source>Pull the cable</source>
            <translation>Stacca il cavo</translation>
        </message>
    </context>
    <context>
        <name>TrainingRun</name>
        <message>
            <source>%1 – Training</source>
            <translation>%1 – Formazione</translation>
        </message>
    </context>
    <context>
        <name>TrainingWords</name>
        <message>
            <source>Voucher card</source>
            <translation>Tessera dei buoni</translation>
        </message>
        <message>
            <source>Health card</source>
            <translation>Tessera sanitaria</translation>
        </message>
        <message>
            <source>Booking slip</source>
            <translation>Promemoria</translation>
        </message>
        <message>
            <source>Voucher</source>
            <translation>Buono</translation>
        </message>
        <message>
            <source>Card just printed</source>
            <translation>Tessera appena stampata</translation>
        </message>
        <message numerus="yes">
            <source>%n scans</source>
            <translation>
                <numerusform>%n lettura</numerusform>
                <numerusform>%n letture</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n keys</source>
            <translation>
                <numerusform>%n tasto</numerusform>
                <numerusform>%n tasti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n s</source>
            <translation>
                <numerusform>%n s</numerusform>
                <numerusform>%n s</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrialBox</name>
        <message>
            <source>Read the test code here</source>
            <translation>Leggi qui il codice di prova</translation>
        </message>
        <message>
            <source>Tab leaves the box.</source>
            <translation>Il tasto Tab esce dal riquadro.</translation>
        </message>
        <message>
            <source>Pass the reader over the code now</source>
            <translation>Passa ora il lettore sul codice</translation>
        </message>
        <message>
            <source>Press here, then pass the reader over the code</source>
            <translation>Premi qui, poi passa il lettore sul codice</translation>
        </message>
    </context>
    <context>
        <name>TrialWords</name>
        <message>
            <source>The reader works: it marks where each code begins and ends</source>
            <translation>Il lettore va bene: segna dove ogni codice comincia e finisce</translation>
        </message>
        <message>
            <source>The reader works</source>
            <translation>Il lettore va bene</translation>
        </message>
        <message>
            <source>No letter of a code can get into a field. Keep this setting.</source>
            <translation>Nessuna lettera di un codice può finire in un campo. Tieni questa impostazione.</translation>
        </message>
        <message>
            <source>It is told from typing by its speed. It is surer with a key before and after each code: in the reader's manual look for «Prefix» and «Suffix» and choose F13 and F14.</source>
            <translation>Si riconosce dalla velocità. È più sicuro con un tasto prima e uno dopo ogni codice: nel manuale del lettore cerca «Prefix» e «Suffix» e scegli F13 e F14.</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nessuno</translation>
        </message>
        <message>
            <source>Nothing was read</source>
            <translation>Non è arrivato nessun codice</translation>
        </message>
        <message>
            <source>Hold the reader a hand's width from the code, or print the sheet.</source>
            <translation>Tieni il lettore a un palmo dal codice, oppure stampa il foglio.</translation>
        </message>
        <message>
            <source>Not all of the code came: %1</source>
            <translation>Il codice non è arrivato tutto: %1</translation>
        </message>
        <message>
            <source>Pass it again, slowly. If it stays so: read «Restore defaults» in the reader's manual, then try again.</source>
            <translation>Passalo di nuovo, piano. Se resta così: leggi «Restore defaults» nel manuale del lettore, poi riprova.</translation>
        </message>
        <message>
            <source>The reader is set to an American keyboard</source>
            <translation>Il lettore è impostato su una tastiera americana</translation>
        </message>
        <message>
            <source>In its manual look for «Keyboard country» or «Keyboard layout» and read the code «Italian». Cards and slips are read all the same.</source>
            <translation>Nel suo manuale cerca «Keyboard country» o «Keyboard layout» e leggi il codice «Italian». Tessere e promemoria si leggono comunque.</translation>
        </message>
        <message>
            <source>The reader is set to another keyboard: %1</source>
            <translation>Il lettore è impostato su un’altra tastiera: %1</translation>
        </message>
        <message>
            <source>In its manual look for «Keyboard country» or «Keyboard layout» and read the code «Italian».</source>
            <translation>Nel suo manuale cerca «Keyboard country» o «Keyboard layout» e leggi il codice «Italian».</translation>
        </message>
        <message>
            <source>Bar codes are read as «full ASCII»</source>
            <translation>I codici a barre sono letti come «full ASCII»</translation>
        </message>
        <message>
            <source>In its manual look for «Code 39 full ASCII» and read the code «Disable».</source>
            <translation>Nel suo manuale cerca «Code 39 full ASCII» e leggi il codice «Disable».</translation>
        </message>
        <message>
            <source>Letters come before the code: %1</source>
            <translation>Prima del codice arrivano altri segni: %1</translation>
        </message>
        <message>
            <source>In its manual look for «Prefix» and «AIM ID» and read «Clear all prefixes».</source>
            <translation>Nel suo manuale cerca «Prefix» e «AIM ID» e leggi «Clear all prefixes».</translation>
        </message>
        <message>
            <source>Letters come after the code: %1</source>
            <translation>Dopo il codice arrivano altri segni: %1</translation>
        </message>
        <message>
            <source>In its manual look for «Suffix» and read «Clear all suffixes».</source>
            <translation>Nel suo manuale cerca «Suffix» e leggi «Clear all suffixes».</translation>
        </message>
        <message>
            <source>The reader is slow</source>
            <translation>Il lettore è lento</translation>
        </message>
        <message>
            <source>The program waits longer for it, and may take somebody who types fast for it. A key before and after each code is surer: look for «Prefix» and «Suffix».</source>
            <translation>Il programma lo aspetta più a lungo e può scambiare per il lettore chi scrive veloce. È più sicuro un tasto prima e uno dopo ogni codice: cerca «Prefix» e «Suffix».</translation>
        </message>
        <message>
            <source>The reader is as slow as a person who types</source>
            <translation>Il lettore è lento come una persona che scrive</translation>
        </message>
        <message>
            <source>Set it to send a key before and after the code: in its manual look for «Prefix» and «Suffix» and choose F13 and F14.</source>
            <translation>Fagli mandare un tasto prima e uno dopo il codice: nel suo manuale cerca «Prefix» e «Suffix» e scegli F13 e F14.</translation>
        </message>
        <message>
            <source>No Enter comes after the code</source>
            <translation>Dopo il codice manca Invio</translation>
        </message>
        <message>
            <source>In its manual look for «Suffix» and read «Add Enter».</source>
            <translation>Nel suo manuale cerca «Suffix» e leggi «Add Enter».</translation>
        </message>
        <message>
            <source>A key comes on one side of the code only</source>
            <translation>Arriva un tasto da una parte sola del codice</translation>
        </message>
        <message>
            <source>It takes one before and one after: look for «Prefix» and «Suffix».</source>
            <translation>Ne servono uno prima e uno dopo: cerca «Prefix» e «Suffix».</translation>
        </message>
        <message>
            <source>The same key comes before and after the code</source>
            <translation>Prima e dopo il codice arriva lo stesso tasto</translation>
        </message>
        <message>
            <source>In its manual choose two different ones, for example F13 and F14.</source>
            <translation>Nel suo manuale scegline due diversi, per esempio F13 e F14.</translation>
        </message>
        <message>
            <source>Capital letters are locked, or the reader turns them round</source>
            <translation>Le maiuscole sono bloccate, oppure il lettore le scambia</translation>
        </message>
        <message>
            <source>Codes are read all the same.</source>
            <translation>I codici si leggono comunque.</translation>
        </message>
        <message>
            <source>The reader sends the asterisks of the bar code</source>
            <translation>Il lettore manda gli asterischi del codice a barre</translation>
        </message>
        <message>
            <source>They are taken off. Nothing to do.</source>
            <translation>Il programma li toglie. Non serve fare niente.</translation>
        </message>
    </context>
    <context>
        <name>TroublePage</name>
        <message>
            <source>Not opened</source>
            <translation>Non aperto</translation>
        </message>
        <message>
            <source>Nothing was changed on this computer.</source>
            <translation>Niente è cambiato su questo computer.</translation>
        </message>
        <message>
            <source>Show the other window</source>
            <translation>Mostra l'altra finestra</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Riprova</translation>
        </message>
        <message>
            <source>Close the program</source>
            <translation>Chiudi il programma</translation>
        </message>
    </context>
    <context>
        <name>TryReaderPage</name>
        <message>
            <source>Pass the reader over the code: the program says what is right and wrong.</source>
            <translation>Passa il lettore sul codice: il programma dice che cosa va e che cosa no.</translation>
        </message>
        <message>
            <source>Try the reader</source>
            <translation>Prova lettore</translation>
        </message>
        <message>
            <source>Print the sheet</source>
            <translation>Stampa il foglio</translation>
        </message>
        <message>
            <source>Use the reader like this</source>
            <translation>Usa il lettore così</translation>
        </message>
        <message>
            <source>The reader is set. Scan a card from any page.</source>
            <translation>Il lettore è a posto. Passa una tessera da qualsiasi pagina.</translation>
        </message>
        <message>
            <source>The sheet is on its way to the printer</source>
            <translation>Il foglio è in stampa</translation>
        </message>
    </context>
    <context>
        <name>TurnPage</name>
        <message>
            <source>Turn on the list</source>
            <translation>Turno in lista</translation>
        </message>
        <message>
            <source>Something else</source>
            <translation>Altro</translation>
        </message>
        <message>
            <source>Open the person</source>
            <translation>Apri la persona</translation>
        </message>
        <message>
            <source>Declines, stays on the list</source>
            <translation>Rinuncia, resta in lista</translation>
        </message>
        <message>
            <source>Declines</source>
            <translation>Rinuncia</translation>
        </message>
        <message>
            <source>Give the place back</source>
            <translation>Restituisci il posto</translation>
        </message>
        <message>
            <source>Leaves the list</source>
            <translation>Esce dalla lista</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Accepts: book</source>
            <translation>Accetta: prenota</translation>
        </message>
        <message>
            <source>This turn is over. Go back to the list.</source>
            <translation>Questo turno è finito. Torna alla lista.</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>no phone: letter</source>
            <translation>nessun telefono: lettera</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Numero</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Posto</translation>
        </message>
        <message>
            <source>Asks for</source>
            <translation>Chiede</translation>
        </message>
        <message>
            <source>Waits</source>
            <translation>Aspetta</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Per quando</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>Punti</translation>
        </message>
        <message>
            <source>Calls about the offer</source>
            <translation>Chiamate per l'offerta</translation>
        </message>
        <message>
            <source>free of charge</source>
            <translation>gratuito</translation>
        </message>
        <message>
            <source>Costs</source>
            <translation>Costa</translation>
        </message>
        <message>
            <source>Booked: the slip is printing</source>
            <translation>Prenotato: il promemoria è in stampa</translation>
        </message>
        <message>
            <source>The place is free again</source>
            <translation>Il posto è di nuovo libero</translation>
        </message>
        <message>
            <source>Off the list</source>
            <translation>Fuori dalla lista</translation>
        </message>
    </context>
    <context>
        <name>UndoStack</name>
        <message>
            <source>There is nothing to undo</source>
            <translation>Non c’è niente da annullare</translation>
        </message>
        <message>
            <source>Undone – %1. %2 does it again.</source>
            <translation>Annullato – %1. %2 lo ripete.</translation>
        </message>
        <message>
            <source>Done again – %1</source>
            <translation>Ripetuto – %1</translation>
        </message>
        <message>
            <source>There is nothing to do again</source>
            <translation>Non c’è niente da ripetere</translation>
        </message>
    </context>
    <context>
        <name>UnlockPage</name>
        <message>
            <source>Opening the desk</source>
            <translation>Apertura dello sportello</translation>
        </message>
        <message>
            <source>What is recorded here is encrypted. It opens only with its key.</source>
            <translation>Quello che è registrato qui è cifrato. Si apre solo con la sua chiave.</translation>
        </message>
        <message>
            <source>Open the desk</source>
            <translation>Apri lo sportello</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Frase segreta</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Codice di recupero</translation>
        </message>
        <message>
            <source>The eight groups of the sheet; spaces and small letters do not matter.</source>
            <translation>Gli otto gruppi del foglio; spazi e minuscole non contano.</translation>
        </message>
        <message>
            <source>From here on it opens by itself</source>
            <translation>Da adesso si apre da solo</translation>
        </message>
        <message>
            <source>The keyring of this computer answers again and will keep the key.</source>
            <translation>Il portachiavi di questo computer risponde di nuovo e terrà la chiave.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Invio</translation>
        </message>
        <message>
            <source>Begin the first run again</source>
            <translation>Ricomincia il primo avvio</translation>
        </message>
        <message>
            <source>Take the sheet with the recovery code and type its groups.</source>
            <translation>Prendi il foglio con il codice di recupero e scrivi i suoi gruppi.</translation>
        </message>
        <message>
            <source>No keyring of this computer gave the key. Type the passphrase.</source>
            <translation>Nessun portachiavi di questo computer ha dato la chiave. Scrivi la frase segreta.</translation>
        </message>
        <message>
            <source>Use the passphrase</source>
            <translation>Usa la frase segreta</translation>
        </message>
        <message>
            <source>Use the recovery code</source>
            <translation>Usa il codice di recupero</translation>
        </message>
        <message>
            <source>It is missing. Type it here.</source>
            <translation>Manca. Scrivilo qui.</translation>
        </message>
        <message>
            <source>Try again in %1 s.</source>
            <translation>Riprova tra %1 s.</translation>
        </message>
    </context>
    <context>
        <name>WaitPage</name>
        <message>
            <source>The desk is opening</source>
            <translation>Lo sportello si apre</translation>
        </message>
        <message>
            <source>A few moments. What was recorded here is safe on this computer.</source>
            <translation>Qualche istante. Quello che è registrato qui è al sicuro su questo computer.</translation>
        </message>
        <message>
            <source>How far the preparing is</source>
            <translation>A che punto è la preparazione</translation>
        </message>
    </context>
    <context>
        <name>WaitingCard</name>
        <message>
            <source>On waiting lists</source>
            <translation>In lista d'attesa</translation>
        </message>
        <message>
            <source>Place %1 on the list</source>
            <translation>Posto %1 nella lista</translation>
        </message>
        <message>
            <source>Open the turn: %1</source>
            <translation>Apri il turno: %1</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
    </context>
    <context>
        <name>WaitingPage</name>
        <message>
            <source>Waiting lists</source>
            <translation>Liste d'attesa</translation>
        </message>
        <message>
            <source>Nothing is offered before you have seen to whom.</source>
            <translation>Nessun posto viene offerto prima che tu abbia visto a chi.</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servizio</translation>
        </message>
        <message>
            <source>Nobody waits. Book a full time and choose Join the waiting list.</source>
            <translation>Nessuno è in attesa. Prenota un orario pieno e scegli Metti in lista d'attesa.</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Posto</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Chi</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Per quando</translation>
        </message>
        <message>
            <source>Why here</source>
            <translation>Perché qui</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Print the list</source>
            <translation>Stampa la lista</translation>
        </message>
        <message>
            <source>Draw the order</source>
            <translation>Sorteggia l'ordine</translation>
        </message>
        <message>
            <source>Whom do places go to?</source>
            <translation>A chi vanno i posti?</translation>
        </message>
        <message>
            <source>%1. A place is kept %2 hours for who comes first, then for the next.</source>
            <translation>%1. Un posto è tenuto %2 ore per chi viene prima, poi per il prossimo.</translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n in attesa</numerusform>
                <numerusform>%n in attesa</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to give back</source>
            <translation>
                <numerusform>%n da restituire</numerusform>
                <numerusform>%n da restituire</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n point(s)</source>
            <translation>
                <numerusform>%n punto</numerusform>
                <numerusform>%n punti</numerusform>
            </translation>
        </message>
        <message>
            <source>Drawn with seed %1: print the list once it was sent</source>
            <translation>Sorteggiato con il seme %1: stampa la lista quando è stata inviata</translation>
        </message>
    </context>
    <context>
        <name>WaitingWords</name>
        <message>
            <source>By points, then by when they joined</source>
            <translation>Per punti, poi per ordine d'ingresso</translation>
        </message>
        <message>
            <source>By lot with a published seed</source>
            <translation>A sorte, con un seme pubblicato</translation>
        </message>
        <message>
            <source>In the order of joining</source>
            <translation>In ordine d'ingresso</translation>
        </message>
        <message>
            <source>We took the place away (50 points)</source>
            <translation>Il posto l'abbiamo tolto noi (50 punti)</translation>
        </message>
        <message>
            <source>Nobody else can help (30 points)</source>
            <translation>Nessun altro può aiutare (30 punti)</translation>
        </message>
        <message>
            <source>The parents work (20 points)</source>
            <translation>I genitori lavorano (20 punti)</translation>
        </message>
        <message>
            <source>Somebody of the household goes there (10 points)</source>
            <translation>Qualcuno del nucleo ci va già (10 punti)</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>In attesa</translation>
        </message>
        <message>
            <source>Place asked for</source>
            <translation>Posto chiesto al centro</translation>
        </message>
        <message>
            <source>Place offered</source>
            <translation>Posto offerto</translation>
        </message>
        <message>
            <source>Time is over</source>
            <translation>Tempo scaduto</translation>
        </message>
        <message>
            <source>fewer points than the one before</source>
            <translation>meno punti di chi precede</translation>
        </message>
        <message>
            <source>by the draw</source>
            <translation>per sorteggio</translation>
        </message>
        <message>
            <source>joined later</source>
            <translation>entrato dopo</translation>
        </message>
        <message>
            <source>joined at once, higher number</source>
            <translation>stesso istante, numero più alto</translation>
        </message>
        <message>
            <source>comes first</source>
            <translation>viene per primo</translation>
        </message>
        <message numerus="yes">
            <source>%n place(s)</source>
            <translation>
                <numerusform>%n posto</numerusform>
                <numerusform>%n posti</numerusform>
            </translation>
        </message>
        <message>
            <source>since %1</source>
            <translation>dal %1</translation>
        </message>
        <message>
            <source>kept until %1</source>
            <translation>tenuto fino a %1</translation>
        </message>
        <message>
            <source>only %1</source>
            <translation>solo %1</translation>
        </message>
        <message>
            <source>any time</source>
            <translation>qualsiasi orario</translation>
        </message>
    </context>
    <context>
        <name>WayCard</name>
        <message>
            <source>Language and lock</source>
            <translation>Lingua e blocco</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Lingua</translation>
        </message>
        <message>
            <source>Lock an empty chair after</source>
            <translation>Blocca lo sportello lasciato solo dopo</translation>
        </message>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n minuto</numerusform>
                <numerusform>%n minuti</numerusform>
            </translation>
        </message>
        <message>
            <source>Set by the body</source>
            <translation>Impostato dall’ente</translation>
        </message>
        <message>
            <source>From the next start. What is open stays as it is.</source>
            <translation>Dal prossimo avvio. Quello che è aperto resta com’è.</translation>
        </message>
    </context>
    <context>
        <name>_Bar</name>
        <message>
            <source>Open persons</source>
            <translation>Persone aperte</translation>
        </message>
    </context>
    <context>
        <name>_Bubble</name>
        <message>
            <source>Next</source>
            <translation>Avanti</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Smetti</translation>
        </message>
        <message>
            <source>Step %1 of %2</source>
            <translation>Passo %1 di %2</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fatto</translation>
        </message>
    </context>
    <context>
        <name>_FoldedNow</name>
        <message>
            <source>Now</source>
            <translation>Adesso</translation>
        </message>
    </context>
    <context>
        <name>_FoundList</name>
        <message>
            <source>Found</source>
            <translation>Trovati</translation>
        </message>
    </context>
</TS>
