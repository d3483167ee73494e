// The package's index prints a warning about Node 20 at every start. Its modules run there all the same, so they are imported one by one.
declare module "oidc-provider/lib/provider.js" {
  export { Provider } from "oidc-provider";
}
declare module "oidc-provider/lib/helpers/errors.js" {
  import type { errors } from "oidc-provider";
  export const CustomOIDCProviderError: typeof errors.CustomOIDCProviderError;
}
