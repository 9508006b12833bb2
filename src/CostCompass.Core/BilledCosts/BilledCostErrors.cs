namespace CostCompass.BilledCosts;

/// <summary>All errors of billed costs, so that each is worded once.</summary>
internal static class BilledCostErrors
{
    public static CostException ImportAccountHasBalance(AccountName account) => new(
        "ImportAccountHasBalance",
        CostErrorKind.AlreadyExists,
        $"The spend of the account '{account}' is already calculated from its balance. Nothing was imported because these costs would be counted twice.",
        "If these costs aren't paid from that balance, specify another account with -Name.");

    public static CostException ImportProviderDiffers(AccountName account, string former, string provider) => new(
        "ImportProviderDiffers",
        CostErrorKind.AlreadyExists,
        $"The account '{account}' belongs to {former}, but the file contains costs of {provider}. Nothing was imported.",
        $"Specify another account with -Name, or use -Provider '{former}' if both names mean the same provider.");

    public static CostException ImportSeveralProviders(string file, AccountName key, string list) => new(
        "ImportSeveralProviders",
        CostErrorKind.InvalidInput,
        $"The file '{file}' contains costs of several providers for the account '{key}': {list}. Nothing was imported.",
        "Omit -Name to create one account per provider, or specify -Provider if one provider billed all costs.");

    public static CostException NoCostRecord(string name, string? currency) => new(
        "NoCostRecord",
        CostErrorKind.NotFound,
        $"There are no billed costs of the account '{name}'{(currency is null ? "" : " in " + currency)}.",
        "To list the accounts with costs, run Get-CostSpend -GroupBy Account.");

    public static CostException ReportEmptyDefinition(string provider, string account, string advice) => new(
        "ReportEmpty",
        CostErrorKind.InvalidResponse,
        $"{provider} returned no days for the account '{account}'. The stored data wasn't changed.",
        $"Try again later.{advice}");

    public static CostException ReportEmpty(string provider, string account) => new(
        "ReportEmpty",
        CostErrorKind.InvalidResponse,
        $"{provider} reports no cost for the account '{account}' on days that it billed before. The stored data wasn't changed.",
        $"Try again later. If the provider canceled the bill, run Remove-CostRecord {ForeignText.Argument(account)}, and then Update-CostSnapshot.");
}
