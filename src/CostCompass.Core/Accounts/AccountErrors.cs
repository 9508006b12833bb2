namespace CostCompass.Accounts;

/// <summary>All errors of accounts, their keys and their providers, so that each is worded once.</summary>
internal static class AccountErrors
{
    public static CostException AccountExistsUnderNewName(AccountName newName) => new(
        "AccountExists",
        CostErrorKind.AlreadyExists,
        $"The name '{newName}' is already in use by an account or its history.",
        "Specify another name with -NewName.");

    public static CostException AccountExists(string former) => new(
        "AccountExists",
        CostErrorKind.AlreadyExists,
        $"The account '{former}' is already connected.",
        "Use -Force to replace its key and keep its history, or specify another -Name.");

    public static CostException AccountExistsInImport(string former, string provider, KeySource keySource) => new(
        "AccountExists",
        CostErrorKind.AlreadyExists,
        $"The account '{former}' is already connected with other settings: {provider}, key from {keySource}.",
        "Use -Force to replace it and keep its history, or change the account's id in the file.");

    public static CostException AccountNameTwice(string account, string taken) => new(
        "AccountNameTwice",
        CostErrorKind.AlreadyExists,
        $"The account '{account}' was skipped because '{taken}' already contains an account with that name.",
        "Change the id of one of the accounts.");

    public static CostException AccountNeeded(string accounts) => new(
        "AccountNeeded",
        CostErrorKind.InvalidInput,
        $"There are several DeepSeek accounts: {accounts}.",
        "Specify the account with -Name.");

    public static CostException AccountNotFound(string? provider, string name) => new(
        "AccountNotFound",
        CostErrorKind.NotFound,
        $"The {(provider is null ? "account" : provider + " account")} '{name}' doesn't exist.",
        "To list the accounts, run Get-CostAccount. To add one, run Connect-DeepSeek or Connect-CostProvider.");

    public static CostException AccountNotNamed(string name) => new(
        "AccountNotNamed",
        CostErrorKind.InvalidInput,
        $"-BaseUri confirms the address of one account, but '{name}' can match several accounts.",
        "Specify the name of one account, or omit -BaseUri to be asked for each account.");

