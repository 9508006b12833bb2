using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Removes imported usage exports. It removes the rows from the pipeline, or the days of an account that start within a span. Without
/// a span, all days are removed. A day without rows counts as not exported.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "DeepSeekExport", SupportsShouldProcess = true, DefaultParameterSetName = SpanSet, HelpUri = HelpPage.Folder + "Remove-DeepSeekExport.md")]
[OutputType(typeof(void))]
public sealed class RemoveDeepSeekExportCommand : ExportCmdlet
{
    private const string SpanSet = "Span";
    private const string OneSet = "One";

    /// <summary>The names of the accounts. Wildcards are allowed.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExportAccountCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The start of one day, from Get-DeepSeekExport.</summary>
    [Parameter(ParameterSetName = OneSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [InstantTransformation]
    public DateTimeOffset From { get; set; }

    /// <summary>The end of that day, from Get-DeepSeekExport.</summary>
    [Parameter(ParameterSetName = OneSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [InstantTransformation]
    public DateTimeOffset To { get; set; }

    /// <summary>The model to remove from that day.</summary>
    [Parameter(ParameterSetName = OneSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string Model { get; set; } = "";

    /// <summary>Removes only days that start at or after this time.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Removes only days that start before this time.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    private protected override void Process()
    {
        foreach (string name in Name)
        {
            Attempt(name, () =>
            {
                foreach (AccountName account in FindAccounts(name))
                {
                    Remove(account);
                }
            });
        }
    }

    private void Remove(AccountName account)
    {
        string what = ParameterSetName == OneSet
            ? $"Remove the exported usage of {Model} from {From:u} to {To:u}"
            : $"Remove the exported usage from {(After is null ? "the beginning" : $"{After:u}")} to {(Before is null ? "the end" : $"{Before:u}")}";
        if (ShouldProcess(account.Text, what))
        {
            int removed = ParameterSetName == OneSet
                ? Store.Exports.Remove(account, Interval.Between(From, To), Model)
                : Store.Exports.Remove(account, After ?? DateTimeOffset.MinValue, Before ?? DateTimeOffset.MaxValue);
            WriteVerbose(string.Create(CultureInfo.InvariantCulture, $"Removed {removed} rows of '{account}'."));
        }
    }
}
