<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AgendaPage</name>
        <message numerus="yes">
            <source>%n slots</source>
            <translation>
                <numerusform>%n slot</numerusform>
                <numerusform>%n slots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n free places</source>
            <translation>
                <numerusform>%n free place</numerusform>
                <numerusform>%n free places</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n free</source>
            <comment>places of a slot</comment>
            <translation>
                <numerusform>%n free</numerusform>
                <numerusform>%n free</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AnswerPage</name>
        <message numerus="yes">
            <source>Say it in %n letters at most.</source>
            <translation>
                <numerusform>Say it in %n letter at most.</numerusform>
                <numerusform>Say it in %n letters at most.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AskPage</name>
        <message numerus="yes">
            <source>Say it in %n letters at most.</source>
            <translation>
                <numerusform>Say it in %n letter at most.</numerusform>
                <numerusform>Say it in %n letters at most.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AttendanceListPage</name>
        <message numerus="yes">
            <source>%n present</source>
            <translation>
                <numerusform>%n present</numerusform>
                <numerusform>%n present</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n absent</source>
            <translation>
                <numerusform>%n absent</numerusform>
                <numerusform>%n absent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to mark</source>
            <translation>
                <numerusform>%n to mark</numerusform>
                <numerusform>%n to mark</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AttendancePage</name>
        <message numerus="yes">
            <source>%n to mark</source>
            <translation>
                <numerusform>%n to mark</numerusform>
                <numerusform>%n to mark</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AutonomyCard</name>
        <message numerus="yes">
            <source>of %n places</source>
            <translation>
                <numerusform>of %n place</numerusform>
                <numerusform>of %n places</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BatchPage</name>
        <message numerus="yes">
            <source>%n cards activated by scan</source>
            <translation>
                <numerusform>%n card activated by scan</numerusform>
                <numerusform>%n cards activated by scan</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BatchWords</name>
        <message numerus="yes">
            <source>%n cards issued</source>
            <translation>
                <numerusform>%n card issued</numerusform>
                <numerusform>%n cards issued</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sent to the printer</source>
            <translation>
                <numerusform>%n sent to the printer</numerusform>
                <numerusform>%n sent to the printer</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BookingPage</name>
        <message numerus="yes">
            <source>%1, %n years</source>
            <comment>a person's age</comment>
            <translation>
                <numerusform>%1, %n year</numerusform>
                <numerusform>%1, %n years</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BookingSummary</name>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n meetings: %1</source>
            <translation>
                <numerusform>%n meeting: %1</numerusform>
                <numerusform>%n meetings: %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CardWords</name>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n people</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CataloguePage</name>
        <message numerus="yes">
            <source>%n services</source>
            <translation>
                <numerusform>%n service</numerusform>
                <numerusform>%n services</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueWords</name>
        <message numerus="yes">
            <source>%n free</source>
            <comment>places of a service</comment>
            <translation>
                <numerusform>%n free</numerusform>
                <numerusform>%n free</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClosingBox</name>
        <message numerus="yes">
            <source>All %n meetings of the course close.</source>
            <translation>
                <numerusform>The only meeting of the course closes.</numerusform>
                <numerusform>All %n meetings of the course close.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people to call</source>
            <translation>
                <numerusform>%n person to call</numerusform>
                <numerusform>%n people to call</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClosingPage</name>
        <message numerus="yes">
            <source>%n operations since: close it again</source>
            <translation>
                <numerusform>%n operation since: close it again</numerusform>
                <numerusform>%n operations since: close it again</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ComplaintsCard</name>
        <message numerus="yes">
            <source>The person gets a receipt with a number; the answer comes within %n days.</source>
            <translation>
                <numerusform>The person gets a receipt with a number; the answer comes within %n day.</numerusform>
                <numerusform>The person gets a receipt with a number; the answer comes within %n days.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CopiesCard</name>
        <message numerus="yes">
            <source>It is %n days old: put the stick in and make one.</source>
            <translation>
                <numerusform>It is %n day old: put the stick in and make one.</numerusform>
                <numerusform>It is %n days old: put the stick in and make one.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Cover</name>
        <message numerus="yes">
            <source>The desk locks in %n s: press any key to go on</source>
            <translation>
                <numerusform>The desk locks in %n s: press any key to go on</numerusform>
                <numerusform>The desk locks in %n s: press any key to go on</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CureList</name>
        <message numerus="yes">
            <source>%n more follow when these are closed</source>
            <translation>
                <numerusform>%n more follows when these are closed</numerusform>
                <numerusform>%n more follow when these are closed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DocumentFields</name>
        <message numerus="yes">
            <source>Too long: write at most %n letters.</source>
            <translation>
                <numerusform>Too long: write at most %n letter.</numerusform>
                <numerusform>Too long: write at most %n letters.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Exchanging</name>
        <message numerus="yes">
            <source>Delivered: %n operations of another desk</source>
            <translation>
                <numerusform>Delivered: %n operation of another desk</numerusform>
                <numerusform>Delivered: %n operations of another desk</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExpiringLists</name>
        <message numerus="yes">
            <source>%n more further down the year</source>
            <translation>
                <numerusform>%n more further down the year</numerusform>
                <numerusform>%n more further down the year</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n bookings after that day</source>
            <translation>
                <numerusform>%n booking after that day</numerusform>
                <numerusform>%n bookings after that day</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Farewell</name>
        <message numerus="yes">
            <source>%n operations leave at the next opening</source>
            <translation>
                <numerusform>%n operation leaves at the next opening</numerusform>
                <numerusform>%n operations leave at the next opening</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FormPage</name>
        <message numerus="yes">
            <source>%n things to mend</source>
            <translation>
                <numerusform>%n thing to mend</numerusform>
                <numerusform>%n things to mend</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FundPage</name>
        <message numerus="yes">
            <source>%n cards</source>
            <translation>
                <numerusform>%n card</numerusform>
                <numerusform>%n cards</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>on %n cards within 30 days</source>
            <translation>
                <numerusform>on %n card within 30 days</numerusform>
                <numerusform>on %n cards within 30 days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Guide</name>
        <message numerus="yes">
            <source>%n done</source>
            <translation>
                <numerusform>%n done</numerusform>
                <numerusform>%n done</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HandOverPage</name>
        <message numerus="yes">
            <source>%n vouchers</source>
            <translation>
                <numerusform>%n voucher</numerusform>
                <numerusform>%n vouchers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportWords</name>
        <message numerus="yes">
            <source>%n rows</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n minutes left</source>
            <translation>
                <numerusform>about %n minute left</numerusform>
                <numerusform>about %n minutes left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>InboxPage</name>
        <message numerus="yes">
            <source>%n late</source>
            <comment>requests to answer</comment>
            <translation>
                <numerusform>%n late</numerusform>
                <numerusform>%n late</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>IntakeForm</name>
        <message numerus="yes">
            <source>%n similar people are already registered</source>
            <translation>
                <numerusform>%n similar person is already registered</numerusform>
                <numerusform>%n similar people are already registered</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>IntakePage</name>
        <message numerus="yes">
            <source>%n things to mend</source>
            <translation>
                <numerusform>%n thing to mend</numerusform>
                <numerusform>%n things to mend</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>IseePage</name>
        <message numerus="yes">
            <source>%n future bookings priced anew</source>
            <translation>
                <numerusform>%n future booking priced anew</numerusform>
                <numerusform>%n future bookings priced anew</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n more</numerusform>
                <numerusform>%n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LinkWords</name>
        <message numerus="yes">
            <source>Sending %n operations…</source>
            <translation>
                <numerusform>Sending %n operation…</numerusform>
                <numerusform>Sending %n operations…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n drafts safe on this computer</source>
            <translation>
                <numerusform>%n draft safe on this computer</numerusform>
                <numerusform>%n drafts safe on this computer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to send</source>
            <translation>
                <numerusform>%n to send</numerusform>
                <numerusform>%n to send</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n operations not accepted</source>
            <translation>
                <numerusform>%n operation not accepted</numerusform>
                <numerusform>%n operations not accepted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n operations to send, safe here</source>
            <translation>
                <numerusform>%n operation to send, safe here</numerusform>
                <numerusform>%n operations to send, safe here</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n operations wait for the centre's answer</source>
            <translation>
                <numerusform>%n operation waits for the centre's answer</numerusform>
                <numerusform>%n operations wait for the centre's answer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n bookings to review</source>
            <translation>
                <numerusform>%n booking to review</numerusform>
                <numerusform>%n bookings to review</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n operations to review</source>
            <translation>
                <numerusform>%n operation to review</numerusform>
                <numerusform>%n operations to review</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The computer's clock is wrong by %n min: bookings could be confused</source>
            <translation>
                <numerusform>The computer's clock is wrong by %n min: bookings could be confused</numerusform>
                <numerusform>The computer's clock is wrong by %n min: bookings could be confused</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n operations safe on this computer</source>
            <translation>
                <numerusform>%n operation safe on this computer</numerusform>
                <numerusform>%n operations safe on this computer</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MembersCard</name>
        <message numerus="yes">
            <source>%n years</source>
            <translation>
                <numerusform>%n year</numerusform>
                <numerusform>%n years</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NoCode</name>
        <message numerus="yes">
            <source>Too long: write at most %n letters.</source>
            <translation>
                <numerusform>Too long: write at most %n letter.</numerusform>
                <numerusform>Too long: write at most %n letters.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NotePage</name>
        <message numerus="yes">
            <source>Say it in %n letters at most: facts, no diagnosis.</source>
            <translation>
                <numerusform>Say it in %n letter at most: facts, no diagnosis.</numerusform>
                <numerusform>Say it in %n letters at most: facts, no diagnosis.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NowPanel</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n prints</source>
            <translation>
                <numerusform>%n print</numerusform>
                <numerusform>%n prints</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>place kept for %n min</source>
            <translation>
                <numerusform>place kept for %n min</numerusform>
                <numerusform>place kept for %n min</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OperationWords</name>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n min ago</numerusform>
                <numerusform>%n min ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n h ago</source>
            <translation>
                <numerusform>%n h ago</numerusform>
                <numerusform>%n h ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation>
                <numerusform>%n day ago</numerusform>
                <numerusform>%n days ago</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Parking</name>
        <message numerus="yes">
            <source>%n drafts older than %1 days were deleted: %2</source>
            <translation>
                <numerusform>%n draft older than %1 days was deleted: %2</numerusform>
                <numerusform>%n drafts older than %1 days were deleted: %2</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PersonFields</name>
        <message numerus="yes">
            <source>Too long: write at most %n letters.</source>
            <translation>
                <numerusform>Too long: write at most %n letter.</numerusform>
                <numerusform>Too long: write at most %n letters.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PersonHead</name>
        <message numerus="yes">
            <source>%n years</source>
            <translation>
                <numerusform>%n year</numerusform>
                <numerusform>%n years</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n more</numerusform>
                <numerusform>%n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PersonWarnings</name>
        <message numerus="yes">
            <source>Did not come %n times in the last year</source>
            <translation>
                <numerusform>Did not come %n time in the last year</numerusform>
                <numerusform>Did not come %n times in the last year</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Cancelled late %n times in the last year</source>
            <translation>
                <numerusform>Cancelled late %n time in the last year</numerusform>
                <numerusform>Cancelled late %n times in the last year</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PrintsPage</name>
        <message numerus="yes">
            <source>%n papers</source>
            <translation>
                <numerusform>%n paper</numerusform>
                <numerusform>%n papers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to look at</source>
            <translation>
                <numerusform>%n to look at</numerusform>
                <numerusform>%n to look at</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProvidersPage</name>
        <message numerus="yes">
            <source>%n ended</source>
            <translation>
                <numerusform>%n ended</numerusform>
                <numerusform>%n ended</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ending</source>
            <translation>
                <numerusform>%n ending</numerusform>
                <numerusform>%n ending</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n late</source>
            <translation>
                <numerusform>%n late</numerusform>
                <numerusform>%n late</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to answer</source>
            <translation>
                <numerusform>%n to answer</numerusform>
                <numerusform>%n to answer</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RailButton</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <comment>things in a place</comment>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RequestPage</name>
        <message numerus="yes">
            <source>Say it in %n letters at most: facts, no diagnosis.</source>
            <translation>
                <numerusform>Say it in %n letter at most: facts, no diagnosis.</numerusform>
                <numerusform>Say it in %n letters at most: facts, no diagnosis.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReturnsPage</name>
        <message numerus="yes">
            <source>of %n declared</source>
            <translation>
                <numerusform>of %n declared</numerusform>
                <numerusform>of %n declared</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n a minute</source>
            <translation>
                <numerusform>%n a minute</numerusform>
                <numerusform>%n a minute</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewWords</name>
        <message numerus="yes">
            <source>%n bookings</source>
            <translation>
                <numerusform>%n booking</numerusform>
                <numerusform>%n bookings</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cards</source>
            <translation>
                <numerusform>%n card</numerusform>
                <numerusform>%n cards</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n awards</source>
            <translation>
                <numerusform>%n award</numerusform>
                <numerusform>%n awards</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n requests</source>
            <translation>
                <numerusform>%n request</numerusform>
                <numerusform>%n requests</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n notes</source>
            <translation>
                <numerusform>%n note</numerusform>
                <numerusform>%n notes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RunPage</name>
        <message numerus="yes">
            <source>%n place(s) free</source>
            <translation>
                <numerusform>%n place free</numerusform>
                <numerusform>%n places free</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n offer(s)</source>
            <translation>
                <numerusform>%n offer</numerusform>
                <numerusform>%n offers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing has happened yet. A place is kept %n hour(s).</source>
            <translation>
                <numerusform>Nothing has happened yet. A place is kept %n hour.</numerusform>
                <numerusform>Nothing has happened yet. A place is kept %n hours.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) offered: call now</source>
            <translation>
                <numerusform>%n place offered: call now</numerusform>
                <numerusform>%n places offered: call now</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n asked of the centre: call after the exchange</source>
            <translation>
                <numerusform>%n asked of the centre: call after the exchange</numerusform>
                <numerusform>%n asked of the centre: call after the exchange</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n given back</source>
            <translation>
                <numerusform>%n given back</numerusform>
                <numerusform>%n given back</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not offered: look again</source>
            <translation>
                <numerusform>%n not offered: look again</numerusform>
                <numerusform>%n not offered: look again</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Searching</name>
        <message numerus="yes">
            <source>%n of the three lines were read. Pass the document again, slowly, or type the data.</source>
            <translation>
                <numerusform>%n of the three lines was read. Pass the document again, slowly, or type the data.</numerusform>
                <numerusform>%n of the three lines were read. Pass the document again, slowly, or type the data.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ServiceModel</name>
        <message numerus="yes">
            <source>%n free</source>
            <comment>places of a service</comment>
            <translation>
                <numerusform>%n free</numerusform>
                <numerusform>%n free</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SettlementsCard</name>
        <message numerus="yes">
            <source>%n purchases</source>
            <translation>
                <numerusform>%n purchase</numerusform>
                <numerusform>%n purchases</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SheetCard</name>
        <message numerus="yes">
            <source>%n cards</source>
            <translation>
                <numerusform>%n card</numerusform>
                <numerusform>%n cards</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ShopPage</name>
        <message numerus="yes">
            <source>%n purchases taken in</source>
            <translation>
                <numerusform>%n purchase taken in</numerusform>
                <numerusform>%n purchases taken in</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n purchases, %1</source>
            <translation>
                <numerusform>%n purchase, %1</numerusform>
                <numerusform>%n purchases, %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ShopsPage</name>
        <message numerus="yes">
            <source>%n ended</source>
            <translation>
                <numerusform>%n ended</numerusform>
                <numerusform>%n ended</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ending</source>
            <translation>
                <numerusform>%n ending</numerusform>
                <numerusform>%n ending</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ShortCard</name>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n more</numerusform>
                <numerusform>%n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SlotChoice</name>
        <message numerus="yes">
            <source>%n free</source>
            <comment>places of a slot</comment>
            <translation>
                <numerusform>%n free</numerusform>
                <numerusform>%n free</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n assured</source>
            <comment>places of a slot</comment>
            <translation>
                <numerusform>%n assured</numerusform>
                <numerusform>%n assured</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SlotModel</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n free</source>
            <comment>places of a slot</comment>
            <translation>
                <numerusform>%n free</numerusform>
                <numerusform>%n free</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n assured</source>
            <comment>places of a slot</comment>
            <translation>
                <numerusform>%n assured</numerusform>
                <numerusform>%n assured</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SlotPage</name>
        <message numerus="yes">
            <source>%n known at this desk</source>
            <comment>people</comment>
            <translation>
                <numerusform>%n known at this desk</numerusform>
                <numerusform>%n known at this desk</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n places</source>
            <translation>
                <numerusform>%n place</numerusform>
                <numerusform>%n places</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Standing</name>
        <message numerus="yes">
            <source>Locks in %n s: press any key to go on</source>
            <translation>
                <numerusform>Locks in %n s: press any key to go on</numerusform>
                <numerusform>Locks in %n s: press any key to go on</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Locks in %n min</source>
            <translation>
                <numerusform>Locks in %n min</numerusform>
                <numerusform>Locks in %n min</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StepPage</name>
        <message numerus="yes">
            <source>Say it in %n letters at most: facts, no diagnosis.</source>
            <translation>
                <numerusform>Say it in %n letter at most: facts, no diagnosis.</numerusform>
                <numerusform>Say it in %n letters at most: facts, no diagnosis.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StickCard</name>
        <message numerus="yes">
            <source>%n files of other desks wait for the connection.</source>
            <translation>
                <numerusform>%n file of another desk waits for the connection.</numerusform>
                <numerusform>%n files of other desks wait for the connection.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n operations are in the file %1.</source>
            <translation>
                <numerusform>%n operation is in the file %1.</numerusform>
                <numerusform>%n operations are in the file %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Taken: %n operations of desk %1.</source>
            <translation>
                <numerusform>Taken: %n operation of desk %1.</numerusform>
                <numerusform>Taken: %n operations of desk %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Summary</name>
        <message numerus="yes">
            <source>%n vouchers of one booklet</source>
            <translation>
                <numerusform>%n voucher of one booklet</numerusform>
                <numerusform>%n vouchers of one booklet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n years</source>
            <translation>
                <numerusform>%n year</numerusform>
                <numerusform>%n years</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days left.</source>
            <translation>
                <numerusform>%n day left.</numerusform>
                <numerusform>%n days left.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TodayPage</name>
        <message numerus="yes">
            <source>%n appointments</source>
            <translation>
                <numerusform>%n appointment</numerusform>
                <numerusform>%n appointments</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n free places</source>
            <translation>
                <numerusform>%n free place</numerusform>
                <numerusform>%n free places</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n calls to make</source>
            <translation>
                <numerusform>%n call to make</numerusform>
                <numerusform>%n calls to make</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n min</numerusform>
                <numerusform>%n min</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message numerus="yes">
            <source>Open %n</source>
            <comment>persons</comment>
            <translation>
                <numerusform>Open %n</numerusform>
                <numerusform>Open %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrainingWords</name>
        <message numerus="yes">
            <source>%n scans</source>
            <translation>
                <numerusform>%n scan</numerusform>
                <numerusform>%n scans</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n keys</source>
            <translation>
                <numerusform>%n key</numerusform>
                <numerusform>%n keys</numerusform>
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
        <name>WaitingPage</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to give back</source>
            <translation>
                <numerusform>%n to give back</numerusform>
                <numerusform>%n to give back</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n point(s)</source>
            <translation>
                <numerusform>%n point</numerusform>
                <numerusform>%n points</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WaitingWords</name>
        <message numerus="yes">
            <source>%n place(s)</source>
            <translation>
                <numerusform>%n place</numerusform>
                <numerusform>%n places</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WayCard</name>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
    </context>
</TS>
