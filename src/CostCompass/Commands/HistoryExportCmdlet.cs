using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>A command that writes histories to a file. It collects them from the pipeline and writes the file at the end.</summary>
public abstract class HistoryExportCmdlet : HistoryCmdlet, IDynamicParameters
{
    private readonly SpanParameters _spans = new();

    /// <summary>The histories to write.</summary>
    private protected List<StoredSeries> Series { get; } = [];

    /// <summary>The path of the CSV file.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Exports only rows that start at or after this time.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Exports only rows that start before this time.</summary>
    [Parameter]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Prevents the cmdlet from overwriting an existing file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The action on the file, for ShouldProcess.</summary>
    private protected abstract string Action { get; }

    /// <summary>The usual spans.</summary>
    public object GetDynamicParameters() => _spans;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        (After, Before) = ChooseSpan(_spans, After, Before, new ZoneCalendar(TimeZoneInfo.Local), Now);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => WriteWhole(Path, Action, NoClobber, PassThru, Write);

    /// <summary>Writes the histories.</summary>
    /// <param name="text">The text of the file.</param>
    private protected abstract void Write(TextWriter text);
}
