# SPDX-License-Identifier: EUPL-1.2
"""What the help shows: its contents, a page, what was found, a message by its code."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import QObject

from welfare_desk.desk.help_messages import (
    Message,
    SaidMessage,
    find_messages,
    label_in,
    messages,
    parted,
)
from welfare_desk.desk.help_pages import Guide, filled, find_guides, guides, parts
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.help.markup import inline, to_html

KEY_TABLE = "{keys}"
MESSAGE_TABLE = "{messages}"


class HelpContents(QObject):
    """Every topic as HTML: a page by its id, a message by its label, the contents by nothing."""

    def __init__(self, actions: ActionRegistry, lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions, self._lang = actions, lang

    def knows(self, topic: str) -> bool:
        """Tell whether a topic is a page or a message."""
        return topic in guides(self._lang) or topic in messages(self._lang)

    def title(self, topic: str) -> str:
        """Return what a topic is called."""
        if not topic:
            return self.tr("Help")
        guide = guides(self._lang).get(topic)
        return guide.title if guide is not None else topic

    def html(self, topic: str) -> str:
        """Return a topic; one that is not known shows the contents."""
        guide = guides(self._lang).get(topic)
        if guide is not None:
            return self._guide(guide)
        message = messages(self._lang).get(topic)
        return self._index() if message is None else self._message(message)

    def found(self, query: str) -> str:
        """Return what a search found, or how to ask otherwise."""
        label = label_in(query)
        known = messages(self._lang)
        if label in known:
            return self._message(known[label])
        pages = find_guides(query, self._lang)
        told = find_messages(query, self._lang)
        if not pages and not told:
            words = self.tr("Nothing in the help for “%1”. Try one word of what you want to do.")
            return f"<p>{escape(words.replace('%1', query))}</p>{self._index()}"
        out = "".join(self._entry(page) for page in pages)
        if told:
            heading = self.tr("Messages")
            out += f"<h2>{escape(heading)}</h2>"
            out += "".join(_message_line(one) for one in told)
        return out

    def markdown(self, guide: Guide) -> str:
        """Return a page's text with keys and tables filled in."""
        text = guide.body.replace(KEY_TABLE, self._key_table())
        text = text.replace(MESSAGE_TABLE, self._message_table())
        return filled(text, self._actions.key)

    def _guide(self, guide: Guide) -> str:
        return f"<h1>{escape(guide.title)}</h1>{to_html(self.markdown(guide))}"

    def _index(self) -> str:
        known = guides(self._lang)
        out = f"<h1>{escape(self.title(''))}</h1>"
        for part in parts(self._lang):
            out += f"<h2>{escape(part.title)}</h2>"
            out += "".join(self._entry(known[page]) for page in part.pages)
        return out

    def _entry(self, guide: Guide) -> str:
        lead = inline(filled(guide.lead, self._actions.key))
        return f'<p><a href="{guide.id}">{escape(guide.title)}</a><br>{lead}</p>'

    def said(self, said: SaidMessage) -> str:
        """Return a message with the words in which it was said."""
        fact, remedy = parted(said.sentence)
        return self._message(replace(messages(self._lang)[said.label], fact=fact, remedy=remedy))

    def _message(self, message: Message) -> str:
        guide = guides(self._lang)[message.page]
        more = self.tr("Read on: %1").replace("%1", f'<a href="{guide.id}">{guide.title}</a>')
        return (
            f'<p class="code">{message.label}</p><h1>{escape(message.fact)}</h1>'
            f'<p class="say">{escape(message.remedy)}</p><p>{more}</p>'
        )

    def _key_table(self) -> str:
        key, does = self.tr("Key"), self.tr("What it does")
        head = f"| {key} | {does} |\n|---|---|"
        rows = [
            f"| `{self._actions.key(spec.id)}` | {self._actions.text(spec.id)} |"
            for spec in self._actions.shown()
            if self._actions.key(spec.id) and not spec.id.startswith(("person_", "place_"))
        ]
        return "\n".join([head, *rows])

    def _message_table(self) -> str:
        code, happened = self.tr("Code"), self.tr("What happened")
        head = f"| {code} | {happened} |\n|---|---|"
        rows = [
            f"| [{one.label}]({one.label}) | {one.fact} |" for one in messages(self._lang).values()
        ]
        return "\n".join([head, *rows])


def _message_line(message: Message) -> str:
    link = f'<a href="{message.label}">{message.label}</a>'
    return f"<p>{link} {escape(message.sentence)}</p>"
