using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Sets what may be spent in a month: for the whole stack, for a provider or for an account. A budget of that name is replaced.</summary>
[Cmdlet(VerbsCommon.Set, "CostBudget", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Set-CostBudget.md")]
[OutputType(typeof(CostBudget))]
public sealed class SetCostBudgetCommand : CostCompassCmdlet
{
    /// <summary>The budget's name, of your own choice.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BudgetNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>How much may be spent in each month, above 0, in units of the currency.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [PlainNumberTransformation]
    public decimal Amount { get; set; }

    /// <summary>The currency: a code of three letters such as USD or CNY.</summary>
    [Parameter(Position = 2, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>The account that it is for. Without it and -Provider, it is for the whole stack.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Account { get; set; }

    /// <summary>The provider that it is for: all of its accounts together.</summary>
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

    // A budget may be set before its account is connected, but more often its name is mistyped.
    private void WarnOfUnknown(CostBudget budget)
    {
        IReadOnlyList<CostAccount> accounts = budget.Scope == BudgetScope.WholeStack ? [] : new AccountDirectory(Session).ReadAll();
        if (budget.Scope == BudgetScope.Account && !accounts.Any(one => new AccountName(one.Name) == budget.Account!))
        {
            WriteWarning($"There is no account named '{budget.Account}' yet. The budget holds nothing until there is one.");
        }

        if (budget.Provider is { } provider && Session.Providers.Find(provider) is null && !accounts.Any(one => budget.Covers(one.Name, one.Provider)))
        {
            WriteWarning($"There is no provider named '{provider}' yet. The budget holds nothing until there is one.");
        }
    }
}
