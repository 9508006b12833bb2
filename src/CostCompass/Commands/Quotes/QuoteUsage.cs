using System.Collections;
using System.Management.Automation;
using System.Text;

namespace CostCompass.Commands;

/// <summary>The usage of a call according to its response, read by the same reader that meters calls.</summary>
/// <param name="Tokens">The tokens and searches.</param>
/// <param name="Model">The model in the response, or that of the quote if the response doesn't contain it.</param>
/// <param name="AssumesMisses">Whether the whole prompt was counted as misses because the usage doesn't contain the cache hits.</param>
internal sealed record QuoteUsage(CallUsage Tokens, string Model, bool AssumesMisses)
{
    private const string Source = "The specified usage";

    /// <summary>Reads the usage for a quote.</summary>
    /// <param name="given">A response or its usage, as an object or as text. A streamed response as its lines.</param>
    /// <param name="quote">The quote, whose model is used if the response doesn't contain one.</param>
    /// <param name="at">The time at which the call was complete.</param>
    /// <exception cref="CostException"><c>UsageNotFound</c>, <c>UsageAmbiguous</c>, and the errors of the reader.</exception>
    public static QuoteUsage Read(PSObject given, DeepSeekQuote quote, DateTimeOffset at)
    {
        byte[] json = Json(given) ?? throw QuoteErrors.UsageNotFound();
        var defaults = new MeterDefaults { Model = quote.Model, At = at };
        List<MeteredCall> calls = Calls(json, defaults, out CostException? failure);
        bool assumesMisses = failure?.ErrorId == "CacheSplitUnknown";
        if (assumesMisses)
        {
            calls = Calls(json, defaults with { AcceptsUnknownSplit = true }, out failure);
        }

        return (failure, calls) switch
        {
            ({ } wrong, _) => throw wrong,
            (_, [var call]) => new QuoteUsage(
                new CallUsage(call.CacheHitTokens, call.CacheMissTokens, call.OutputTokens, call.Searches), call.Model, assumesMisses),
            (_, []) => throw QuoteErrors.UsageNotFound(),
            _ => throw QuoteErrors.UsageAmbiguous(Source, calls.Count),
        };
    }

    private static List<MeteredCall> Calls(byte[] json, MeterDefaults defaults, out CostException? failure)
    {
        CostException? first = null;
        var reader = new LogReader(defaults);
        using var stream = new MemoryStream(json, writable: false);
        reader.Read(stream, Source, 0, fault => first ??= UsageMessages.FailureOf(fault, isLine: false));
        failure = first;
        return [.. reader.Calls.TakeRest()];
    }

    private static byte[]? Json(PSObject given) => given.BaseObject switch
    {
        string text => Encoding.UTF8.GetBytes(text),
        IList lines when lines.Cast<object?>().All(line => PropertyBag.Unwrap(line) is string) =>
            Encoding.UTF8.GetBytes(string.Join('\n', lines.Cast<object?>().Select(PropertyBag.Unwrap))),
        _ => new UsageObjectJson().Write(given)?.ToArray(),
    };
}
