<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <source>Help</source>
            <translation>Aiuto</translation>
        </message>
        <message>
            <source>Quick keys</source>
            <translation>Tasti rapidi</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Prenota</translation>
        </message>
        <message>
            <source>Search or scan</source>
            <translation>Cerca o scansiona</translation>
        </message>
        <message>
            <source>New person</source>
            <translation>Nuova persona</translation>
        </message>
        <message>
            <source>Send and receive now</source>
            <translation>Invia e ricevi ora</translation>
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
            <source>Replace card</source>
            <translation>Sostituisci tessera</translation>
        </message>
        <message>
            <source>Last person</source>
            <translation>Ultima persona</translation>
        </message>
        <message>
            <source>Print the last document again</source>
            <translation>Ristampa l’ultimo documento</translation>
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
            <source>Redo</source>
            <translation>Ripeti</translation>
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
            <source>Close the day</source>
            <translation>Chiudi la giornata</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Impostazioni</translation>
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
        <name>FieldFrame</name>
        <message>
            <source>optional</source>
            <translation>facoltativo</translation>
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
            <source>Pass the badge, or choose the name and type the PIN.</source>
            <translation>Passa il badge, oppure scegli il nome e scrivi il PIN.</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Password</translation>
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
        <message>
            <source>Use the PIN</source>
            <translation>Usa il PIN</translation>
        </message>
        <message>
            <source>Use the password</source>
            <translation>Usa la password</translation>
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
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n trovato</numerusform>
                <numerusform>%n trovati</numerusform>
            </translation>
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
        <name>Segmented</name>
        <message>
            <source>optional</source>
            <translation>facoltativo</translation>
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
        <name>StatusBar</name>
        <message>
            <source>State</source>
            <translation>Stato</translation>
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
        <name>_Bar</name>
        <message>
            <source>Open persons</source>
            <translation>Persone aperte</translation>
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
