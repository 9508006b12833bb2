using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Reports calls without a price and retired models, with one message per model and not per call.</summary>
/// <param name="cmdlet">The command that writes the messages.</param>
internal sealed class UsageMessages(Cmdlet cmdlet)
{
    /// <summary>A number of calls in words.</summary>
    /// <param name="count">The number.</param>
    public static string Calls(long count) => count == 1 ? "1 call" : string.Create(CultureInfo.CurrentCulture, $"{count:N0} calls");

    /// <summary>Warns about models that have been retired since their calls were made.</summary>
    /// <param name="models">The models whose calls were priced.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="now">The current time.</param>
    public void WarnOfRetired(IEnumerable<string> models, DeepSeekPriceCatalog prices, DateTimeOffset now)
    {
        foreach (string model in models.Order(StringComparer.Ordinal))
        {
            if (prices.RetirementOf(model, now) is { } retirement && retirement.At <= now)
            {
                cmdlet.WriteWarning(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The model '{model}' was retired at {retirement.At.UtcDateTime:yyyy-MM-dd HH:mm}Z. The cost of its calls uses the prices at the time of each call. Its successor is '{retirement.Successor}'."));
            }
        }
    }

    /// <summary>Warns about calls with an incomplete cost.</summary>
    /// <param name="calls">The number of calls.</param>
    /// <param name="currency">The currency of the price list.</param>
    public void WarnOfIncomplete(long calls, string currency)
    {
        if (calls > 0)
        {
            cmdlet.WriteWarning($"{Calls(calls)} made web searches, which have no known price in {currency}. Their cost doesn't include the searches. Import the price with Import-DeepSeekPrice.");
        }
    }

    /// <summary>Warns about calls to other vendors, and writes an error for each model and reason of the other calls without a price.</summary>
    /// <param name="unpriced">The calls without a price.</param>
    public void Write(IReadOnlyList<UnpricedCalls> unpriced)
    {
        foreach (UnpricedCalls calls in unpriced)
        {
            string count = Calls(calls.Calls);
            if (calls.IsOtherVendor)
            {
                cmdlet.WriteWarning($"Skipped {count} of '{calls.Model}', because DeepSeek has no price for a model of another vendor. To calculate their cost as calls to a DeepSeek model, use -AsModel.");
                continue;
            }

            string first = string.Create(CultureInfo.InvariantCulture, $"{calls.First.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
            cmdlet.WriteError(ErrorRecords.From(
                new CostException(
                    calls.Failure.ErrorId,
                    calls.Failure.Kind,
                    $"The cost of {count} of '{calls.Model}' is unknown, the first at {first}: {calls.Failure.Message}",
                    calls.Failure.RecommendedAction),
                calls.Model));
        }
    }
}
