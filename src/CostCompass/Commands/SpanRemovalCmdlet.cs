using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>A command that removes the rows of accounts that start within a span.</summary>
public abstract class SpanRemovalCmdlet : CostCompassCmdlet
{
    /// <summary>The parameter set with <see cref="After"/> and <see cref="Before"/>.</summary>
    private protected const string SpanSet = "Span";

    /// <summary>The parameter set of one row from the pipeline.</summary>
    private protected const string OneSet = "One";

    /// <summary>The names of the accounts. Wildcards are allowed, and Tab completes names.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public virtual string[] Name { get; set; } = [];

    /// <summary>Removes only rows that start at or after this time.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Since")]
    [InstantTransformation]
    public virtual DateTimeOffset? After { get; set; }

    /// <summary>Removes only rows that start before this time.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Until")]
    [InstantTransformation]
    public virtual DateTimeOffset? Before { get; set; }

    /// <summary>The start of the span.</summary>
    private protected DateTimeOffset SpanStart => After ?? DateTimeOffset.MinValue;

    /// <summary>The end of the span, exclusive.</summary>
    private protected DateTimeOffset SpanEnd => Before ?? DateTimeOffset.MaxValue;

    /// <summary>Removes rows of what each name matches, if the user confirms.</summary>
    /// <typeparam name="T">The type of what has the rows.</typeparam>
    /// <param name="find">Finds what a name matches.</param>
    /// <param name="describe">Describes what has the rows, for ShouldProcess.</param>
    /// <param name="rows">The rows in words, such as "the snapshots".</param>
    /// <param name="one">The row from the pipeline in words, or null for the span.</param>
    /// <param name="remove">Removes the rows, and returns their number.</param>
    private protected void RemoveRows<T>(
        Func<string, IEnumerable<T>> find, Func<T, string> describe, string rows, string? one, Func<T, int> remove)
    {
        string span = one ?? $"{rows} from {(After is null ? "the beginning" : $"{After:u}")} to {(Before is null ? "the end" : $"{Before:u}")}";
        RemoveEach(
            Name,
            find,
            describe,
            $"Remove {span}",
            found => WriteVerbose(string.Create(CultureInfo.InvariantCulture, $"Removed {rows} of {describe(found)}: {remove(found)} rows.")));
    }
}
