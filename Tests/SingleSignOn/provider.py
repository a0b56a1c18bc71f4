"""A Canaille (https://canaille.yaal.coop) with two people, on a site of its own: localhost, where the suite is 127.0.0.1."""

import os
import socket
import threading

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import werkzeug.serving  # noqa: E402
from canaille import create_app  # noqa: E402
from canaille.app import models  # noqa: E402
from canaille.backends import Backend  # noqa: E402
from joserfc.jwk import RSAKey  # noqa: E402

PASSWORD = "una frase larga"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Provider:
    client_id = "consulta"
    client_secret = "un secreto: con signos/+"

    def __init__(self, callback):
        self.port = free_port()
        self.issuer = f"http://localhost:{self.port}"
        self.callback = callback
        self.app = create_app(
            config={
                "SECRET_KEY": "solo para esta prueba, y larga",
                "SERVER_NAME": f"localhost:{self.port}",
                "PREFERRED_URL_SCHEME": "http",
                "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False, "SMTP": None, "EMAIL_CONFIRMATION": False},
                "CANAILLE_OIDC": {
                    "ACTIVE_JWKS": [RSAKey.generate_key(2048, {"kid": "first", "alg": "RS256"}).as_dict(private=True)],
                    "TRUSTED_DOMAINS": [],
                },
            }
        )
        self.settings = self.app.config["CANAILLE_OIDC"]
        self.settings["USERINFO_MAPPING"]["EMAIL_VERIFIED"] = "true"
        with self.app.app_context():
            self.add_person("ana", "Ana", "ana@escuela.example")
            self.add_person("bruno", "Bruno", "bruno@elsewhere.example")
            self.add_client()
        self.server = werkzeug.serving.make_server("localhost", self.port, self.app, threaded=True)

    def add_person(self, name, given, email):
        Backend.instance.save(
            models.User(
                user_name=name, given_name=given, family_name="Ruiz", formatted_name=f"{given} Ruiz", emails=[email],
                password=PASSWORD,
            )
        )

    def add_client(self):
        client = models.Client(
            client_id=self.client_id, client_secret=self.client_secret, client_name="Consulta",
            client_uri="http://127.0.0.1", redirect_uris=[self.callback], grant_types=["authorization_code"],
            response_types=["code"], scope=["openid", "profile", "email"], id_token_signed_response_alg="RS256",
            token_endpoint_auth_method="client_secret_basic",
        )
        Backend.instance.save(client)
        client.audience = [client]
        Backend.instance.save(client)

    def rotate(self):
        """The next key signs; the old one is published on."""
        self.settings["INACTIVE_JWKS"] = self.settings["ACTIVE_JWKS"]
        self.settings["ACTIVE_JWKS"] = [RSAKey.generate_key(2048, {"kid": "second", "alg": "RS256"}).as_dict(private=True)]

    def start(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
