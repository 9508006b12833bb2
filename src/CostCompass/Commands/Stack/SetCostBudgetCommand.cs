using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Sets a monthly budget for everything, a provider or an account. A budget applies to every calendar month. Without -Account and
/// -Provider it covers everything: all accounts of all providers, and the subscriptions. An existing budget with the same name is
/// replaced completely.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CostBudget", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Set-CostBudget.md")]
[OutputType(typeof(CostBudget))]
public sealed class SetCostBudgetCommand : CostCompassCmdlet
{
    /// <summary>The name of the budget: up to 100 characters, without * ? [ ] and backticks. Tab completes existing names.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BudgetNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>
    /// The amount that can be spent per month, in units of the currency. It must be greater than 0. Text is parsed exactly: use a
    /// decimal point and no thousands separators. Text that isn't a number is rejected.
    /// </summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [PlainNumberTransformation]
    public decimal Amount { get; set; }

    /// <summary>The currency: a three-letter code such as USD or CNY.</summary>
    [Parameter(Position = 2, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>The account that the budget covers. Tab completes names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Account { get; set; }

    /// <summary>The provider that the budget covers, with all of its accounts. Tab completes names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string? Provider { get; set; }

    private protected override void Process() => Attempt(Name, () =>
    {
        CostBudget budget = CostBudget.Of(Name, Amount, Currency, Account, Provider);
        budget = budget with { Provider = Session.Providers.Find(budget.Provider ?? "")?.Name ?? budget.Provider };
        WarnOfUnknown(budget);
        string what = string.Create(
            CultureInfo.CurrentCulture,
            $"{budget.Name} ({budget.Amount} {budget.Currency} a month for {budget.Account ?? budget.Provider ?? "the whole stack"})");
        if (ShouldProcess(what, "Set the budget"))
        {
            WriteObject(Store.Budgets.Save(budget));
        }
    });

    // A budget may be set before its account is connected, but more likely the name is mistyped.
    private void WarnOfUnknown(CostBudget budget)
    {
        IReadOnlyList<CostAccount> accounts = budget.Scope == BudgetScope.WholeStack ? [] : new AccountDirectory(Session).ReadAll();
        if (budget.Scope == BudgetScope.Account && !accounts.Any(one => new AccountName(one.Name) == budget.Account!))
        {
            WriteWarning($"The account '{budget.Account}' doesn't exist yet. The budget has no effect until that account exists.");
        }

        if (budget.Provider is { } provider && Session.Providers.Find(provider) is null && !accounts.Any(one => budget.Covers(one.Name, one.Provider)))
        {
            WriteWarning($"Unknown provider '{provider}'. The budget has no effect until an account of that provider exists.");
        }
    }
}
