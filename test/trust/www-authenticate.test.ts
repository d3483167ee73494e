import { expect, test } from "@jest/globals";
import { ChildviewError } from "../../service/errors.ts";
import { wwwAuthenticate } from "../../trust/www-authenticate.ts";

test("a request without a token learns only that one is needed", () => {
  expect(wwwAuthenticate(new ChildviewError("TOKEN_MISSING", "there is none"))).toBe('Bearer realm="childview"');
});

test("a refused token is an invalid_token, and a role that may not be asserted an insufficient_scope", () => {
  expect(wwwAuthenticate(new ChildviewError("TOKEN_EXPIRED", "it has expired"))).toBe(
    'Bearer realm="childview", error="invalid_token", error_description="it has expired"',
  );
  expect(wwwAuthenticate(new ChildviewError("ROLE_NOT_ASSERTABLE", "not this role"))).toBe(
    'Bearer realm="childview", error="insufficient_scope", error_description="not this role"',
  );
});

test("a failure that no other token would mend has no such header", () => {
  expect(wwwAuthenticate(new ChildviewError("ISSUER_UNAVAILABLE", "no keys"))).toBeUndefined();
  expect(wwwAuthenticate(new ChildviewError("INTERNAL", "broken"))).toBeUndefined();
});

test("a message cannot end the header or the quotes it stands in", () => {
  expect(wwwAuthenticate(new ChildviewError("TOKEN_INVALID", 'say "no"\r\nSet-Cookie: a=b\\ ü'))).toBe(
    'Bearer realm="childview", error="invalid_token", error_description="say \'no\'??Set-Cookie: a=b? ?"',
  );
});
