using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>A command that reads or changes histories. It doesn't query a provider.</summary>
public abstract class HistoryCmdlet : CostCompassCmdlet
{
    private bool _warned;

    /// <summary>The names of the accounts. Wildcards are allowed. The default is every account with a history.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public virtual string[]? Name { get; set; }

    /// <summary>The currency as a three-letter code, such as USD or CNY. The default is all currencies.</summary>
    /// <remarks>It isn't bound from the pipeline: an account from the pipeline stands for all of its currencies, not the funded one.</remarks>
    [Parameter]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>The series that the current record names. A plain name without a history is written as an error.</summary>
    /// <param name="provider">A wildcard pattern of providers, or null for all.</param>
    /// <param name="isOther">Whether a name belongs to something else that the command accepts and that has no history, or null.</param>
    private protected IReadOnlyList<StoredSeries> FindSeries(string? provider = null, Func<string, bool>? isOther = null)
    {
        var reader = new HistoryReader(Store);
        IReadOnlyList<NamePattern>? names = Wildcard.All(Name);
        NamePattern? providers = provider is null ? null : Wildcard.Of(provider);
        IReadOnlyList<StoredSeries> found = reader.FindSeries(names, providers, Currency);
        if (providers is { IsPlain: true } && Session.Providers.Find(providers.Text) is null && reader.FindSeries(provider: providers).Count == 0)
        {
            Attempt(providers.Text, () => throw AccountDirectory.ProviderNotFound(providers.Text));
        }

        foreach (NamePattern name in names?.Where(name => name.IsPlain) ?? [])
        {
            if (reader.FindSeries([name]).Count == 0 && isOther?.Invoke(name.Text) != true)
            {
                Attempt(name.Text, () => throw NoHistory(name.Text));
            }
        }

        // Once, however many records come from the pipeline.
        if (names is null && !_warned && reader.FindSeries().Count == 0)
        {
            _warned = true;
            WriteWarning("The history is empty. To take snapshots of an account, connect it with Connect-DeepSeek or Connect-CostProvider, and run Update-CostSnapshot.");
        }

        return found;
    }

    /// <summary>The series that the current record names, sorted by currency, because the view groups them.</summary>
    /// <param name="provider">A wildcard pattern of providers, or null for all.</param>
    private protected IReadOnlyList<StoredSeries> FindSeriesByCurrency(string? provider = null) =>
        [.. FindSeries(provider).OrderBy(series => series.Key.Currency, StringComparer.Ordinal)];

    /// <summary>The series that the current record names and that have snapshots. Those of cost reports don't.</summary>
    private protected IReadOnlyList<StoredSeries> FindSnapshotSeries() => [.. FindSeries().Where(series => !series.IsReported)];

    private CostException NoHistory(string name) => new AccountDirectory(Session).ReadAll().Any(
        account => new AccountName(account.Name) == name)
        ? BalanceErrors.NoSnapshot(name)
        : AccountDirectory.NotFound(name);
}