    public static CostException IncompleteOpenUsageAccount(int number, string missing, string advised) => new(
        "IncompleteOpenUsageAccount",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"The account {number} has no {missing}."),
        $"Add {advised} to the account in the file.");

    public static CostException InvalidAccountName() => new(
        "InvalidAccountName",
        CostErrorKind.InvalidInput,
        "An account name must be 1 to 64 letters, digits, dots, hyphens or underscores, and start with a letter or digit.",
        "Specify another name, for example 'deepseek-team'.");

    public static CostException InvalidName() => new(
        "InvalidName",
        CostErrorKind.InvalidInput,
        "A name must be 1 to 100 characters on one line, must not contain * ? [ ], backticks or invisible characters, must not start with = + - or @, and must not look like an API key.",
        "Specify another name, for example 'Claude Pro'.");

    public static CostException InvalidOpenUsageSettings(string file, string cause) => new(
        "InvalidOpenUsageSettings",
        CostErrorKind.InvalidInput,
        $"The file '{file}' is not a valid settings file of OpenUsage. {cause}",
        "Specify a settings.json file of OpenUsage. For an example, see the help of Import-CostAccount.");

    public static CostException KeyAddressMismatch(string account, KeyAddress named, string key) => new(
        "KeyAddressMismatch",
        CostErrorKind.Security,
        $"In the store, the account '{account}' uses {named} with {key}, which isn't what you specified. Nothing was confirmed.",
        "Make sure that you specified the correct values. If you did, someone changed the store. Connect the account again with -BaseUri.");

    public static CostException KeyAddressNotConfirmed(
        string account, string key, KeyAddress address, bool isNew, string confirmed, string command) => new(
        "KeyAddressNotConfirmed",
        CostErrorKind.Security,
        $"The key of account '{account}' wasn't sent. In the store, {key} belongs to {address}, but " + (isNew ? "no address is confirmed for that key on this computer." : $"the confirmed address of that key is {confirmed}."),
        $"If that key belongs to {address}, run: {command}. If it doesn't, the store was changed. Connect the account again with -BaseUri.");

    public static CostException KeyAddressNotConfirmedInStore(
        KeyAddress named, string account, string reason, string provider, string baseUri, Exception cause) => new(
        "KeyAddressNotConfirmed",
        CostErrorKind.Security,
        $"The address {named} of the account '{account}' comes from the store only and isn't confirmed on this computer. The key wasn't sent.{reason}",
        $"If the key belongs to that address, add -BaseUri {named}. To use {provider} directly, add -BaseUri {baseUri}.",
        cause);

    public static CostException KeyAddressNotConfirmedInImport(
        string account, string explanation, string provider, string argument, string keyReference, KeyAddress address) => new(
        "KeyAddressNotConfirmed",
        CostErrorKind.Security,
        $"The account '{account}' wasn't imported: {explanation}, and that address isn't confirmed.",
        $"If the key belongs to that address, use -Force, or run: Connect-CostProvider {provider} {argument} -EnvironmentVariable {keyReference} -BaseUri {address}");

    public static CostException KeyAddressNotConfirmedInVault(string list) => new(
        "KeyAddressNotConfirmed",
        CostErrorKind.Security,
        $"The keys of these accounts have no confirmed address yet and aren't sent: {list}.",
        "Run Unlock-CostVault in an interactive session, or run Confirm-CostAccount with -BaseUri for each account.");

    public static CostException KeyInsteadOfName() => new(
        "KeyInsteadOfName",
        CostErrorKind.InvalidInput,
        "The account name looks like an API key. The value wasn't stored or shown.",
        "Choose a name for the account, and specify the key with -ApiKey (Read-Host -AsSecureString).");

    public static CostException KeyInsteadOfNameInSettings(string account, string usual) => new(
        "KeyInsteadOfName",
        CostErrorKind.InvalidInput,
        $"api_key_env of the account '{account}' is not a valid name of an environment variable and may be an API key. The value isn't stored or shown.",
        $"Store the key in an environment variable such as {usual} and set api_key_env to its name.");

    public static CostException KeyInsteadOfNameInParameter(string parameter) => new(
        "KeyInsteadOfName",
        CostErrorKind.InvalidInput,
        $"-{parameter} must be a name, but its value looks like an API key. The value isn't stored or shown.",
        "To specify the key itself, use -ApiKey (Read-Host -AsSecureString).");

    public static CostException KeyVariableMissing(string? keyReference, string account) => new(
        "KeyVariableMissing",
        CostErrorKind.Authentication,
        $"The environment variable {keyReference}, which contains the key of the account '{account}', isn't set.",
        $"Set {keyReference}, or connect the account again with its own key.");

    public static CostException KeyVariableNotNamed(string account, string usual) => new(
        "KeyVariableNotNamed",
        CostErrorKind.InvalidInput,
        $"The environment variable with the key of the account '{account}' is not specified.",
        $"Store the key in an environment variable such as {usual} and set api_key_env to its name, or connect the account with Connect-CostProvider.");

    public static CostException NoAccountConnected(string? provider, string advice) => new(
        "NoAccount",
        CostErrorKind.NotFound,
        provider is null ? "No account is connected." : $"No {provider} account is connected.",
        advice);

    public static CostException NoAccountToReserve() => new(
        "NoAccount",
        CostErrorKind.NotFound,
        "No DeepSeek account is connected, and the store contains no DeepSeek history.",
        "Run Connect-DeepSeek and Update-CostSnapshot, or set the environment variable DEEPSEEK_API_KEY.");

    public static CostException SecretNotFound(string account, string? secret, string cause) => new(
        "SecretNotFound",
        CostErrorKind.Authentication,
        $"The key of the account '{account}' can't be read from the secret '{secret}': {cause}",
        "Make sure that Microsoft.PowerShell.SecretManagement is installed and that Get-Secret returns the secret.");

    public static CostException VariableNotConfirmed(string provider, string? keyReference, string idnHost) => new(
        "VariableNotConfirmed",
        CostErrorKind.Security,
        $"The definition of {provider} sends the environment variable {keyReference} to {idnHost}, and you haven't confirmed that. Nothing was sent.",
        $"If the variable holds the key for that host, specify -EnvironmentVariable {keyReference} or use -Force.");
}
