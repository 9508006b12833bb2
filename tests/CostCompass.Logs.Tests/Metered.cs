using System.Text;

namespace CostCompass.Logs.Tests;

/// <summary>Short forms of what is read in the tests.</summary>
internal static class Metered
{
    public const string Noon = "2026-11-10T12:00:00Z";

    /// <summary>Reads a text as one file and gives the calls by instant.</summary>
    public static (List<MeteredCall> Calls, List<UsageFault> Faults) Read(string text, MeterDefaults? defaults = null) =>
        Read(Encoding.UTF8.GetBytes(text), defaults);

    /// <summary>Reads bytes as one file and gives the calls by instant.</summary>
    public static (List<MeteredCall> Calls, List<UsageFault> Faults) Read(byte[] bytes, MeterDefaults? defaults = null)
    {
        var faults = new List<UsageFault>();
        var reader = new LogReader(defaults ?? new MeterDefaults());
        reader.Read(new MemoryStream(bytes), "log", 0, faults.Add);
        return ([.. reader.Calls.TakeRest()], faults);
    }

    /// <summary>The call of a text that has one and no fault.</summary>
    public static MeteredCall One(string text, MeterDefaults? defaults = null)
    {
        (List<MeteredCall> calls, List<UsageFault> faults) = Read(text, defaults);
        Assert.Empty(faults);
        return Assert.Single(calls);
    }

    /// <summary>The fault of a text that has one and no call.</summary>
    public static UsageFault Fault(string text, MeterDefaults? defaults = null)
    {
        (List<MeteredCall> calls, List<UsageFault> faults) = Read(text, defaults);
        Assert.Empty(calls);
        return Assert.Single(faults);
    }

    /// <summary>Hits, misses, output and reasoning in one.</summary>
    public static (long Hits, long Misses, long Output, long? Reasoning) Counts(MeteredCall call) =>
        (call.CacheHitTokens, call.CacheMissTokens, call.OutputTokens, call.ReasoningTokens);

    /// <summary>A line of a session log.</summary>
    public static string Line(string id, string at, int output, int misses = 100, string model = "deepseek-v4-pro") =>
        $$$"""{"type":"assistant","message":{"id":"{{{id}}}","model":"{{{model}}}","content":[{"type":"text","text":"say \"hi\"\n"}],"usage":{"input_tokens":{{{misses}}},"cache_read_input_tokens":1000,"cache_creation_input_tokens":0,"output_tokens":{{{output}}}}},"requestId":"r","timestamp":"{{{at}}}"}""";

    public static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
