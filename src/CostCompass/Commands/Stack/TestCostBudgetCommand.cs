using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Checks whether this month stays within budget. With -Quiet, it returns one Boolean for all budgets, for scripts.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CostBudget", HelpUri = HelpPage.Folder + "Test-CostBudget.md")]
[OutputType(typeof(CostBudgetStatus), typeof(bool))]
public sealed class TestCostBudgetCommand : StackCmdlet
{
    private List<AccountOutlook>? _accounts;
    private readonly List<string> _unmatched = [];
    private bool _holds = true;
    private bool _isAnswered;

    /// <summary>The names of the budgets. Wildcards are allowed. The default is all budgets.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BudgetNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Returns one Boolean for all budgets: true only if every State is Ok and every account has a forecast.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>
    /// With -Quiet, ignores the forecast: a budget counts as false only if it is exceeded or its costs aren't known up to now.
    /// </summary>
    [Parameter]
    public SwitchParameter IgnoreForecast { get; set; }

    private protected override void Process()
    {
        IReadOnlyList<CostBudget> budgets = Store.Budgets.Read();
        foreach (string name in Name)
        {
            var pattern = Wildcard.Of(name);
            List<CostBudget> found = budgets.Where(budget => pattern.IsMatch(budget.Name)).ToList();
            if (found.Count == 0 && (budgets.Count == 0 || !WildcardPattern.ContainsWildcardCharacters(name)))
            {
                Fail(NotFound(name), name);
            }
            else if (found.Count == 0)
            {
                _unmatched.Add(name);
            }

            foreach (CostBudget budget in found.OrderBy(budget => budget.Currency, StringComparer.Ordinal))
            {
                Check(budget);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!Quiet)
        {
            return;
        }

        if (!_isAnswered)
        {
            // A script must not mistake a check of nothing for a result.
            Fail(BudgetErrors.BudgetNotFoundAtAll(), string.Join(", ", _unmatched));
        }

        WriteObject(_holds);
    }

    private void Fail(CostException failure, string target)
    {
        _holds = false;
        _isAnswered = true;
        WriteError(ErrorRecords.From(failure, target));
    }

    private void Check(CostBudget budget)
    {
        try
        {
            _accounts ??= Figures.ReadAccounts();
            if (!_accounts.Exists(account => budget.Covers(account.Account, account.Provider)) && (budget.Scope != BudgetScope.WholeStack || Figures.Subscriptions.Count == 0))
            {
                throw NothingKnown(budget);
            }

            CostBudgetStatus status = Figures.Check(budget, _accounts);
            _holds &= Holds(status);
            _isAnswered = true;
            foreach (string doubt in Doubts(status))
            {
                WriteWarning(doubt);
            }

            if (!Quiet)
            {
                WriteObject(status);
            }
        }
        catch (CostException failure)
        {
            Fail(failure, budget.Name);
        }
        catch (OverflowException)
        {
            Fail(BalanceErrors.AmountOutOfRangeResult(), budget.Name);
        }
    }

    // No news isn't good news: an account without a forecast may go over, and one that hasn't been read recently may already be over.
    private bool Holds(CostBudgetStatus status) => IgnoreForecast
        ? status.State is not (BudgetState.Exceeded or BudgetState.Stale or BudgetState.Unknown)
        : status.State == BudgetState.Ok && status.WithoutForecast is null;

    private static IEnumerable<string> Doubts(CostBudgetStatus status)
    {
        if (status is { StaleAccounts: { } stale, StaleSince: { } since })
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The budget '{status.Name}' uses stale data: {stale} hasn't been read since {since.UtcDateTime:yyyy-MM-dd HH:mm}Z. Run Update-CostSnapshot, or remove the history of accounts that you no longer use.");
        }
        else if (status.NotReadThisMonth is { } unread)
        {
            yield return $"The budget '{status.Name}' doesn't include the spend of {unread}, which hasn't been read this month. Run Update-CostSnapshot.";
        }

        if (status.WithoutForecast is { } without)
        {
            yield return $"The budget '{status.Name}' has no forecast because the burn rate of {without} in the trailing days is unknown. Run Update-CostSnapshot, or remove the history of accounts that you no longer use.";
        }
    }

    private static CostException NothingKnown(CostBudget budget) =>
        BudgetErrors.BudgetWithoutHistory(budget.Name, budget.Account ?? budget.Provider ?? "any account");

    private static CostException NotFound(string name) => WildcardPattern.ContainsWildcardCharacters(name)
        ? BudgetErrors.BudgetNotFoundForPattern(name)
        : BudgetErrors.BudgetNotFound(AccountName.Shown(name));
}
