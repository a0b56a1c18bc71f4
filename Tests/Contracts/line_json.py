"""What schemathesis doesn't know by itself: a JSON object a line."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(_context, value):
    if isinstance(value, (bytes, str)):
        return value
    return "".join(json.dumps(item) + "\n" for item in (value if isinstance(value, list) else [value])).encode()
