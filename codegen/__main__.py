"""Run the generator: ``python -m codegen``."""

import sys

try:
    from codegen.cli import main
except ModuleNotFoundError as error:
    if error.name not in ("jinja2", "jsonschema"):
        raise
    print(
        f"{error.name} is not installed, which the generator needs: pip install jinja2 jsonschema "
        "(the .venv of `make run` has both)",
        file=sys.stderr,
    )
    sys.exit(2)

sys.exit(main())
