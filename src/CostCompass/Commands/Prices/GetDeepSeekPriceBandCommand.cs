using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Tells which band of the day applies, until when, and which one comes then.</summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekPriceBand", HelpUri = HelpPage.Folder + "Get-DeepSeekPriceBand.md")]
[OutputType(typeof(DeepSeekPriceBand))]
public sealed class GetDeepSeekPriceBandCommand : CostCompassCmdlet
{
    /// <summary>The instants; now without it.</summary>
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
