"""The schema in the docs is the one that the parser validates with."""

import json
from pathlib import Path

from mgsim.catalogue.find import SHIPPED, Catalogue
from mgsim.study.schema import build

PUBLISHED = Path(__file__).parents[2] / "docs" / "config.schema.json"


def test_the_published_schema_is_current():
    made = json.loads(json.dumps(build(Catalogue((SHIPPED,)))))
    hint = "run: mgsim schema --out docs/config.schema.json"
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == made, hint
