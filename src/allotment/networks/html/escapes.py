"""The five escapes that nh3 writes, read and written; the standard library's tables cost ten times as much."""


def unescaped(markup: str) -> str:
    """The characters meant by text or an attribute that nh3, or `escaped`, has written."""
    if "&" not in markup:
        return markup
    for escape, character in (("&nbsp;", "\xa0"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        markup = markup.replace(escape, character)
    return markup


def escaped(text: str) -> str:
    """Text as it stands in an element or in a double-quoted attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
