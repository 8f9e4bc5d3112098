"""The hook of mkdocs: pages made from the program are added to those written by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import commands
import config_keys
import library
import measured
import physics
from mkdocs.structure.files import File

_MENU, _ATLAS = "made: physics", "made: atlas"


@cache
def _made() -> dict[str, str]:
    """Path of every made page -> its Markdown."""
    return {
        path: text
        for room in (physics, commands, config_keys, library, measured)
        for path, text in room.pages().items()
    }


def on_config(config: Any) -> Any:
    """Put the physics pages, and those of the atlas, where the menu has their place."""
    atlas = sorted((Path(config["docs_dir"]) / "atlas").glob("*.md"))
    listed = [{page.stem.replace("_", " "): f"atlas/{page.name}"} for page in atlas]
    for entry in config["nav"]:
        for title, children in entry.items():
            if children == [_MENU]:
                entry[title] = physics.navigation(_made())
            elif children == [_ATLAS]:
                entry[title] = listed
    config["nav"] = [entry for entry in config["nav"] if [] not in entry.values()]
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the made pages; refuse a page written by hand that would hide one."""
    for path, text in _made().items():
        if files.get_file_from_path(path):
            raise ValueError(f"docs/{path} is made by the build; remove the file")
        files.append(File.generated(config, path, content=text))
    return files
