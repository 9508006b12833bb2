using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Says which calls have no price and which names are gone: one message per model, not per call.</summary>
/// <param name="cmdlet">The command that says it.</param>
internal sealed class UsageMessages(Cmdlet cmdlet)
{
    /// <summary>A number of calls in words.</summary>
    /// <param name="count">The number.</param>
    public static string Calls(long count) => count == 1 ? "1 call" : string.Create(CultureInfo.CurrentCulture, $"{count:N0} calls");

    /// <summary>Warns of models that are retired by now, though their calls are priced as at their time.</summary>
    /// <param name="models">The models of which calls were priced.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="now">The instant of now.</param>
    public void WarnOfRetired(IEnumerable<string> models, DeepSeekPriceCatalog prices, DateTimeOffset now)
    {
        foreach (string model in models.Order(StringComparer.Ordinal))
        {
            if (prices.RetirementOf(model, now) is { } retirement && retirement.At <= now)
            {
                cmdlet.WriteWarning(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The model '{model}' was retired at {retirement.At.UtcDateTime:yyyy-MM-dd HH:mm}Z; its calls are priced as at their time. Its successor is '{retirement.Successor}'."));
            }
        }
    }

    /// <summary>Warns of calls whose cost is not complete.</summary>
    /// <param name="calls">How many there are.</param>
    /// <param name="currency">The currency of the price list.</param>
    public void WarnOfIncomplete(long calls, string currency)
    {
        if (calls > 0)
        {
            cmdlet.WriteWarning($"{Calls(calls)} made web searches at a price in {currency} that is not known: their Cost leaves the searches out. Import-DeepSeekPrice takes the price.");
        }
    }

    /// <summary>Warns of calls of other vendors, and writes an error for each model and reason of the other calls without a price.</summary>
    /// <param name="unpriced">The calls without a price.</param>
    public void Write(IReadOnlyList<UnpricedCalls> unpriced)
    {
        foreach (UnpricedCalls calls in unpriced)
        {
            string count = Calls(calls.Calls);
            if (calls.IsOtherVendor)
            {
                cmdlet.WriteWarning($"{count} of '{calls.Model}' skipped: DeepSeek has no price for another vendor's model. -AsModel says what they would cost there.");
                continue;
            }

            string first = string.Create(CultureInfo.InvariantCulture, $"{calls.First.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
            cmdlet.WriteError(ErrorRecords.From(
                new CostException(
                    calls.Failure.ErrorId,
                    calls.Failure.Kind,
                    $"{count} of '{calls.Model}', the first at {first}, not priced: {calls.Failure.Message}",
                    calls.Failure.RecommendedAction),
                calls.Model));
        }
    }
}
