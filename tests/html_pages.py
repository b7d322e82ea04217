"""A page of ours, read as a browser reads it, and what is wrong with it for those who listen to pages or use keys."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

from lxml import html

REFERRING = ("for", "list", "aria-labelledby", "aria-describedby", "data-copy", "data-live")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
HEADINGS = "//h1|//h2|//h3|//h4|//h5|//h6"


class Page:
    """A parsed page."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree: Any = html.fromstring(text)

    def all(self, path: str) -> list[Any]:
        """What an XPath finds: elements or values."""
        return list(self.tree.xpath(path))

    def one(self, path: str) -> Any:
        """The only element or value that an XPath finds."""
        (found,) = self.all(path)
        return found

    def words(self, path: str = "//main") -> str:
        """What a person reads there, spaces as one."""
        return " ".join("".join("".join(each.itertext()) for each in self.all(path)).split())

    def titles(self) -> list[str]:
        """The titles of the articles that are listed."""
        return [each.text_content() for each in self.all("//main//div[@class='words']/h3")]

    def faults(self) -> list[str]:
        """What breaks the rules that pages here keep; empty where nothing does."""
        return [*self._structure(), *self._names(), *self._strictness()]

    def _structure(self) -> list[str]:
        levels = [int(each.tag[1]) for each in self.all(HEADINGS)]
        ids = Counter(self.all("//@id"))
        faults = [f"{len(self.all('//h1'))} h1"] if len(self.all("//h1")) != 1 else []
        faults += [f"h{a} then h{b}" for a, b in pairwise([0, *levels]) if b > a + 1]
        faults += [f"id {each} {many} times" for each, many in ids.items() if many > 1]
        refers = [(name, word) for name in REFERRING for value in self.all(f"//@{name}") for word in value.split()]
        faults += [f"{name} of {word!r}, which is nowhere" for name, word in refers if word not in ids]
        within = self.all("//a/@href[starts-with(., '#')]")
        faults += [f"{href} leads nowhere" for href in within if href[1:] not in ids]
        return faults + ([] if len(self.all("//main")) == 1 else ["main"])

    def _names(self) -> list[str]:
        """Who listens is told what each field, button, link, landmark and picture is."""
        faults = []
        for field in self.all("//input[not(@type='hidden')]|//select|//textarea"):
            labelled = self.all(f"//label[@for='{field.get('id')}']") or field.xpath("ancestor::label")
            if not (labelled or field.get("aria-labelledby") or field.get("aria-label")):
                faults.append(f"a field {field.get('name')} without a label")
        faults += ["a link without words" for each in self.all("//a[@href]") if not each.text_content().strip()]
        faults += ["a picture without alt" for each in self.all("//img") if each.get("alt") is None]
        faults += ["a button without words" for each in self.all("//button") if not each.text_content().strip()]
        navigations = Counter(self.all("//nav/@aria-label"))
        faults += [f"nav {each} twice" for each, many in navigations.items() if many > 1]
        faults += ["a nav without a name"] * len(self.all("//nav[not(@aria-label)]"))
        return faults + ([] if self.one("/html/@lang") else ["lang"])

    def _strictness(self) -> list[str]:
        """Nothing that the pages' policy would stop, nothing that shifts when it is loaded."""
        faults = [f"attribute {name}" for name in self.all("//@*[starts-with(name(), 'on')]") + self.all("//@style")]
        faults += ["a script within"] * len(self.all("//script[not(@src) and not(@type='application/ld+json')]"))
        faults += ["a style within"] * len(self.all("//style"))
        own = self.all("//img[contains(@class, 'picture')]")
        faults += ["a picture without size" for each in own if not (each.get("width") and each.get("height"))]
        told = self.all("//img[not(@referrerpolicy='no-referrer')]")
        controls = [f"control {each!r}" for each in CONTROL.findall(self.text)]
        return faults + ["a picture with referrer"] * len(told) + controls
