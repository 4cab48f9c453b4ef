"""Fill in what the Python map makes of each case; run it once per new case and read the diff.

    PYTHONPATH=src python tests/contract/record.py tests/contract/rename.json

A case is written by hand as ``name``, ``doc`` and ``changes``. ``test_contract.py`` holds the
result to a reducer of its own, so that nothing wrong is recorded unnoticed.
"""

import json
import sys
from pathlib import Path

from cjwidgets.model import JourneyMap


def main(paths: list[str]) -> None:
    for path in map(Path, paths):
        case = json.loads(path.read_text(encoding="utf-8"))
        jm = JourneyMap.from_json(case["doc"])
        if jm.to_json() != case["doc"]:
            raise SystemExit(f"{path}: doc is not in the form of to_json().")
        recorded = []
        jm.subscribe(lambda done, to=recorded: to.extend(c.to_json() for c in done.changes))
        jm.apply(case["changes"])
        keys = ("name", "doc", "changes")
        case = {key: case[key] for key in keys} | {"recorded": recorded, "expected": jm.to_json()}
        path.write_text(json.dumps(case, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
