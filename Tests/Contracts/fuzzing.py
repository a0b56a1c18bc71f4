"""What schemathesis doesn't know by itself: a JSON object a line, and whom to leave alone."""

import json
import os

import schemathesis

CALLER = os.environ.get("CONSULTA_CALLER_ID")


@schemathesis.serializer("application/x-ndjson")
def lines(_context, value):
    if isinstance(value, (bytes, str)):
        return value
    return "".join(json.dumps(item) + "\n" for item in (value if isinstance(value, list) else [value])).encode()


@schemathesis.hook
def filter_path_parameters(_context, path_parameters):
    """An administrator finds itself among the users: signed out or with other roles, its token would end."""
    return not CALLER or not path_parameters or path_parameters.get("id") != CALLER
