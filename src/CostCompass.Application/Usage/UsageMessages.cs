namespace CostCompass.Application;

/// <summary>Reports calls without a price and retired models, with one message per model and not per call.</summary>
/// <param name="warn">Called with warnings.</param>
/// <param name="fail">Called with the model and the error of calls without a price.</param>
public sealed class UsageMessages(Action<string> warn, Action<string, CostException> fail)
{
    // Each retired model is reported once, however often something is priced.
    private readonly HashSet<string> _retired = new(StringComparer.Ordinal);

    /// <summary>A number of calls in words.</summary>
    /// <param name="count">The number.</param>
    public static string Calls(long count) => count == 1 ? "1 call" : string.Create(CultureInfo.CurrentCulture, $"{count:N0} calls");

    /// <summary>The error for a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="isLine">Whether the message includes the line number.</param>
    public static CostException FailureOf(UsageFault fault, bool isLine = true) => new(
        fault.ErrorId,
        CostErrorKind.InvalidInput,
        !isLine ? $"{fault.Source} {fault.Message}."
            : fault.Line == 0 ? $"'{fault.Source}' {fault.Message}."
            : $"Line {fault.Line} of '{fault.Source}' {fault.Message}.",
        fault.Action);

    /// <summary>Warns about models that have been retired since their calls were made.</summary>
    /// <param name="models">The models whose calls were priced.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="now">The current time.</param>
    public void WarnOfRetired(IEnumerable<string> models, DeepSeekPriceCatalog prices, DateTimeOffset now)
    {
        foreach (string model in models.Where(_retired.Add).Order(StringComparer.Ordinal))
        {
            if (prices.RetirementOf(model, now) is { } retirement && retirement.At <= now)
            {
                warn(string.Create(
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
            warn($"{Calls(calls)} made web searches, which have no known price in {currency}. The cost doesn't include the searches. Import the price with Import-DeepSeekPrice.");
        }
    }

    /// <summary>Warns about calls to other vendors, and reports an error for each model and reason of the other calls without a price.</summary>
    /// <param name="unpriced">The calls without a price.</param>
    public void Write(IReadOnlyList<UnpricedCalls> unpriced)
    {
        foreach (UnpricedCalls calls in unpriced)
        {
            string count = Calls(calls.Calls);
            if (calls.IsOtherVendor)
            {
                warn($"Skipped {count} of '{calls.Model}', because DeepSeek has no price for a model of another vendor. To calculate their cost as calls to a DeepSeek model, use -AsModel.");
                continue;
            }

            string first = string.Create(CultureInfo.InvariantCulture, $"{calls.First.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
            fail(calls.Model, new CostException(
                calls.Failure.ErrorId,
                calls.Failure.Kind,
                $"The cost of {count} of '{calls.Model}' is unknown, the first at {first}: {calls.Failure.Message}",
                calls.Failure.RecommendedAction));
        }
    }
}
