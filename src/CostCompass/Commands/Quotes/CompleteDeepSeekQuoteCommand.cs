using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Settles a reserved quote with the actual usage of the call. A quote is settled only once.</summary>
[Cmdlet(VerbsLifecycle.Complete, "DeepSeekQuote", SupportsShouldProcess = true, DefaultParameterSetName = UsageSet, HelpUri = HelpPage.Folder + "Complete-DeepSeekQuote.md")]
[OutputType(typeof(DeepSeekSettlement))]
public sealed class CompleteDeepSeekQuoteCommand : CostCompassCmdlet
{
    private const string UsageSet = "Usage";
    private const string TokenSet = "Token";

    /// <summary>The ID of the quote, as returned by New-DeepSeekQuote -Reserve.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(QuoteIdCompleter))]
    public string? Id { get; set; }

    /// <summary>The API response or its usage, as an object or JSON text.</summary>
    [Parameter(ParameterSetName = UsageSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? Usage { get; set; }

    /// <summary>The number of prompt tokens that were read from the cache. The default is 0.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [ValidateRange(0L, 1_000_000_000L)]
    public long CacheHitTokens { get; set; }

    /// <summary>The number of prompt tokens that weren't in the cache.</summary>
    [Parameter(ParameterSetName = TokenSet, Mandatory = true)]
    [ValidateRange(0L, 1_000_000_000L)]
    public long CacheMissTokens { get; set; }

    /// <summary>The number of output tokens, including reasoning tokens.</summary>
    [Parameter(ParameterSetName = TokenSet, Mandatory = true)]
    [ValidateRange(0L, 1_000_000_000L)]
    public long OutputTokens { get; set; }

    /// <summary>The number of web searches and fetches that the server made. The default is 0.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [ValidateRange(0L, 1_000_000L)]
    public long Searches { get; set; }

    /// <summary>The time at which the response was complete, which determines the price. The default is the current time.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? At { get; set; }

    private protected override void Process() => Attempt(Id, () =>
    {
        string id = ReservationRule.RequireId(Id);
        DateTimeOffset now = Now;
        DateTimeOffset at = At ?? now;
        DeepSeekQuote open = Store.Quotes.Find(id, now);
        QuoteUsage? read = ParameterSetName == TokenSet ? null : QuoteUsage.Read(Usage!, open, at);
        CallUsage usage = read?.Tokens ?? new CallUsage(CacheHitTokens, CacheMissTokens, OutputTokens, Searches);
        DeepSeekSettlement Settle(DeepSeekQuote quote) =>
            ReservationRule.Settle(quote, usage, at, Balances.Instant.Truncate(now), Session.Prices);

        // Also calculated in advance, so that a quote that can't be settled fails with -WhatIf too.
        DeepSeekSettlement expected = Settle(open);
        if (read is not null)
        {
            Warn(expected, read);
        }

        string what = string.Create(CultureInfo.CurrentCulture, $"{expected.Id}: {expected.Reserved} {expected.Currency} for {expected.Model} ({expected.Account})");
        if (ShouldProcess(what, string.Create(CultureInfo.CurrentCulture, $"Settle with {expected.Actual} {expected.Currency}")))
        {
            WriteObject(Store.Quotes.Settle(id, now, Settle).ToLocal());
        }
    });

    private void Warn(DeepSeekSettlement settlement, QuoteUsage usage)
    {
        if (usage.AssumesMisses)
        {
            WriteWarning($"The usage for the quote '{settlement.Id}' doesn't include cache hits. The whole prompt is counted as cache misses.");
        }

        if (!IsBilledAlike(usage.Model, settlement))
        {
            WriteWarning($"The response is from the model '{usage.Model}', but the quote '{settlement.Id}' is for '{settlement.Model}'. The price of the quote was used.");
        }
    }

    private bool IsBilledAlike(string model, DeepSeekSettlement settlement)
    {
        DeepSeekPriceCatalog prices = Session.Prices;
        try
        {
            return prices.Find(model, settlement.Currency, settlement.CompletedAt).Model
                == prices.Find(settlement.Model, settlement.Currency, settlement.CompletedAt).Model;
        }
        catch (CostException)
        {
            return false;
        }
    }
}
