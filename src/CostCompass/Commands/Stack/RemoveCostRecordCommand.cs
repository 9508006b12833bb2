using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Removes billed costs that were imported from a file or reported by a provider. The days without costs then count as not reported, not as
/// free.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "CostRecord", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Remove-CostRecord.md")]
[OutputType(typeof(void))]
public sealed class RemoveCostRecordCommand : CostCompassCmdlet
{
    /// <summary>The names of the accounts. Wildcards are allowed, and Tab completes names.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>
    /// Removes only costs in this currency: a three-letter code such as USD or CNY. The default is all currencies of the account.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>Removes only costs that start at or after this time.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Removes only costs that start before this time.</summary>
    [Parameter]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    private protected override void Process()
    {
        foreach (string name in Name)
        {
            Attempt(name, () => Remove(name));
        }
    }

    private void Remove(string name)
    {
        var pattern = Wildcard.Of(name);
        List<BalanceSeriesKey> found =
        [
            .. Store.Reports.ReadSeries().Select(series => series.Key)
                .Where(key => pattern.IsMatch(key.Account.Text) && (Currency is null || key.Currency == Currency)),
        ];
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            throw new CostException(
                "NoCostRecord",
                CostErrorKind.NotFound,
                $"There are no billed costs of the account '{AccountName.Shown(name)}'{(Currency is null ? "" : " in " + Currency)}.",
                "To list the accounts with costs, run Get-CostSpend -GroupBy Account.");
        }

        string span = $"Remove the billed costs from {(After is null ? "the beginning" : $"{After:u}")} to {(Before is null ? "the end" : $"{Before:u}")}";
        foreach (BalanceSeriesKey series in found.Where(series => ShouldProcess($"{series.Account} ({series.Currency})", span)))
        {
            int removed = Store.Reports.Remove(series, After ?? DateTimeOffset.MinValue, Before ?? DateTimeOffset.MaxValue);
            WriteVerbose(string.Create(CultureInfo.InvariantCulture, $"Removed {removed} costs of the account '{series.Account}' in {series.Currency}."));
        }
    }
}
