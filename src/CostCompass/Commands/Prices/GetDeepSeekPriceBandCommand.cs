using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets the DeepSeek price band at a time and the next change. Nights, weekends and holidays without a change are skipped.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekPriceBand", HelpUri = HelpPage.Folder + "Get-DeepSeekPriceBand.md")]
[OutputType(typeof(DeepSeekPriceBand))]
public sealed class GetDeepSeekPriceBandCommand : CostCompassCmdlet
{
    /// <summary>The times, with any offset. The default is now.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [InstantTransformation]
    public DateTimeOffset[]? At { get; set; }

    private protected override void Process()
    {
        foreach (DateTimeOffset at in At ?? [Now])
        {
            WriteObject(Session.Prices.Bands.BandAt(at));
        }
    }
}
