"""Signing in to the emulator with our own client."""

import ssooidc

START_URL = "https://example.awsapps.com/start"
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"


def sign_in(client: ssooidc.Client) -> str:
    """The access token of somebody who signs in; the emulator approves by itself."""
    own = client.register_client(clientName="tool", clientType="public")
    client_id, client_secret = own["clientId"], own["clientSecret"]
    device = client.start_device_authorization(
        clientId=client_id, clientSecret=client_secret, startUrl=START_URL
    )
    tokens = client.create_token(
        clientId=client_id,
        clientSecret=client_secret,
        grantType=DEVICE_CODE,
        deviceCode=device["deviceCode"],
    )
    return tokens["accessToken"]
