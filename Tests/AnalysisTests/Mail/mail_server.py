"""A mail server of Debian's python3-aiosmtpd: mail_server.py <folder> <port> [--tls] [--plain-auth].

What it takes is appended to `messages.jsonl` of its folder, and who proves themselves to `logins.jsonl`. The file `mode`
says what it does: `ok`, `busy` (451), `refuse` (550), both noted in `refusals.jsonl`, and `deaf` (it takes the message
and hangs up before it says so).
It ends with its standard input.
"""

import asyncio
import email
import email.policy
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder, port, options = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]


def mode():
    file = folder / "mode"
    return file.read_text() if file.exists() else "ok"


def append(name, record):
    with open(folder / name, "a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        refusal = {"busy": "451 4.3.0 Try again", "refuse": "550 5.1.1 No such user"}.get(mode())
        if refusal:
            append("refusals.jsonl", {"code": int(refusal[:3])})
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        record = {
            "to": envelope.rcpt_tos,
            "is_secret": session.ssl is not None,
            "is_proved": bool(session.authenticated),
            "message_id": message["Message-ID"],
            "headers": "\n".join(f"{name}: {value}" for name, value in message.items()),
            "text": message.get_content(),
        }
        append("messages.jsonl", record)
        if mode() == "deaf":
            server.transport.abort()
        return "250 OK"


def prove(server, session, envelope, mechanism, data):
    name, password = data.login.decode(), data.password.decode()
    append("logins.jsonl", {"user": name, "is_secret": session.ssl is not None})
    return AuthResult(success=(name, password) == ("consulta", "un secreto"))


def tls():
    if "--tls" not in options:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


def session():
    return SMTP(
        Handler(),
        hostname="correo.example",
        tls_context=tls(),
        require_starttls="--tls" in options,
        authenticator=prove,
        auth_required="--tls" in options,
        auth_require_tls="--plain-auth" not in options,
    )


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    # Whoever still talks doesn't keep it.
    server.close()


asyncio.run(main())
