namespace CostCompass.Providers.Http;

/// <summary>All errors of requests to providers, so that each is worded once.</summary>
internal static class ProviderErrors
{
    public static CostException ConnectionFailed(string target, string provider, string account, Exception? cause) => new(
        ProviderErrorId.ConnectionFailed,
        CostErrorKind.Connection,
        $"The connection to {target} ({provider}) failed for the account '{account}'.",
        "Check the network connection, any proxy or firewall, and the base address of the account, and then try again.",
        cause);

    public static CostException HostNotFound(string idnHost, string account, Exception? cause) => new(
        ProviderErrorId.HostNotFound,
        CostErrorKind.Connection,
        $"The host '{idnHost}' of account '{account}' can't be found.",
        "Check the base address of the account and the network connection.",
        cause);

    public static CostException InsecureBaseUri(string idnHost) => new(
        ProviderErrorId.InsecureBaseUri,
        CostErrorKind.Security,
        $"The base address at host '{idnHost}' uses http, which would send the key unencrypted.",
        "Use https. http is allowed for the local computer only (localhost, 127.0.0.1, ::1).");

    public static CostException InvalidBaseUri(string message) => new(
        ProviderErrorId.InvalidBaseUri,
        CostErrorKind.InvalidInput,
        message,
        "Specify an address such as https://api.deepseek.com.");

    public static CostException InvalidBaseUriVariable(string? variable, string baseUri) => new(
        ProviderErrorId.InvalidBaseUri,
        CostErrorKind.InvalidInput,
        $"The environment variable {variable} must be an absolute web address.",
        $"Set {variable} to an address such as {baseUri}, or remove it.");

    public static CostException InvalidKey(string message) => new(
        ProviderErrorId.InvalidKey,
        CostErrorKind.Authentication,
        message,
        "Copy the key again without surrounding spaces and line breaks.");

    public static CostException InvalidProviderDefinition(string source, string field, string problem) => new(
        ProviderErrorId.InvalidProviderDefinition,
        CostErrorKind.InvalidInput,
        $"The definition '{source}' is not valid: {field} {problem}.",
        "Correct that field. For a description of the fields, see about_CostCompass_Provider.");

    public static CostException InvalidProviderDefinitionName(string file, string description, string provider) => new(
        ProviderErrorId.InvalidProviderDefinition,
        CostErrorKind.InvalidInput,
        $"The definition '{file}' is for the provider {description}, not {provider}.",
        "Omit -Provider, or specify the definition of that provider.");

    public static CostException KeyForAnotherAddress(string account, KeyAddress address, KeyAddress target) => new(
        ProviderErrorId.KeyForAnotherAddress,
        CostErrorKind.Security,
        $"The key of account '{account}' belongs to {address}. It wasn't sent to {target}.",
        "Connect the account again with matching address and key.");

    public static CostException KeyRejected(string message, string advice) => new(
        ProviderErrorId.KeyRejected,
        CostErrorKind.Authentication,
        message,
        advice);

    public static CostException ProviderNotFound(string? other, string name, string list) => new(
        ProviderErrorId.ProviderNotFound,
        CostErrorKind.NotFound,
        other is not null ? $"The provider '{other}' doesn't support this command." : $"Unknown provider '{name}'.",
        $"Use one of: {list}. To import costs from a file, use Import-CostRecord. To connect another API, use Connect-CostProvider -Definition.");

    public static CostException ProviderNotFoundByName(string name) => new(
        ProviderErrorId.ProviderNotFound,
        CostErrorKind.NotFound,
        $"Unknown provider '{name}'.",
        "To list the providers, run Get-CostProvider. To import costs from a file, use Import-CostRecord. To connect another API, use Connect-CostProvider -Definition.");

    public static CostException ProviderNotFoundInSettings(string name, string account, string list) => new(
        ProviderErrorId.ProviderNotFound,
        CostErrorKind.NotFound,
        $"Unknown provider '{name}' of the account '{account}'.",
        $"Use one of: {list}.");

    public static CostException ProviderNotGiven() => new(
        "ProviderNotGiven",
        CostErrorKind.InvalidInput,
        "No provider is specified.",
        "Specify -Provider with a name from Get-CostProvider, or -Definition with a file.");

    public static CostException RedirectRefused(string provider, string account, string host, int statusCode) => new(
        ProviderErrorId.RedirectRefused,
        CostErrorKind.Security,
        string.Create(CultureInfo.InvariantCulture, $"{provider} redirected the request for the account '{account}' {host} (HTTP {statusCode}). The key wasn't sent there."),
        "If the provider has moved, connect the account again with its new base address.");

    public static CostException RequestOutsideBaseUri(string idnHost) => new(
        ProviderErrorId.RequestOutsideBaseUri,
        CostErrorKind.Security,
        $"The request wasn't sent because its address is outside the base address at host '{idnHost}'.",
        "Check the base address of the account.");

    public static CostException RequestTimeout(string provider, string idnHost, string account, double totalSeconds) => new(
        ProviderErrorId.RequestTimeout,
        CostErrorKind.Timeout,
        string.Create(CultureInfo.InvariantCulture, $"The request to {provider} at {idnHost} for the account '{account}' timed out after {totalSeconds:0.###} s."),
        "Try again, or specify a longer timeout.");

    public static CostException ResponseIncomplete(string provider, string target, string account) => new(
        ProviderErrorId.ResponseIncomplete,
        CostErrorKind.Connection,
        $"The response from {provider} at {target} for the account '{account}' is damaged or incomplete.",
        "Try again. No data from this response was used.");

    public static CostException ResponseTooLarge(string provider, string target, string account) => new(
        ProviderErrorId.ResponseTooLarge,
        CostErrorKind.InvalidResponse,
        $"The response from {provider} at {target} for the account '{account}' is too large.",
        "Make sure that the base address of the account is the address of the provider.");

    public static CostException TlsFailed(string target, string account, string message, Exception cause) => new(
        ProviderErrorId.TlsFailed,
        CostErrorKind.Security,
        $"The certificate of {target} can't be verified. The key of account '{account}' wasn't sent. {message}",
        "Check the host of the base address, the clock of this computer, and whether a proxy intercepts TLS. The certificate check can't be turned off.",
        cause);

    public static CostException UnexpectedAnswer(string provider, string account, string field, string problem) => new(
        ProviderErrorId.UnexpectedAnswer,
        CostErrorKind.InvalidResponse,
        $"The response from {provider} for the account '{account}' is not valid: {field} {problem}.",
        "Try again later. If the problem persists, check the base address of the account and update CostCompass.");

    public static CostException UnexpectedAnswerNotHttp(string target, string provider, string account) => new(
        ProviderErrorId.UnexpectedAnswer,
        CostErrorKind.InvalidResponse,
        $"{target} ({provider}) didn't send a valid HTTP response for the account '{account}'.",
        "Make sure that the base address of the account is the address of the provider.");
}
