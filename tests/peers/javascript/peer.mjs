// The AWS SDK for JavaScript, unchanged, against the emulator whose addresses the environment has.
// Prints one line of JSON with what it saw.
import * as oidc from "@aws-sdk/client-sso-oidc";
import * as sso from "@aws-sdk/client-sso";
import { fromSSO } from "@aws-sdk/credential-provider-sso";

const control = async (name, body) => {
  const response = await fetch(`${process.env.AWS_ENDPOINT_URL_SSO_OIDC}/_emulator/${name}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
};

// A retry would hide a planned failure.
const settings = { region: "us-east-1", maxAttempts: 1 };
const login = new oidc.SSOOIDCClient({
  ...settings,
  credentials: {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  },
});
const portal = new sso.SSOClient(settings);

const signIn = async () => {
  const app = await login.send(
    new oidc.RegisterClientCommand({
      clientName: "js",
      clientType: "public",
      scopes: ["sso:account:access"],
    }),
  );
  const who = { clientId: app.clientId, clientSecret: app.clientSecret };
  const device = await login.send(
    new oidc.StartDeviceAuthorizationCommand({ ...who, startUrl: "https://e.example/start" }),
  );
  await control("approve", { userCode: device.userCode });
  return login.send(
    new oidc.CreateTokenCommand({
      ...who,
      grantType: "urn:ietf:params:oauth:grant-type:device_code",
      deviceCode: device.deviceCode,
    }),
  );
};

const use = async (accessToken) => {
  const { accountList } = await portal.send(new sso.ListAccountsCommand({ accessToken }));
  const { accountId } = accountList[0];
  const { roleList } = await portal.send(
    new sso.ListAccountRolesCommand({ accessToken, accountId }),
  );
  const { roleName } = roleList[0];
  const { roleCredentials } = await portal.send(
    new sso.GetRoleCredentialsCommand({ accessToken, accountId, roleName }),
  );
  await portal.send(new sso.LogoutCommand({ accessToken }));
  return { accountId, roleName, ofTheRole: roleCredentials.accessKeyId.slice(0, 4) };
};

const withIam = () =>
  login.send(
    new oidc.CreateTokenWithIAMCommand({
      clientId:
        "arn:aws:sso::123456789012:application/ssoins-EXAMPLE123456789/apl-EXAMPLE987654321",
      grantType: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion: "e30.e30.e30",
    }),
  );

// A request of each operation that is well-formed, for a planned failure to meet.
const requests = {
  CreateToken: { clientId: "a", clientSecret: "b", grantType: "refresh_token" },
  CreateTokenWithIAM: { clientId: "a", grantType: "refresh_token" },
  RegisterClient: { clientName: "a", clientType: "public" },
  StartDeviceAuthorization: { clientId: "a", clientSecret: "b", startUrl: "https://e.example" },
  GetRoleCredentials: { accessToken: "a", accountId: "111122223333", roleName: "r" },
  ListAccountRoles: { accessToken: "a", accountId: "111122223333" },
  ListAccounts: { accessToken: "a" },
  Logout: { accessToken: "a" },
};

const refused = async ([operation, code]) => {
  await control("fail-next", { operation, code });
  const [client, commands] = operation in oidcCommands ? [login, oidc] : [portal, sso];
  try {
    await client.send(new commands[`${operation}Command`](requests[operation]));
  } catch (error) {
    const known = typeof commands[error.name] === "function";
    return { name: error.name, known, status: error.$metadata.httpStatusCode };
  }
  return {};
};
const oidcCommands = Object.fromEntries(
  Object.keys(requests).filter((name) => `${name}Command` in oidc).map((name) => [name, true]),
);

const errors = [];
for (const pair of JSON.parse(process.argv[2])) errors.push(await refused(pair));

const token = await signIn();
const seen = {
  portal: await use(token.accessToken),
  tokenType: (await withIam()).tokenType,
  errors,
  provided: await fromSSO({ profile: "default" })(),
};
console.log(JSON.stringify(seen));
